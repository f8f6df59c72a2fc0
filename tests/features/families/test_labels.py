"""What the nearest label above says: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p, sqrt

import pytest

from tests.support.rows import NAN, TWENTY, Value, text

RAIN = 2 / sqrt(2) - 0.5
"""Word score of a line "rain": the word, and the line as a whole."""
OTHER = -0.5
"""Of a line without a known word."""

LEAD = text("sun:", TWENTY, "fog", TWENTY)
PHRASE = text("share shares", TWENTY, "share shares and")
RESIDUE = text("rain", TWENTY, TWENTY)

VALUES = [
    Value("label_score", LEAD, 0, NAN),  # a line is no label of its own
    Value("label_score", LEAD, 1, OTHER),
    Value("label_score", RESIDUE, 2, RAIN),
    Value("label_score", text(TWENTY, "rain"), 1, NAN),  # a long line is no label
    Value("label_score", text("rain.", "sun"), 1, NAN),  # nor is a sentence
    Value("label_phrase", PHRASE, 1, 1),
    Value("label_phrase", LEAD, 1, 0),
    Value("label_phrase", text("share shares and", TWENTY), 1, 0.5),
    Value("label_phrase", PHRASE, 0, NAN),
    Value("label_distance", LEAD, 0, NAN),
    Value("label_distance", LEAD, 1, log1p(1)),
    Value("label_distance", LEAD, 2, log1p(2)),
    Value("label_distance", LEAD, 3, log1p(1)),
    Value("lead_score", LEAD, 3, OTHER),
    Value("lead_score", RESIDUE, 1, NAN),
    Value("lead_phrase", PHRASE, 2, 1),
    Value("lead_phrase", LEAD, 3, 0),
    Value("lead_distance", LEAD, 3, log1p(3)),
    Value("lead_distance", PHRASE, 1, log1p(1)),
    Value("residue_label_score", RESIDUE, 1, NAN),  # .91 is not enough
    Value("residue_label_score", text("rain rain rain", "sun"), 1, 6 / sqrt(6) - 0.5),  # 3 words, 2 pairs, the line
    Value("residue_label_phrase", text("rain rain rain", "sun"), 1, 0),
    Value("residue_label_distance", text("rain rain rain", TWENTY, "sun"), 2, log1p(2)),
    Value("residue_label_distance", LEAD, 1, NAN),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted
