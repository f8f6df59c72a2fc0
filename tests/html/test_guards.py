"""Pages that mean harm: what stands in front of the parser."""

from __future__ import annotations

import re
import time

import numpy as np
import pytest

from bbclf.html import MAX_DEPTH, read_html
from bbclf.html.guards import limit_markup
from bbclf.html.nesting import MAX_OPTIONS
from bbclf.html.parse import parse
from bbclf.html.screening import (
    LONG_TAG,
    MANY_BYTES,
    MANY_COPIES,
    MANY_ROOTS,
    MANY_TAGS,
    MAX_ATTRIBUTES,
    MAX_NAMES,
    needs_limits,
)

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


@pytest.mark.parametrize("attribute", [" a{}", "/a{}", "a{}=''", "/a{}='>'", " a{}='>' b c d"])
def test_attributes_are_counted_whatever_parts_them(attribute: str) -> None:
    written = "".join(attribute.format(number) for number in range(5_000))
    data = f"<div x='{'y' * LONG_TAG}'{written}>inside".encode()
    assert needs_limits(data)
    assert limit_markup(data) == b"<div>inside"


@pytest.mark.parametrize("value", ["='>'", "='<a>'", '="<a>\'"', " = '>'", "='>' \t\n/"])
@pytest.mark.parametrize(
    "before", ["", "1 < 2, don't", "<script>if (a<b) x='</script>", "<!-- <b ' -->", "<title>a <b '</title>"]
)
@pytest.mark.parametrize("distance", [1, 100, 1_000])
def test_a_quoted_end_does_not_hide_the_rest_of_a_tag(value: str, before: str, distance: int) -> None:
    names = [f"a{number}" for number in range(5_000)]
    written = f"{value} ".join(" ".join(names[start : start + distance]) for start in range(0, 5_000, distance))
    data = f"{before}<div {written}>inside".encode()
    assert len(data) < MANY_BYTES
    assert needs_limits(data)
    assert limit_markup(data) == f"{before}<div>inside".encode()


def test_apostrophes_in_values_do_not_make_tags_long() -> None:
    assert not needs_limits(b"""<img alt="Aujourd'hui, l'eau"><p title='5" > 4"'>L'eau monte.""" * 500)


@pytest.mark.parametrize("tag", ["html", "BODY"])
def test_attributes_of_roots_are_counted_together(tag: str) -> None:
    tags = "".join(f"<{tag} " + " ".join(f"a{i}b{j}" for j in range(900)) + ">" for i in range(MANY_ROOTS + 1))
    assert needs_limits(tags.encode())
    assert len(set(re.findall(r" a\d+b\d+", parse(f"{tags}<p>x".encode()).html or ""))) <= MAX_ATTRIBUTES


@pytest.mark.parametrize("hidden", ["", "z='>' "])
@pytest.mark.parametrize("before", ["", "<script>if (a<b) x='</script>"])
def test_names_of_a_large_page_are_counted(before: str, hidden: str) -> None:
    large = "words " * (MANY_BYTES // 6 + 1)
    few = "".join(f"<p {hidden}a{i // 2} b=c>" for i in range(MAX_NAMES))
    many = "".join(f"<p {hidden}{' '.join(f'a{i}b{j}' for j in range(100))}>" for i in range(MAX_NAMES // 100 + 1))
    assert not needs_limits(f"{large}{before}{few}".encode())
    assert needs_limits(f"{large}{before}{many}".encode())


def test_one_long_value_is_not_many_attributes() -> None:
    value = "{&quot;text&quot;: &quot;words and words&quot;} " * 1_000
    assert not needs_limits(f'<div id=a data-config="{value}">x</div>'.encode())


@pytest.mark.parametrize(
    "html",
    [
        "<img src='data:,{}'><p class=a>x".format("Zz" * 50_000),  # one long attribute
        "<p class=a>{}".format("x < y " * 20_000),  # text
        "<p class=a>x<!-- {} -->".format("x < y " * 20_000),
        "<script>for(i=0;i<n;i++)f(i); x=[{}]</script>".format(", ".join(map(str, range(2_500)))),
        "<style>a<b{}</style>".format(" c" * 20_000),
        "<p title='<b {}'>x".format("c " * 20_000),
        "<p class=a {}>x".format("b=c " * 998 + "d=" + "e" * 20_000),
        "",
    ],
)
def test_what_is_long_without_many_attributes_is_left_alone(html: str) -> None:
    data = html.encode()
    assert limit_markup(data) == data


@pytest.mark.parametrize("filling", ["0, 1, 2, ", "a b", "x < y "])
@pytest.mark.parametrize("tag", ["script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"])
def test_long_raw_text_does_not_swallow_the_page(tag: str, filling: str) -> None:
    html = f"<{tag}>for(var i=0;i<n;i++)f(i); {filling * 2_500}</{tag}><p>Haupttext.</p>"
    assert read_html(html)[0][-1] == "Haupttext."


def test_a_long_comment_does_not_swallow_the_page() -> None:
    html = "<!-- i<n {} --!><p>Основной текст.</p>".format("a b " * 5_000)
    assert read_html(html)[0] == ["Основной текст."]


@pytest.mark.parametrize("opening", ["<div>", "<section class=a>", "<x-a><i></i>", "<DIV>"])
def test_text_below_the_deepest_element_is_kept(opening: str) -> None:
    lines, _ = read_html(opening * MANY + "deep" + "<p>deeper</p>")
    assert lines == ["deep", "deeper"]


@pytest.mark.parametrize("end", ["", "<", "<b", "<<", "<b ", "<I/"])
@pytest.mark.parametrize("n_formatting", [0, 100, 101, 600, 1_100])
@pytest.mark.parametrize("n_blocks", [900, 2_700, 2_799, 3_001, 19_700, 19_899, 20_001])
@pytest.mark.parametrize("opening", ["<b x>", "<STRONG/>", "<em\xa0x>", "<Tt\nx>"])
def test_pages_that_nest_too_much_are_looked_at(opening: str, n_blocks: int, n_formatting: int, end: str) -> None:
    data = (opening * n_formatting + "<div>" * n_blocks + end).encode()
    # "\xa0" is no white space of HTML: such an element has another name.
    many_copies = n_formatting * data.count(b"<") > MANY_COPIES and "\xa0" not in opening
    assert needs_limits(data) or not (many_copies or data.count(b"<") > MANY_TAGS)


def test_icons_and_roots_of_old_browsers_are_not_looked_at() -> None:
    roots = "".join(f"<!--[if IE {version}]><html class='no-js ie{version}'><![endif]-->" for version in range(6, 10))
    icons = "<li><i class='icon'></i>Mail" * 500
    assert not needs_limits(f"<!doctype html>{roots}<html class=no-js><body class=home><ul>{icons}".encode())


@pytest.mark.parametrize(
    "pattern",
    [
        "<!-- --!><div>", "<svg><style><div>", "<svg><title><div>", "<math><textarea><div>", "<div a='</div>'>",
        "<rt>x", "<optgroup><option>x", "<select><optgroup><option>x", "<html a{0}>", "<body a{0}>", "<p a{0}>x",
        "<x{0}>x</x{0}>", "<span hidden>", "<x-a><template shadowrootmode=open>", "<ruby>x<rt>y",
    ],
)  # fmt: skip
def test_what_was_quadratic_is_limited(pattern: str) -> None:
    data = "".join(pattern.format(number) for number in range(25_000)).encode()
    limited = parse(data).html or ""
    deepest = depth = 0
    for tag in re.finditer(r"<(/?)(?:div|optgroup|rt|span)\b", limited):
        depth += -1 if tag[1] else 1
        deepest = max(deepest, depth)
    assert deepest <= MAX_DEPTH
    assert len(set(re.findall(r" (a\d+)=", limited))) <= MAX_NAMES
    assert len(set(re.findall(r"<(x\d+)", limited))) <= MAX_NAMES


def test_ruby_and_lists_of_options_do_not_nest() -> None:
    ruby = "<ruby>漢<rt>かん</ruby>" * 3_000
    groups = "<select>" + "<optgroup><option>x" * 10_000
    limited = limit_markup((groups + "</select>" + ruby + "<em a>" * 13).encode())
    assert limited.count(b"<br>") == 10_000 - MAX_OPTIONS
    assert limited.count(b"<wbr>") == 1


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
