"""Elements that lines are inside of: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from bbclf.html import tags
from tests.support.rows import Value, html

LANDMARKS = [
    ("in_nav", "<nav>"), ("in_nav", "<menu>"), ("in_header", "<header>"), ("in_header", "<hgroup>"),
    ("in_footer", "<footer>"), ("in_aside", "<aside>"), ("in_main", "<main>"), ("in_article", "<article>"),
    ("in_section", "<section>"), ("in_form", "<form>"), ("in_form", "<fieldset>"), ("in_form", "<search>"),
    ("in_list", "<ul>"), ("in_list", "<ol><li>"), ("in_list", "<dl><dt>"), ("in_item", "<ul><li>"),
    ("in_item", "<dl><dd>"), ("in_table", "<table><tr><td>"), ("in_figure", "<figure>"),
    ("in_figure", "<figure><figcaption>"), ("in_quote", "<blockquote>"), ("in_heading", "<h1>"),
    ("in_heading", "<h6>"), ("in_paragraph", "<p>"), ("in_pre", "<pre>"), ("in_button", "<button>"),
    ("in_button", "<dialog open>"), ("in_noscript", "<noscript>"),
]  # fmt: skip

VALUES = [
    *(Value(feature, html(f"{start}Rain"), 0, 1) for feature, start in LANDMARKS),
    *(Value(f"in_{name}", html("<div>Rain"), 0, 0) for name in tags.LANDMARKS),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_every_landmark_has_an_example() -> None:
    assert {feature for feature, _ in LANDMARKS} == {f"in_{name}" for name in tags.LANDMARKS}
