"""Kept content as Markdown, as written and as a CommonMark parser reads it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf import Page
from bbclf.html.outline import Block, Run
from bbclf.render.pipe_tables import pipe_table
from tests.support.labelled import labelled, without
from tests.support.markdown import markdown_html, markdown_text


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<h1>a</h1><h3>b<br>c</h3><p>d</p>", "# a\n\n### b c\n\nd\n"),
        ("<p>a<br>b<br><br>c</p>", "a  \nb\n\nc\n"),
        ("<div>a</div><div>b</div>", "a\n\nb\n"),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", "- a\n  - b\n- c\n"),
        ("<ol start=9><li>a<li>x<li><p>b</p><ul><li>c</ul></ol>", "9. a\n10. b\n    - c\n"),
        ("<ul><li><p>a</p><p>b</p><li>c</ul>", "- a\n\n  b\n\n- c\n"),
        ("<ul><li>a</li><ul><li>b</li></ul><li>c</ul>", "- a\n  - b\n- c\n"),
        ("<ul><ul><li>a</ul><li>b</ul>", "- a\n- b\n"),
        ("<ul>a<li>b</ul>", "- a\n- b\n"),
        ("<ul><li>a</ul><ul><li>b</ul>", "- a\n\n* b\n"),  # else they would be one list
        ("<div><ul><li>a</ul></div><ul><li>b</ul><div><ul><li>c</ul></div>", "- a\n\n* b\n\n- c\n"),
        ("<ol><li>a</ol><ol><li>b</ol>", "1. a\n\n1) b\n"),
        ("<blockquote><p>a</p><blockquote>b</blockquote></blockquote>", "> a\n>\n> > b\n"),
        ("<pre class=language-py>\nif a:\n\n    b\n</pre>", "```py\nif a:\n\n    b\n```\n"),
        ("<pre><code>a\n```\nb</code></pre>", "````\na\n```\nb\n````\n"),
        ("<dl><dt>a<dd>b</dl>", "a\n\nb\n"),
        ("<nav>x</nav>", ""),
    ],
)
def test_blocks(html: str, markdown: str) -> None:
    assert without("x", html).markdown() == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<tr><th>a<th>b<tr><td>1|2<td>3", "| a | b |\n| --- | --- |\n| 1\\|2 | 3 |\n"),
        ("<tr><td colspan=2>a<td>b<tr><td><td>c<td>d", "| a |  | b |\n| --- | --- | --- |\n|  | c | d |\n"),
        ("<tr><td rowspan=2>a<td>b<tr><td>c", "| a | b |\n| --- | --- |\n|  | c |\n"),
        ("<tr><td>a<td>b<tr><td>x<td>d", "| a | b |\n| --- | --- |\n|  | d |\n"),
        ("<caption>t</caption><tr><td>a<td>b<br>c", "t\n\n| a | b c |\n| --- | --- |\n"),
        ("<tr><td colspan=999>a<td>b", "a\n\nb\n"),  # too wide
        ("<tr><td>a<tr><td>b", "a\n\nb\n"),  # one column is a layout
        ("<tr><td><table><tr><td>a<td>b</table><td>c", "| a | b |\n| --- | --- |\n\nc\n"),
    ],
)
def test_tables(html: str, markdown: str) -> None:
    assert without("x", f"<table>{html}</table>").markdown() == markdown


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("a <b>b</b> <i>c <b>d</b></i> <code>e*`</code>", "a **b** *c* ***d*** `` e*` ``"),
        ("a<b>b</b>c", "a**b**c"),
        ("<b>a:</b>b", "a:b"),  # Markdown would show the asterisks
        ("<b> a </b>b", "**a** b"),
        ("<b>a</b><i>b</i>", "**a**b"),
        ("中<b>文</b>字", "中**文**字"),
    ],
)
def test_emphasis(html: str, markdown: str) -> None:
    assert without("x", f"<p>{html}").markdown() == f"{markdown}\n"


def test_without_emphasis() -> None:
    assert without("x", "<p><b>a</b> <code>b</code>").markdown(emphasis=False) == "a `b`\n"


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<a href='/a b(c)'> <b>a</b>]</a>b", "[**a**\\]](/a%20b%28c%29)b"),
        ("Go!<a href=b>b</a>", "Go\\![b](b)"),
        ("<a href='javascript:b()'>b</a> <a>c</a>", "b c"),
        ("<a href=b> <i>b</i> </a>", "[*b*](b)"),
        ("<a href=b>b<br>c</a>", "[b](b)  \n[c](b)"),
        ("<a href=b><img src=c alt=d></a> e", "e"),
    ],
)
def test_links(html: str, markdown: str) -> None:
    assert without("x", f"<p>{html}").markdown(links=True) == f"{markdown}\n"


def test_images() -> None:
    page = without("x", "<p><img src=a.png alt='a *b*'></p><p><a href=c><img src=data:x alt=d></a>e<img src=f></p>")
    assert page.markdown() == "e\n"
    assert page.markdown(images=True) == "![a \\*b\\*](a.png)\n\n![d]()e\n"
    assert page.markdown(links=True, images=True) == "![a \\*b\\*](a.png)\n\n[![d]()](c)e\n"


SPECIAL = [
    "# a", "#a", "+ a", "- a", "-", "---", "***", "___", "===", "1. a", "1) a", "12.5", "> a", "~~~", "```", "* a",
    "*a*", "_a_", "a_b_c", "__a__", "`a`", "[a](b)", "[a]: b", "![a](b)", "<b>", "a < b", "<https://a.b>",
    "&amp;", "&#38;",
    "\\*", "\\", "a\\b", "| a | b |", "|---|", ":-: | -", "~~a~~", "a # #", "&nbsp", "<!-- a -->", "    a", "a ! [b]",
]  # fmt: skip


@pytest.mark.parametrize("text", SPECIAL)
@pytest.mark.parametrize("tag", ["p", "h2", "li", "td", "b", "blockquote"])
def test_text_that_looks_like_markdown(text: str, tag: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    html = f"<{tag}>{escaped}</{tag}>"
    if tag == "td":
        html = f"<table><tr>{html}<td>b<tr>{html}</table>"
    page = without("\0", html)
    markdown = page.markdown(links=True)
    assert markdown_text(markdown) == "".join(page.text.split())
    if tag == "p":
        assert markdown_html(markdown).startswith("<p>")
        assert markdown_html(markdown).count("<") == 2


INLINE = st.sampled_from(["b", "i", "code", "a href=b", "span"])
TEXT = st.text(st.sampled_from("ab  *_`[]()<>#-+1.!|\\~&;:\n中，"), max_size=6)
PARTS = st.recursive(
    TEXT.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;")) | st.just("<br>"),
    lambda inner: st.tuples(INLINE, st.lists(inner, max_size=3)).map(
        lambda part: f"<{part[0]}>{''.join(part[1])}</{part[0].split()[0]}>"
    ),
    max_leaves=6,
)
BLOCKS = st.recursive(
    st.lists(PARTS, max_size=3).map("".join),
    lambda inner: st.tuples(
        st.sampled_from(["p", "h2", "ul", "ol", "li", "blockquote", "div", "pre", "table", "td", "tr", "th"]),
        st.lists(inner, max_size=4),
    ).map(lambda block: f"<{block[0]}>{''.join(block[1])}</{block[0]}>"),
    max_leaves=8,
)


@given(BLOCKS, st.booleans(), st.data())
def test_a_parser_reads_the_kept_text(html: str, links: bool, data: st.DataObject) -> None:
    page = Page.from_html(html)
    p = data.draw(st.lists(st.sampled_from([0.1, 0.9]), min_size=len(page), max_size=len(page)))
    kept = labelled(page, *p)
    assert markdown_text(kept.markdown(links=links)) == "".join(kept.text.split())


def test_text_is_given_back_as_it_is() -> None:
    assert labelled(Page.from_text("# a\n\n* b *\nx"), 0.1, 0.1, 0.9).markdown() == "# a\n\n* b *"


def test_very_deep_blocks() -> None:
    deep = without("x", "<blockquote>" * 400 + "a" + "<ul><li>" * 400 + "b")
    assert deep.markdown().startswith("> " * 62 + "a")
    assert deep.html().count("<blockquote>") == 62


def test_a_table_of_more_columns_than_memory_holds() -> None:
    cells = [Block("td", {}, [Run("a", (), 0)]), Block("td", {}, [Run("b", (), 0)], n_empty_before=10**15)]
    assert pipe_table(Block("table", {}, [Block("tr", {}, list(cells))]), lambda cell: "x") is None
