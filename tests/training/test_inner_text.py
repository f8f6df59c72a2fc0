"""Our lines against a browser's text: the arithmetic, and every kind of element in a real browser."""

from __future__ import annotations

import pytest

from bbclf.html import read_html
from training.compare.browser import Browser, find_chromium
from training.compare.inner_text import DECISIONS, Difference, Tally, compare_words, table, words_of


@pytest.mark.parametrize(
    ("ours", "browser", "expected"),
    [
        ("a b c", "a b c", (3, 0, 0, 0, 0)),
        ("a c", "a b c", (3, 1, 0, 0, 0)),
        ("a b x c", "a b c", (3, 0, 1, 0, 0)),
        ("ab c d", "a b c d", (4, 0, 0, 1, 0)),
        ("a b c d e", "a bcd e", (3, 0, 0, 0, 2)),
        ("a x", "a y", (2, 1, 1, 0, 0)),
        ("", "", (0, 0, 0, 0, 0)),
    ],
)
def test_words_that_differ(ours: str, browser: str, expected: tuple[int, ...]) -> None:
    found = compare_words(ours.split(), browser.split())
    assert (found.n_words, found.lost, found.invented, found.glued, found.split) == expected


def test_words() -> None:
    assert words_of("Žluť 𝑎\n\tB") == ["žluť", "a", "b"]


def test_table() -> None:
    tally = Tally({"s": Difference(1_000, lost=1, examples=[("lost", "", "a|b")])})
    tally.n_pages["s"] = 2
    text = table(tally)
    assert "| s | 2 | 1,000 | 100.0 | 0.0 | 0.0 | 0.0 |" in text
    assert "| all | 2 | 1,000 | 100.0 | 0.0 | 0.0 | 0.0 |" in text
    assert "| lost |  | a\\|b | 1 |" in text


# What is decided otherwise than the browser shows it is done to the page first.
PAGES = [
    "The <glossary-term>keel</glossary-term> is <x-y>a<div>b</div>c</x-y> d",
    "Cena<span hidden>x</span> 3<b style='display:none'>4</b> Kč<i style='visibility:hidden'>5</i>",
    "<span style='display:block'>標籤</span>值<a style='display:flex' href=x>3 May</a>Ann<b style='float:left'>Bo</b>",
    "<xmp><b>x</b> y</xmp><listing>a  b\nc</listing><table><tr><td>A<td>B<tr><td>C</table>x<object>f<p>g</object>h",
    "<noscript><style></noscript><p>Текст<noscript><p>копия</noscript><noscript><img></noscript>",
    "<div hidden><p>schovaný</div><details><summary>¿Qué?</summary>Nada</details><dialog>d</dialog><button>B</button>c",
    "a<wbr>b a&shy;b <ruby>漢<rt>かん</rt></ruby> <select><option>o</select><textarea>t</textarea><svg><text>s</svg>",
    "<a href=x>Home</a><a href=y>News</a> <label>b</label><label>c</label><noembed>n</noembed><canvas>c</canvas>",
    "<p>x<noframes>y</noframes></p><iframe>z</iframe><template>t</template><center>u</center>v<fieldset><legend>l</legend>",
]


@pytest.mark.skipif(find_chromium() is None, reason="no Chromium on the path")
def test_lines_have_the_words_that_a_browser_shows() -> None:
    pytest.importorskip("playwright", reason="playwright is not installed: pip install '.[browser]'")
    with Browser() as browser:
        for html in PAGES:
            *_, shown = browser.inner_texts(html, list(DECISIONS.values()))
            assert words_of("\n".join(read_html(html)[0])) == words_of(shown), html
