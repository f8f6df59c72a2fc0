"""Known phrases in and around lines: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from bbclf.features.families.phrases import MARKERS
from bbclf.lexicon.phrases import KINDS
from tests.support.rows import NAN, PHRASES, Value, text

ONE_OF_EACH = text(*(f"{kind} {kind}s" for kind in KINDS))
BEGINNINGS = text(*(f"{kind} {kind}s and more" for kind in KINDS))
# Lines 3 and 7 are phrases of the kind named; the others are not.
MARKED = {kind: text(*(f"{kind} {kind}s" if line in (3, 7) else "Rain" for line in range(10))) for kind in MARKERS}
TWELVE_AFTER = text("share shares", *["Rain"] * 12)

VALUES = [
    *(Value(f"phrase_{kind}", ONE_OF_EACH, line, 1) for line, kind in enumerate(KINDS)),
    *(Value(f"phrase_{kind}", BEGINNINGS, line, 0.5) for line, kind in enumerate(KINDS)),
    *(Value(f"phrase_{kind}", ONE_OF_EACH, line - 1, 0) for line, kind in enumerate(KINDS)),
    *(Value(f"since_{kind}", page, 2, NAN) for kind, page in MARKED.items()),
    *(Value(f"since_{kind}", page, 3, 0) for kind, page in MARKED.items()),
    *(Value(f"since_{kind}", page, 6, log1p(3)) for kind, page in MARKED.items()),
    *(Value(f"until_{kind}", page, 1, log1p(2)) for kind, page in MARKED.items()),
    *(Value(f"until_{kind}", page, 7, 0) for kind, page in MARKED.items()),
    *(Value(f"until_{kind}", page, 8, NAN) for kind, page in MARKED.items()),
    Value("phrases~3", MARKED["share"], 5, 2 / 7),
    Value("phrases~3", MARKED["share"], 0, 1 / 4),
    Value("phrases~10", TWELVE_AFTER, 10, 1 / 13),
    Value("phrases~10", TWELVE_AFTER, 11, 0),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


def test_the_phrases_of_these_tests_are_of_every_kind() -> None:
    assert [kind for _, kind in PHRASES] == list(KINDS)
