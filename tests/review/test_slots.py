"""Pages as JSON whose labels can be replaced in place."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bbclf.labels import LABELS
from bbclf.review.slots import LineState, encode_page, encode_state

RECORD: dict[str, Any] = {
    "id": "a",
    "view": "text",
    "lines": [{"text": "Home", "label": "boilerplate"}, {"text": "Rain \ud800", "label": "content", "gap": 2}],
}
STATES = [LineState("boilerplate"), LineState("content", weight=0.0)]

states = st.builds(LineState, st.sampled_from(LABELS), st.sampled_from([0.0, 0.5, 1.0]), st.booleans())


def test_a_page_by_hand() -> None:
    encoded, slots = encode_page(RECORD, STATES, start=100)
    page = json.loads(encoded)
    assert (page["id"], page["view"]) == ("a", "text")
    assert page["lines"] == [
        {"text": "Home", "label": "boilerplate"},
        {"text": "Rain \ud800", "gap": 2, "label": "content", "weight": 0.0},
    ]
    assert encoded.endswith(b"}]}\n")
    # Both can become  , "label": "boilerplate", "reviewed": true
    assert [slot.width for slot in slots] == [42, 42]
    assert encoded[slots[1].start - 100 :].startswith(b', "label": "content", "weight": 0.0')


@given(st.lists(states, min_size=2, max_size=2), st.integers(0, 1), st.sampled_from(LABELS))
def test_a_slot_holds_any_correction(before: list[LineState], number: int, label: str) -> None:
    encoded, slots = encode_page(RECORD, before, start=0)
    start, width = slots[number]
    written = encode_state(before[number].corrected(label), width)
    assert len(written) == width
    lines = json.loads(encoded[:start] + written + encoded[start + width :])["lines"]
    assert (lines[number]["label"], lines[number]["reviewed"]) == (label, True)
    untouched = json.loads(encoded)["lines"]
    assert lines[1 - number] == untouched[1 - number]


def test_a_label_that_is_confirmed_keeps_its_weight() -> None:
    half = LineState("content", weight=0.5)
    assert half.corrected("content") == LineState("content", 0.5, reviewed=True)
    assert half.corrected("boilerplate") == LineState("boilerplate", 1.0, reviewed=True)
    assert LineState("content", weight=0.0).corrected("content") == LineState("content", 1.0, reviewed=True)


def test_a_page_without_lines() -> None:
    encoded, slots = encode_page({"id": "a", "lines": []}, [], start=0)
    assert (json.loads(encoded), slots) == ({"id": "a", "lines": []}, [])
