"""What a line is in HTML, the columns of markup by hand, and pages that mean harm."""

from __future__ import annotations

import time

import numpy as np
import pytest

from bbclf.charset import decode
from bbclf.errors import InputError
from bbclf.html import MAX_CHARACTERS, MAX_DEPTH, TAGS, Markup, read_html
from bbclf.html.attributes import limit_attributes
from bbclf.html.nesting import limit_nesting, may_nest


def lines_of(html: str | bytes) -> list[str]:
    return read_html(html)[0]


def tags_of(markup: Markup) -> list[str]:
    names = {number: tag for tag, number in TAGS.items()}
    return [names[number] for number in markup.tag.tolist()]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One<p>two", ["One", "two"]),
        ("<div>One<div>two</div>three</div>", ["One", "two", "three"]),
        ("One<br>two<hr>three", ["One", "two", "three"]),
        ("<table><tr><td>A<td>B<tr><th>C</table>", ["A", "B", "C"]),
        ("<ul><li>A<li>B</ul><dl><dt>C<dd>D</dl>", ["A", "B", "C", "D"]),
        ("One<button>Send</button>two", ["One", "Send", "two"]),
        ("One<x-card>two</x-card>three", ["One", "two", "three"]),
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
        ("x<noscript><p>thread</p></noscript>y", ["x", "thread", "y"]),
        ("<frameset><noframes>only this</noframes></frameset>", ["only this"]),
        ("<p>x</p><noframes>not this</noframes>", ["x"]),
        ("<p hidden>a<p style='display: none'>b<p aria-hidden=true>c", ["a", "b", "c"]),
        ("<title>T</title><meta name=description content=D><p>x", ["x"]),
        ("&lt;b&gt; &amp;amp; &#x41;&eacute;", ["<b> &amp; Aé"]),
        ("", []),
        ("plain", ["plain"]),
    ],
)
def test_what_a_line_is(html: str, expected: list[str]) -> None:
    assert lines_of(html) == expected


def test_preformatted_lines_keep_their_indentation() -> None:
    lines, markup = read_html("<pre>def f():\n    return  1\n\n\tdone </pre><p>  x")
    assert lines == ["def f():", "return  1", "done", "x"]
    assert markup.indents == {1: "    ", 2: "\t"}


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


@pytest.mark.parametrize("given", [None, 1, ["<p>"]])
def test_neither_text_nor_bytes(given: object) -> None:
    with pytest.raises(InputError, match="must be str or bytes"):
        read_html(given)  # type: ignore[arg-type]


def test_too_long() -> None:
    with pytest.raises(InputError, match="MAX_CHARACTERS"):
        read_html(" " * (MAX_CHARACTERS + 1))


MANY = 30_000


@pytest.mark.parametrize(
    "storm",
    [
        "<div>", "<span>", "<p>", "<a href=x>", "<b>", "<font color=red>", "<table>", "<table><tr><td>", "<a><div>",
        "<a><b><div></a>", "<ul><li>", "<b><p>", "<b><i></b></i>", "<button>", "<x-a>", "<h1>", "<form>", "<pre>",
        "<svg>", "<math>", "<template>", "<select>", "<option>", "<object>", "</div>", "</p>", "&amp;", "&nosuch",
        "<!--", "<!-->", "<!-- x -->", "<", "</", "<script>", "<title>", "\0", "\ud800", "<frameset>", "<noscript>",
    ],
)  # fmt: skip
def test_storms_keep_the_text(storm: str) -> None:
    lines, markup = read_html("<p>before</p>" + storm * MANY + "after")
    assert lines[0] == "before"
    assert len(markup.element) == len(lines)
    assert markup.depth.max() <= 5 * MAX_DEPTH  # a table brings its body, row and cell


def test_a_tag_of_very_many_attributes_is_read_without_them() -> None:
    attributes = " ".join(f"a{number}=x" for number in range(100_000))
    html = f'<p class=first>before</p><div class="second" {attributes}>inside</div><p class=last>after'
    began = time.process_time()
    lines, markup = read_html(html)
    assert time.process_time() - began < 2
    assert lines == ["before", "inside", "after"]
    assert markup.attributes[-3:] == ["first", "", "last"]


@pytest.mark.parametrize(
    "html",
    [
        "<img src='data:,{}'><p class=a>x".format("Zz" * 50_000),  # one long attribute
        "<p class=a>{}".format("x < y " * 20_000),  # text
        "<p class=a>x<!-- {} -->".format("x < y " * 20_000),
        "<p class=a {}>x".format("b=c " * 998 + "d=" + "e" * 20_000),
        "",
    ],
)
def test_what_is_long_without_many_attributes_is_left_alone(html: str) -> None:
    data = html.encode()
    assert limit_attributes(data) == data


@pytest.mark.parametrize("opening", ["<div>", "<section class=a>", "<x-a>", "<DIV>"])
def test_text_below_the_deepest_element_is_kept(opening: str) -> None:
    lines, _ = read_html(opening * MANY + "deep" + "<p>deeper</p>")
    assert lines == ["deep", "deeper"]


@pytest.mark.parametrize("end", ["", "<", "<b", "<<", "<b ", "<I/"])
@pytest.mark.parametrize("n_formatting", [0, 200, 201, 400])
@pytest.mark.parametrize("n_blocks", [2_700, 2_799, 2_998, 3_001, 19_700, 19_999, 20_001])
@pytest.mark.parametrize("opening", ["<b x>", "<STRONG/>", "<em\xa0x>", "<Tt\nx>"])
def test_no_page_that_nests_too_much_is_missed(opening: str, n_blocks: int, n_formatting: int, end: str) -> None:
    html = opening * n_formatting + "<div>" * n_blocks + end
    assert may_nest(html.encode()) or limit_nesting(html) is html


def test_blocks_beyond_the_limit_still_end_lines() -> None:
    closing = "</div>" * MANY
    lines, _ = read_html("<div>" * MANY + "one<div>two</div>three" + closing + "<p>four <b>five</b>")
    assert lines == ["one", "two", "three", "four five"]


def test_formatting_is_not_opened_again_without_end() -> None:
    formatting = "".join(f"<font size={i}>" for i in range(3_000))
    lines, _ = read_html(f"<p>{formatting}</p>" + "<p>x</p>" * 3_000)
    assert lines == ["x"] * 3_000


def test_many_siblings_have_one_parent() -> None:
    lines, markup = read_html("<p>x</p>" * 100_000)
    assert len(lines) == 100_000
    assert np.unique(markup.parent).tolist() == [-1, 0, 1]


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


# Texts are long enough for the detector, and say nothing but what the weather does.
UNDECLARED = {
    "windows-1256": "تساقطت الأمطار الغزيرة على المدينة صباح اليوم وتأخرت القطارات ساعتين كاملتين. ",
    "gb18030": "今天早上城里下了大雨,火车晚点两个小时,学校也提前放学,大家都在家里等天晴。",
    "shift_jis": "今朝は町に大雨が降り、電車が二時間おくれました。学校は早く終わり、みんな家で晴れるのを待っています。",
    "euc_kr": "오늘 아침 도시에 많은 비가 내려 기차가 두 시간 늦었습니다. 학교도 일찍 끝났고 모두 집에서 기다립니다. ",
}


@pytest.mark.parametrize("charset", UNDECLARED)
def test_undeclared_charsets(charset: str) -> None:
    text = " ".join((UNDECLARED[charset] * 6).split())
    assert lines_of(f"<html><body><p>{text}</p></body></html>".encode(charset)) == [text]


@pytest.mark.parametrize("charset", UNDECLARED)
def test_declared_charsets(charset: str) -> None:
    text = UNDECLARED[charset].strip()
    assert lines_of(f"<meta charset={charset}><p>{text}".encode(charset)) == [text]


@pytest.mark.parametrize("charset", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(charset: str) -> None:
    assert lines_of("<p>žluťoučký kůň".encode(charset)) == ["žluťoučký kůň"]


def test_bytes_that_are_not_utf_8_after_all() -> None:
    damaged = ("<p>" + "žluťoučký kůň " * 100).encode() + b"\xff"
    assert decode(damaged).charset == "utf-8"
    assert lines_of(damaged)[0].startswith("žluťoučký kůň")
