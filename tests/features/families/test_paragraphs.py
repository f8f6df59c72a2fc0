"""Text density and jusText's class: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.feature_pages import NEWS
from tests.support.rows import Value, html

WIDE = html("<p>" + " ".join(["rain"] * 30) + "</p>")  # 149 characters


def words(n: int, *, alike: bool) -> str:
    return " ".join(["rain"] * n if alike else [f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(n)])


JUSTEXT = html("".join(f"<p>{line}</p>" for line in (words(50, alike=True), words(60, alike=False), "rain")))
JUSTEXT_LINKS = html(f"<p><a href=/>{words(10, alike=True)}</a> {words(40, alike=True)}</p>")
JUSTEXT_NEAR_GOOD = html(f"<p>{words(20, alike=True)}</p>")

VALUES = [
    Value("text_density", NEWS, 4, 20),
    Value("text_density", WIDE, 0, 30 / 2),
    Value("justext_class", JUSTEXT, 0, 3),  # 249 characters of a common word
    Value("justext_class", JUSTEXT, 1, 0),  # long, and no word common
    Value("justext_class", JUSTEXT, 2, 1),  # short
    Value("justext_class", JUSTEXT_NEAR_GOOD, 0, 2),  # 99 characters of a common word
    Value("justext_class", JUSTEXT_LINKS, 0, 3),  # 49 of 249 characters in links
    Value("justext_class", NEWS, 0, 0),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
