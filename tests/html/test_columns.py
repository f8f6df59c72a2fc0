"""The columns of markup, computed by hand."""

from __future__ import annotations

from bbclf.html import TAGS, Markup, read_html


def tags_of(markup: Markup) -> list[str]:
    names = {number: tag for tag, number in TAGS.items()}
    return [names[number] for number in markup.tag.tolist()]


def test_columns_of_lines() -> None:
    lines, markup = read_html(
        "<div>Read <a href=1 class=more>all  of it</a> <b>now</b></div><img><img><p>x <a>no link</a>"
        "<p><a href=2><i>y</i></a>"
    )
    assert lines == ["Read all of it now", "x no link", "y"]
    assert markup.link_chars.tolist() == [9, 7, 1]
    assert markup.emphasis_chars.tolist() == [3, 0, 1]
    assert markup.n_links.tolist() == [1, 0, 1]
    assert markup.n_images.tolist() == [0, 2, 0]
    assert markup.inline_attributes == ["more", "", ""]


def test_columns_of_elements() -> None:
    lines, markup = read_html(
        "<body class=b><main id=m role=main><p>one<p>two <i>x</i></main><div></div>"
        "<footer class=f hidden><p>three</footer>"
    )
    assert lines == ["one", "two x", "three"]
    assert tags_of(markup) == ["html", "body", "main", "p", "p", "footer", "p"]
    assert markup.parent.tolist() == [-1, 0, 1, 2, 2, 1, 5]
    assert markup.element.tolist() == [3, 4, 6]
    assert markup.depth.tolist() == [0, 1, 2, 3, 3, 2, 3]
    assert markup.first_line.tolist() == [0, 0, 0, 0, 1, 2, 2]
    assert markup.end_line.tolist() == [3, 3, 2, 1, 2, 3, 3]
    assert markup.n_tags.tolist() == [9, 7, 3, 0, 1, 1, 0]
    assert markup.hidden.tolist() == [False] * 5 + [True, True]
    assert markup.attributes == ["", "b", "m main", "", "", "f", ""]
    assert markup.path[3] == markup.path[4]
    assert len(set(markup.path.tolist())) == 6


def test_what_a_page_says_of_itself() -> None:
    _, markup = read_html(
        "<title> A\n title </title><meta property=og:description content='B'><meta property=og:type content=Article>"
        "<meta name=description content=' C  c '>"
        """<script type=application/ld+json>[{"@type": "NewsArticle", "articleBody": "The  text"}]</script>"""
        "<script type=application/ld+json>{broken</script><p>x"
    )
    assert (markup.title, markup.description, markup.body) == ("A title", "C c", "The text")
    assert markup.types == {"newsarticle", "article"}
