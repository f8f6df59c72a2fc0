"""Addresses and residue of markup: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.rows import Value, of_line

VALUES = [
    of_line("url", "http://a.b and https://c.d", log1p(2)),
    of_line("url", "a: /b", 0),
    of_line("email", "Write to a@b.org", 1),
    of_line("email", "@rain", 0),
    of_line("handle", "@rain", 1),
    of_line("handle", "#rain", 1),
    of_line("handle", "a@b.org", 0),
    of_line("html_tag", "<b>x</b>", log1p(2)),
    of_line("html_tag", "<!-- x", log1p(1)),
    of_line("html_tag", "2 < 3", 0),
    of_line("html_entity", "a &amp; b &#8217;", log1p(2)),
    of_line("html_entity", "a & b", 0),
    of_line("shortcode", "[gallery ids=3] [/gallery]", log1p(2)),
    of_line("shortcode", "[su_box]", log1p(1)),
    of_line("shortcode", "[sic]", 0),
    of_line("shortcode", "[1] a_b", 0),
    of_line("bracketed_ratio", "[a b=c] x", 7 / 9),
    of_line("bracketed_ratio", "a {b}<c>", 6 / 8),
    of_line("bracketed_ratio", "3 < 4 [", 0),
    of_line("square_brackets", "[1] 【2】", log1p(2)),
    of_line("braces", "{{ x }}", log1p(4)),
    of_line("markdown_link", "[a](b) [c] (d)", log1p(1)),
]  # fmt: skip


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
