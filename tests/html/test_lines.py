"""What a line is in HTML."""

from __future__ import annotations

import pytest

from bbclf.html import read_html


def lines_of(html: str | bytes) -> list[str]:
    return read_html(html)[0]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>two", ["One", "two"]),
        ("<div>One<div>two</div>three</div>", ["One", "two", "three"]),
        ("One<br>two<hr>three", ["One", "two", "three"]),
        ("<table><tr><td>A<td>B<tr><th>C</table>", ["A", "B", "C"]),
        ("<ul><li>A<li>B</ul><dl><dt>C<dd>D</dl>", ["A", "B", "C", "D"]),
        ("One<button>Send</button>two", ["One", "Send", "two"]),
        ("in<b>vis</b>ible <span>ink</span>", ["invisible ink"]),
        ("<custom>a</custom><font>b</font>", ["ab"]),
        ("<a href=1>Home</a><a href=2>News</a>", ["Home News"]),
        ("<a>Home</a>, <a>News</a>", ["Home, News"]),
        ("<a>Home</a><b></b><a>News</a>", ["HomeNews"]),
        (" \n a \t b\u00a0\u3000c &nbsp;", ["a b c"]),
        ("<p> </p><p>\n\t&nbsp;</p>", []),
        ("a<!-- b -->c", ["ac"]),
        ("a<script>b</script><style>c</style><template>d</template><svg><text>e</text></svg>f", ["af"]),
        ("a<select><option>b</select><textarea>c</textarea><iframe>d</iframe><video>e</video>f", ["af"]),
        ("<p hidden>a<p style='display: none'>b<p aria-hidden=true>c", ["a", "b", "c"]),
        ("<title>T</title><meta name=description content=D><p>x", ["x"]),
        ("&lt;b&gt; &amp;amp; &#x41;&eacute;", ["<b> &amp; Aé"]),
        ("", []),
        ("plain", ["plain"]),
    ],
)
def test_what_a_line_is(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("The <glossary-term>keel</glossary-term> is the spine.", ["The keel is the spine."]),
        ("Actualizado <relative-time>el 3 de mayo</relative-time> a las 10", ["Actualizado el 3 de mayo a las 10"]),
        ("Ist <mjx-container>x</mjx-container>, dann", ["Ist x, dann"]),
        ("<custom>a</custom><span>b</span>", ["ab"]),
        ("<x-tab>Accueil</x-tab><x-tab>Presse</x-tab>", ["Accueil Presse"]),
        ("One<x-card><p>two</p></x-card>three", ["One", "two", "three"]),
        ("<x-page><x-card><h2>日本</h2>東京</x-card></x-page>", ["日本", "東京"]),
        ("a<card>b<div>c</div>d</card>e", ["ab", "c", "d", "e"]),
        ("a<object>Nur <b>Text</b></object> c", ["aNur Text c"]),
        ("<object data=x.swf><p>Flash fehlt</p></object>", ["Flash fehlt"]),
    ],
)
def test_unknown_elements_are_inline_unless_they_hold_blocks(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


REST = "Und hier steht der Rest des Absatzes, den erst ein Klick zeigt, damit die Seite kurz bleibt."


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("Preis<span hidden>alt</span> 3 €", ["Preis 3 €"]),
        ("سعر<span style='display: none'>قديم</span> جديد", ["سعر جديد"]),
        ("a<b style='VISIBILITY:hidden'>b<i>c</i><br>d</b> e", ["a e"]),
        ("a<a hidden href=x>b</a><a href=y>c</a>", ["ac"]),
        ("a<span aria-hidden=true>b</span>", ["ab"]),
        ("a<span hidden>b<div>c</div></span>d", ["a", "b", "c", "d"]),
        ("<x-slider style='display:none'><x-slide>Eins</x-slide></x-slider>", ["Eins"]),
        (f"<p>Anfang.<span style='display:none'>{REST}</span> <i></i></p>x", ["Anfang.", REST, "x"]),
        (f"<p>Anfang<sup><a hidden>{REST}</a></sup> und Ende</p>", ["Anfang und Ende"]),
        (f"<p>Anfang<span hidden>{REST}</span><br>Ende</p>", ["Anfang", REST, "Ende"]),
    ],
)
def test_hidden_inline_text(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_hidden_inline_text_that_is_read_is_marked() -> None:
    lines, markup = read_html("a<span hidden>b<div>c</div></span>d")
    assert lines == ["a", "b", "c", "d"]
    assert markup.hidden[markup.element].tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<span style='display:block'>Label</span>Value", ["Label", "Value"]),
        ("<a style='display: flex' href=x>3 May</a><a style=display:block href=y>Ann</a>", ["3 May", "Ann"]),
        ("x<b style='margin:0; display:table-cell'>4</b>5", ["x", "4", "5"]),
        ("x<span style='float:right'>Δείτε</span>y", ["x", "Δείτε", "y"]),
        ("x<span style='position:absolute'>ещё</span>y", ["x", "ещё", "y"]),
        ("<span style='float:left'>O</span>nce", ["Once"]),
        ("x<span style='display:inline-block'>y</span>", ["xy"]),
        ("x<span style='display:inline-flex;color:red'>y</span>", ["xy"]),
    ],
)
def test_inline_elements_styled_as_blocks(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_links_and_emphasis_styled_as_blocks_are_counted() -> None:
    lines, markup = read_html("<a style='display:block' href=x>three</a><b style='display:block'>two</b>one")
    assert lines == ["three", "two", "one"]
    assert markup.link_chars.tolist() == [5, 0, 0]
    assert markup.n_links.tolist() == [1, 0, 0]
    assert markup.emphasis_chars.tolist() == [0, 3, 0]


FORMULA = "<mi>a</mi><mo>+</mo><mi>b</mi>"
MATHML = f"<math><semantics><mrow>{FORMULA}</mrow><annotation encoding=t>a+b</annotation></semantics></math>"


@pytest.mark.parametrize(
    "html",
    [
        f"Soit {MATHML} donné",
        f"Soit <span><span>{MATHML}</span><span aria-hidden=true><span>a</span>+<span>b</span></span></span> donné",
        f"Soit <span><nobr aria-hidden=true>a+b</nobr><span>{MATHML}</span></span> donné",
    ],
)
def test_formulas_are_read_once(html: str) -> None:
    assert lines_of(html) == ["Soit a+b donné"]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<xmp><b>x</b>\n  y</xmp>z", ["<b>x</b>", "y", "z"]),
        ("<listing>a  b\n c</listing>d", ["a  b", "c", "d"]),
        ("a<plaintext>b</i>\nc", ["a", "b</i>", "c"]),
        ("a<marquee>आज की ख़बर</marquee>b", ["a", "आज की ख़बर", "b"]),
        ("a<noembed>b</noembed>c", ["ac"]),
        ("<details><summary>¿Cuándo?</summary>Hoy.</details>", ["¿Cuándo?", "Hoy."]),
    ],
)
def test_rare_elements(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_preformatted_lines_keep_their_indentation() -> None:
    lines, markup = read_html("<pre>def f():\n    return  1\n\n\tdone </pre><p>  x")
    assert lines == ["def f():", "return  1", "done", "x"]
    assert markup.indents == {1: "    ", 2: "\t"}


@pytest.mark.parametrize(
    "html",
    [
        "<html><head><title>x</title></head>",
        "<script>" + "var x = '<div>';" * 1000 + "</script>",
        "<p " + " ".join(f"a{i}=1" for i in range(1000)) + ">",
        "<pre>" + "\n" * 10_000,
        " " * 1_000_000,
    ],
)
def test_pages_without_lines(html: str) -> None:
    assert lines_of(html) == []
