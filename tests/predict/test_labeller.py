"""A page that cannot be labelled costs itself alone, in whatever way it fails."""

from __future__ import annotations

import gc
import tracemalloc
from pathlib import Path
from typing import Any

import pytest

from bbclf.classifier import LineClassifier
from bbclf.errors import ModelError
from bbclf.io.bodies import Body
from bbclf.io.fields import Fields
from bbclf.io.json_body import JsonBody
from bbclf.io.outputs import OUTPUTS, KeptText
from bbclf.predict.labeller import Labeller
from bbclf.steering import Steering
from tests.support.cli_pages import KEPT, TEXT


@pytest.fixture
def labeller(plain_model: Path) -> Labeller:
    return Labeller(str(plain_model), Steering(), OUTPUTS["text"](KeptText(), "1", "text"))


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (MemoryError(), "not enough memory for this page"),
        (RecursionError("too deep"), "cannot be labelled: RecursionError: too deep: please report this page"),
        (ValueError("odd"), "cannot be labelled: ValueError: odd: please report this page"),
    ],
)
@pytest.mark.parametrize("n_pages", [1, 5])
def test_a_page_that_fails_is_named(
    labeller: Labeller, monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str, n_pages: int
) -> None:
    label_batch = LineClassifier._label_batch

    def fail(self: LineClassifier, pages: Any, steering: Steering, site: None) -> Any:
        if any(item.page.id == "bad" for item in pages):
            raise error
        return label_batch(self, pages, steering, site)

    monkeypatch.setattr(LineClassifier, "_label_batch", fail)
    outcomes = labeller([Body(TEXT, "text", "bad" if i == n_pages // 2 else str(i)) for i in range(n_pages)])
    assert [outcome.error for outcome in outcomes].count(None) == n_pages - 1
    assert outcomes[n_pages // 2].error == reason
    assert {outcome.rendered for outcome in outcomes if outcome.error is None} <= {KEPT.encode()}


def test_what_is_wrong_with_the_run_is_no_fault_of_a_page(labeller: Labeller, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(self: LineClassifier, pages: Any, steering: Steering, site: None) -> Any:
        raise ModelError("no network for this view")

    monkeypatch.setattr(LineClassifier, "_label_batch", fail)
    with pytest.raises(ModelError):
        labeller([Body(TEXT, "text"), Body(TEXT, "text")])


def test_json_is_parsed_with_the_page(labeller: Labeller) -> None:
    outcomes = labeller([JsonBody(line, Fields(), "text") for line in (b'{"text": "Home"}', b"{", b'{"text": 5}')])
    assert [outcome.error for outcome in outcomes] == [
        None,
        "not a JSON record: Expecting property name enclosed in double quotes at character 2",
        "field 'text' must be text, got int",
    ]


def test_bad_records_are_not_kept_by_their_errors(labeller: Labeller) -> None:
    line = b'{"text": "' + b"x" * 4_000_000
    gc.disable()  # otherwise it frees what a cycle of references has kept, at some time
    tracemalloc.start()
    try:
        for _ in range(20):
            (outcome,) = labeller([JsonBody(line + b"\n", Fields(), "text")])
            assert outcome.error is not None
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
        gc.enable()
    assert peak < 40_000_000
