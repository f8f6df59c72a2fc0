"""What ancestors hold: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from tests.support.feature_pages import NEWS
from tests.support.rows import TWELVE, TWENTY, Value, html

# Each line has one ancestor more than the line before, and its ancestors hold one line more each.
NESTED = html(f"{TWENTY}<div>E<div>D<div>C<div><a href=/>B</a><p>{TWELVE}</p></div></div></div></div>")

VALUES = [
    # Of the last line of NESTED: ancestor k holds the last k + 1 lines.
    *(Value(f"up{k}_chars", NESTED, 5, log1p(23 + k)) for k in range(5)),
    Value("up5_chars", NESTED, 5, log1p(23 + 4 + 42)),
    Value("up0_links", NESTED, 5, 0),
    *(Value(f"up{k}_links", NESTED, 5, 1 / (23 + k)) for k in range(1, 5)),
    Value("up5_links", NESTED, 5, 1 / 69),
    *(Value(f"up{k}_prose", NESTED, 5, 2 / 12) for k in range(5)),
    Value("up5_prose", NESTED, 5, 1),
    *(Value(f"up{k}_prose_ratio", NESTED, 5, 2 / (12 + k)) for k in range(5)),
    Value("up5_prose_ratio", NESTED, 5, 12 / 36),
    *(Value(f"up{k}_position", NESTED, 5, (k + 0.5) / (k + 1)) for k in range(6)),
    # Of a line of NEWS: the paragraph, the article, and from then on the body.
    Value("up1_chars", NEWS, 3, log1p(69)),
    *(Value(f"up{k}_chars", NEWS, 3, log1p(82)) for k in range(2, 6)),
    Value("up1_position", NEWS, 4, 2.5 / 3),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
