"""The outline of a page: its lines are those that are labelled."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.html import read_html
from bbclf.html.outline import MAX_INLINE, Block, Run, read_outline, span


def shown(block: Block) -> Iterator[str]:
    """Each text with its line, the block around it and its inline elements."""
    for child in block.children:
        if isinstance(child, Block):
            yield from shown(child)
        else:
            yield f"{child.line} {'.'.join([block.tag, *(element.tag for element in child.inline)])} {child.text!r}"


def runs_of(block: Block) -> list[Run]:
    return [run for child in block.children for run in ([child] if isinstance(child, Run) else runs_of(child))]


def test_texts_and_images() -> None:
    outline = read_outline(
        "<p>a <b>b <span><i>c</i></span></b><img alt=d>e<br>f</p><img src=g>"
        "<a href=h><h2>i</h2></a><a>j</a><a>k</a><img>"
    )
    assert list(shown(outline)) == [
        "0 p 'a '",
        "0 p.b 'b '",
        "0 p.b.i 'c'",
        "0 p.img 'd'",
        "0 p 'e'",
        "1 p 'f'",
        "2 body.img ''",
        "2 h2.a 'i'",
        "3 body.a 'j'",
        "3 body.a ' '",
        "3 body.a 'k'",
        "3 body.img ''",
    ]


def test_blocks() -> None:
    outline = read_outline(
        "<ol start=3 class=a><li>a</ol><span style='display:block'>b</span>"
        "<pre><code class='hljs lang-c++'>c</code></pre><table><tr><td><td colspan=2><td>d<td>e<td><td>f"
    )
    (body,) = outline.children[0].children  # type: ignore[union-attr]
    assert isinstance(body, Block)
    ol, span, pre, table = (child for child in body.children if isinstance(child, Block))
    assert (ol.tag, ol.attributes) == ("ol", {"start": "3"})
    assert span.tag == "div"
    assert pre.attributes == {"language": "c++"}
    cells = table.children[0].children[0].children  # type: ignore[union-attr]
    assert [cell.n_empty_before for cell in cells if isinstance(cell, Block)] == [3, 0, 1]


PIECES = st.sampled_from(
    ["x", "é ", "\n", " ", "<b>", "</b>", "<a href=x>", "</a>", "<p>", "<br>", "<img>", "<pre>", "</pre>", "<x-a>",
     "</x-a>", "<span hidden>", "</span>", "<span style='display:block'>", "<noscript>", "</noscript>",
     "<table><tr><td>", "<td>", "<iframe srcdoc='<p>q'>", "</iframe>", "<template shadowrootmode=open>", "</template>",
     "<li>", "\t", "\xa0"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_the_lines_are_those_of_the_page(html: str) -> None:
    lines, markup = read_html(html)
    runs = [run for run in runs_of(read_outline(html)) if run.line >= 0]
    for number, line in enumerate(lines):
        text = "".join(run.text for run in runs if run.line == number and not run.is_image)
        assert text.split() == line.split()
    assert sum(run.is_image for run in runs) == markup.n_images.sum()


@pytest.mark.parametrize(
    ("written", "columns"),
    [("2", 2), ("0", 1), ("02", 2), ("1000", 1000), ("1001", 1000), ("9" * 5_000, 1000), ("0" * 5_000 + "3", 3),
     ("٣", 3), ("-1", 1), ("2.5", 1), ("", 1), (None, 1)],
)  # fmt: skip
def test_columns_of_a_cell(written: str | None, columns: int) -> None:
    assert span(written) == columns


def test_inline_elements_deep_inside_each_other() -> None:
    runs = runs_of(read_outline("<p>" + "<sup>a" * 200))
    assert "".join(run.text for run in runs) == "a" * 200
    assert max(len(run.inline) for run in runs) == MAX_INLINE
