"""Labelled pages as JSON whose labels can be replaced in place.

What a correction changes of a line is padded with spaces, which JSON allows there, to the longest that it can become. A
correction is then one short write at a known place: the file is complete and valid after each of them, whatever happens
to the process, and whatever the size of the file.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from bbclf.files.jsonl import dump_record
from bbclf.labels import LABELS

__all__ = ["LineState", "Slot", "encode_page", "encode_state"]


STATE_FIELDS = ("label", "weight", "reviewed")
"""Of a line's record: what a state says."""


class LineState(NamedTuple):
    """What a person can change of a line.

    Attributes
    ----------
    label : {"content", "boilerplate"}
    weight : float
        See :class:`bbclf.dataset.TrainingPage`.
    reviewed : bool
        A person has given or confirmed the label.
    """

    label: str
    weight: float = 1.0
    reviewed: bool = False

    def corrected(self, label: str) -> LineState:
        """The state once a person has given a label; of weight 1, unless it confirms one of another weight."""
        confirms = label == self.label and self.weight > 0
        return LineState(label, self.weight if confirms else 1.0, reviewed=True)


class Slot(NamedTuple):
    """Where the state of a line is in a file.

    Attributes
    ----------
    start, width : int
        Bytes.
    """

    start: int
    width: int


def encode_page(record: dict[str, Any], states: list[LineState], start: int) -> tuple[bytes, list[Slot]]:
    """One page as a line of JSON.

    Parameters
    ----------
    record : dict
        From :meth:`bbclf.review.drafts.Draft.as_record`.
    states : list of LineState, length n_lines
    start : int
        Bytes of the file before this page.

    Returns
    -------
    encoded : bytes
        Ends with a newline.
    slots : list of Slot, length n_lines
    """
    head = {name: value for name, value in record.items() if name != "lines"}
    pieces = [_opened(head), b', "lines": [']
    n_bytes = start + sum(map(len, pieces))
    slots = []
    for number, (line, state) in enumerate(zip(record["lines"], states, strict=True)):
        fixed = {name: value for name, value in line.items() if name not in STATE_FIELDS}
        before = (b", " if number else b"") + _opened(fixed)
        width = max(len(_written(state)), *(len(_written(state.corrected(label))) for label in LABELS))
        slots.append(Slot(n_bytes + len(before), width))
        pieces += (before, encode_state(state, width), b"}")
        n_bytes += len(before) + width + 1
    pieces.append(b"]}\n")
    return b"".join(pieces), slots


def encode_state(state: LineState, width: int) -> bytes:
    """The bytes of a slot: the fields of a state, then spaces."""
    return _written(state).ljust(width)


def _opened(fields: dict[str, Any]) -> bytes:
    """A JSON object without its closing brace."""
    return dump_record(fields).removesuffix(b"}\n")


def _written(state: LineState) -> bytes:
    fields: dict[str, Any] = {"label": state.label}
    if state.weight != 1.0:
        fields["weight"] = state.weight
    if state.reviewed:
        fields["reviewed"] = True
    return b", " + dump_record(fields).removeprefix(b"{").removesuffix(b"}\n")
