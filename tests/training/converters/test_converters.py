"""Text converters: what each does with the same small page, and what happens to text on its way."""

from __future__ import annotations

import numpy as np
import pytest

from training.converters.converters import CONVERTERS, FINISHES
from training.converters.walk import Boundary, Text, walk

PAGE = """<html><head><title>Not a line</title><script>no()</script></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<h1>Rain   all
night</h1><div style="display:none">hidden</div>
<p>It <a href="/r">rained</a>, then<br>stopped.</p><p>Nobody was hurt.</p>
<table><tr><td>a</td><td>b</td></tr></table>
</body></html>"""


@pytest.fixture(autouse=True)
def _needs_converters() -> None:
    for package in ("lxml", "resiliparse", "html2text"):
        pytest.importorskip(package, reason="a text converter is not installed")


def test_lxml_blocks_keeps_inline_links_in_their_line() -> None:
    assert CONVERTERS["lxml_blocks"](PAGE).split("\n") == [
        *("Home", "News", "Rain all night", "hidden", "It rained, then", "stopped.", "Nobody was hurt."),
        *("a", "b"),
    ]


def test_text_nodes_breaks_at_inline_links() -> None:
    assert "It\nrained\n, then\nstopped." in CONVERTERS["text_nodes"](PAGE)


def test_inner_text_is_what_a_browser_shows() -> None:
    assert CONVERTERS["inner_text"](PAGE) == (
        "Home\nNews\nRain all night\n\nIt rained, then\nstopped.\n\nNobody was hurt.\n\na\tb"
    )


def test_markdown_keeps_addresses_only_where_asked() -> None:
    assert "[rained](/r)" in CONVERTERS["markdown"](PAGE)
    assert "/r" not in CONVERTERS["markdown_without_links"](PAGE)


@pytest.mark.parametrize("name", CONVERTERS)
@pytest.mark.parametrize("html", ["", " ", "<!-- -->", "<html></html>"])
def test_a_page_without_text_is_empty_text(name: str, html: str) -> None:
    assert CONVERTERS[name](html).strip() == ""


@pytest.mark.parametrize("name", CONVERTERS)
def test_a_declared_encoding_does_not_matter_to_text(name: str) -> None:
    html = '<?xml version="1.0" encoding="windows-1251"?><html><body><p>Дождь шёл всю ночь.</p></body></html>'
    assert "Дождь шёл всю ночь." in CONVERTERS[name](html)


@pytest.mark.parametrize("name", FINISHES)
def test_a_finish_gives_the_same_text_from_the_same_generator(name: str) -> None:
    text = "Home\nNews\nSport\n\nA paragraph " + "of many words " * 20 + "\nShare"
    first, second = (FINISHES[name](text, np.random.default_rng(7)) for _ in range(2))
    assert first == second


def test_wrapping_keeps_the_words() -> None:
    text = "One two " * 40 + "\nLast."
    wrapped = FINISHES["hard_wrapped"](text, np.random.default_rng(0))
    assert wrapped.split() == text.split()
    assert max(map(len, wrapped.split("\n"))) <= 72


def test_menus_are_glued_and_paragraphs_are_not() -> None:
    paragraph = "A paragraph long enough that nobody takes it for an item of a menu."
    text = f"Home\nNews\nSport\n{paragraph}"
    glued = {FINISHES["glued_menus"](text, np.random.default_rng(seed)) for seed in range(20)}
    assert text in glued
    assert any("\n" not in each.removesuffix(f"\n{paragraph}") for each in glued)


def test_bullets_stand_before_short_neighbours_only() -> None:
    bulleted = FINISHES["bulleted"]("Home\nNews\n" + "x" * 200 + "\nShare", np.random.default_rng(0))
    assert [len(line.split()) for line in bulleted.split("\n")] == [2, 2, 1, 1]


def test_blank_lines() -> None:
    rng = np.random.default_rng(0)
    assert FINISHES["no_blank_lines"]("a\n\n \nb", rng) == "a\nb"
    assert FINISHES["blank_line_between"]("a\nb", rng) == "a\n\nb"


def test_walk_leaves_out_what_is_not_seen_but_not_what_follows() -> None:
    events = list(walk("<body>a<script>s</script>b<!-- c -->c<pre hidden>d</pre>e", honour_hidden=True))
    assert [event.text for event in events if isinstance(event, Text)] == ["a", "b", "c", "e"]
    assert not any(event.in_pre for event in events if isinstance(event, Text))
    assert Boundary("body", "start") in events
