"""Text density of ancestors: each column's value, computed by hand."""

from __future__ import annotations

from math import e, log, log1p

import pytest

from tests.support.feature_pages import NEWS
from tests.support.rows import Value


def composite(n_chars: float, link_chars: float, n_tags: float, n_links: float) -> float:
    """Composite text density of an element of the page NEWS, as the paper's formula has it, log1p of it."""
    free = n_chars - link_chars
    base = log(n_chars / free * link_chars + 8 / 82 * n_chars + e)
    purity = n_chars / max(link_chars, 1) * n_tags / n_links
    return log1p(n_chars / n_tags * log(purity) / log(base))


VALUES = [
    Value("density0", NEWS, 3, log1p(23)),
    Value("density1", NEWS, 3, log1p(69 / 3)),
    Value("density2", NEWS, 3, log1p(82 / 13)),
    Value("composite0", NEWS, 3, composite(23, 0, 1, 1)),
    Value("composite1", NEWS, 3, composite(69, 0, 3, 1)),
    Value("composite2", NEWS, 3, composite(82, 8, 13, 2)),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
