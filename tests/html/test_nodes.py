"""The elements behind lines."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bbclf.html import read_html
from bbclf.html.nodes import MAX_INSIDE, Run, walk_with_nodes


def shape_of(run: Run) -> tuple[str, list[str | None]]:
    return run.text, [node.tag for node in (*run.inside, *filter(None, [run.image]))]


def test_runs() -> None:
    page = walk_with_nodes(
        "<p>Lies  <a href=x> <b>all </b>das</a>\n <img alt=i>jetzt</p><img><hr><pre>a <i> b</i>\n c</pre>"
    )
    assert page.lines == ["Lies all das jetzt", "a  b", "c"]
    assert [[shape_of(run) for run in runs] for runs in page.runs] == [
        [("Lies ", []), ("all ", ["a", "b"]), ("das", ["a"]), (" ", []), ("", ["img"]), ("jetzt", [])],
        [("", ["img"]), ("a ", []), (" b", ["i"])],
        [("c", [])],
    ]
    assert page.runs[0][1].inside[0].attributes == {"href": "x"}


def test_blocks() -> None:
    page = walk_with_nodes(
        "<ol start=3><li>x<noscript><ul><li>y</ul></noscript></ol><a style='display:block' href=z>z</a>"
    )
    assert page.lines == ["x", "y", "z"]
    assert [node.tag for node in page.blocks] == ["html", "body", "ol", "li", "noframes", "ul", "li", "a"]
    assert page.blocks[2].attributes == {"start": "3"}
    assert page.blocks[page.markup.element[2]].attributes["href"] == "z"
    assert [shape_of(run) for run in page.runs[2]] == [("z", [])]


def test_very_many_inline_elements() -> None:
    page = walk_with_nodes("<span>" * 1_000 + "x")
    assert len(page.runs[0][0].inside) == MAX_INSIDE


PIECES = [
    "x", "é ", "\n", " ", "<b>", "</b>", "<a href=x>", "</a>", "<p>", "<br>", "<img>", "<pre>", "</pre>", "<x-a>",
    "</x-a>", "<span hidden>", "</span>", "<span style='display:block'>", "<noscript>", "</noscript>",
    "<table><tr><td>", "<td>", "<iframe srcdoc='<p>q'>", "</iframe>", "<template shadowrootmode=open>", "</template>",
    "<li>", "\t", "\xa0",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_the_same_lines_and_blocks_as_without_nodes(html: str) -> None:
    lines, markup = read_html(html)
    page = walk_with_nodes(html)
    assert page.lines == lines
    assert page.markup.element.tolist() == markup.element.tolist()
    assert len(page.blocks) == len(markup.parent)
    assert ["".join(run.text for run in runs) for runs in page.runs] == lines
    assert [sum(run.image is not None for run in runs) for runs in page.runs] == markup.n_images.tolist()
