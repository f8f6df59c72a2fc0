"""Declared types of pages: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from bbclf.features.families.page_types import PAGE_TYPES
from tests.support.rows import Value, html

TYPES = (
    ("type_article", "NewsArticle"), ("type_product", "Product"), ("type_forum", "QAPage"),
    ("type_list", "ItemList"), ("type_site", "WebSite"),
)  # fmt: skip
"""What JSON-LD calls a page."""

VALUES = [
    *(
        Value(feature, html(f'<script type="application/ld+json">{{"@type": "{name}"}}</script>Rain'), 0, 1)
        for feature, name in TYPES
    ),
    *(Value(feature, html("Rain"), 0, 0) for feature in PAGE_TYPES),
    Value("type_article", html('<head><meta property="og:type" content="Article"></head>Rain'), 0, 1),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
