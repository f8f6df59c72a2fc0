"""HTML that the parser leaves as it stands."""

from __future__ import annotations

import pytest

from bbclf.html import TAGS, read_html


def lines_of(html: str) -> list[str]:
    return read_html(html)[0]


@pytest.mark.parametrize(
    "inside",
    [
        "<iframe src='x'/>",
        "<style>",
        "<!-- x ",
        "<script>",
        "<textarea>",
        "<title>",
        "<div class='",
        "<table><tr>",
        "<b>",
    ],
)
@pytest.mark.parametrize("tag", ["noscript", "NOSCRIPT", "NoScript"])
def test_nothing_open_in_noscript_reaches_the_page(tag: str, inside: str) -> None:
    for before in ("", "<p>до</p>", "<head>"):
        lines, markup = read_html(f"{before}<{tag}>{inside}</{tag}><p>Текст страницы</p>")
        assert lines[-1] == "Текст страницы"
        assert TAGS["noframes"] not in markup.tag[markup.element[-1:]]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("x<noscript><p>Beitrag <b>eins</b></p><p>zwei</noscript>y", ["x", "Beitrag eins", "zwei", "y"]),
        ("<noscript>Nur <i>hier</i></noscript>", ["Nur hier"]),
        ("<head><title>t</title><noscript>Im Kopf</noscript></head><p>x", ["Im Kopf", "x"]),
        ("<table><noscript><tr><td>A<td>B</noscript></table>", ["A", "B"]),
        ("<noscript>ohne Ende", ["ohne Ende"]),
        ("<noscript>&lt;b&gt; &amp;amp;</noscript>", ["<b> &amp;"]),
        ("<p>図</p><noscript><img src=a alt=b></noscript><noscript> <!-- c --></noscript>", ["図"]),
        ("<p>Hello</p><noscript><b>Hello</b></noscript>", ["Hello"]),
        ("<noscript><p>a<p>b</noscript><p>b<p>a", ["b", "a"]),
        ("<noscript><p>a<p>b</noscript><p>b<p>c", ["a", "b", "b", "c"]),
        ("<noscript>a</noscript><noscript>a</noscript>", ["a", "a"]),
        ("<!-- <noscript> --><p>x</p></noscript>y", ["x", "y"]),
        ("<script>'<noscript>'</script><p>x", ["x"]),
        ("<frameset><noframes><p>only <b>this</b></noframes></frameset>", ["only this"]),
        ("<p>x</p><noframes>not this</noframes>", ["x"]),
    ],
)
def test_noscript_and_noframes(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_blocks_of_noscript() -> None:
    lines, markup = read_html("<div class=a><noscript id=n><p class=b>x</noscript>")
    names = {number: tag for tag, number in TAGS.items()}
    assert lines == ["x"]
    assert [names[tag] for tag in markup.tag.tolist()] == ["html", "body", "div", "noframes", "p"]
    assert markup.attributes == ["", "", "a", "n", "b"]
    assert markup.depth.tolist() == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a<iframe srcdoc='<p>Karte &amp;amp; Weg</p>'>fallback</iframe>b", ["a", "Karte & Weg", "b"]),
        ("a<iframe src=x>fallback</iframe>b", ["ab"]),
        ("<x-a><template shadowrootmode=open><h2>標題</h2><p>正文</p></template></x-a>z", ["標題", "正文", "z"]),
        ("<x-a>\n<template shadowrootmode=closed><p>in</p></template>light</x-a>", ["in", "light"]),
        ("<x-a><template shadowrootmode=open><p>in <slot>default</slot></p></template></x-a>", ["in default"]),
        ("<x-a><template shadowrootmode=open><p>in <slot>default</slot></p></template> <b>b</b></x-a>", ["in", "b"]),
        ("<x-a><template shadowrootmode=open><x-b><template shadowrootmode=open><p>deep</template>", ["deep"]),
        ("<x-a><p>a</p><template shadowrootmode=open><p>second</template></x-a>", ["a"]),
        ("<x-a><template><p>no</p></template></x-a>b", ["b"]),
    ],
)
def test_frames_and_shadow_roots(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_fragments_in_fragments_end() -> None:
    lines = lines_of("<p>x</p>" + "<x-a><template shadowrootmode=open>" * 2_000 + "deep")
    assert lines[0] == "x"
