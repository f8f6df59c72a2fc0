"""Main containers: each column's value, computed by hand."""

from __future__ import annotations

import pytest

from tests.support.feature_pages import LINKED_PROSE, NEWS
from tests.support.rows import Value, html


def letters(n: int) -> str:
    """Words of one letter each."""
    return " ".join("abcdefghijklmnop"[:n])


# Words of prose: 4, 2, 3, 1.
HOLDERS = html(
    f"<div><div><p>{letters(14)}</p><p>{letters(12)}</p></div><p>{letters(13)}</p></div><p>{letters(11)}</p>"
)

VALUES = [
    Value("to_holder30%", HOLDERS, 0, 0),
    Value("to_holder50%", HOLDERS, 0, 1),
    Value("to_holder80%", HOLDERS, 0, 2),
    Value("to_holder80%", HOLDERS, 2, 1),
    Value("holder30%_lines", HOLDERS, 0, 1 / 4),
    Value("holder50%_lines", HOLDERS, 0, 2 / 4),
    Value("holder80%_lines", HOLDERS, 0, 3 / 4),
    Value("in_holder", NEWS, 3, 0),
    Value("in_holder", NEWS, 4, 1),  # the second paragraph has 10 of 12 words of prose
    Value("holder_position", NEWS, 3, -0.5),
    Value("holder_position", NEWS, 4, 0.5),
    Value("holder_position", NEWS, 5, 1.5),
    Value("holder_position", NEWS, 0, -3),  # the farthest that is told apart
    Value("holder_links", LINKED_PROSE, 0, 4 / 47),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
