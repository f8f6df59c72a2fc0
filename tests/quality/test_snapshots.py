"""The shipped model gives the demo pages the probabilities that were recorded: ``make snapshots`` records them anew.

A change of the code that should not change results must not change these; a new model brings a new record.
"""

from __future__ import annotations

import json

import pytest

from bbclf.classifier import LineClassifier
from tests.support.snapshots import SNAPSHOTS, demo_pages, record

RECORDED = json.loads(SNAPSHOTS.read_bytes())


def test_the_record_is_of_the_shipped_model(shipped_model: LineClassifier) -> None:
    assert RECORDED["model"] == shipped_model.model.version, "another model: run  make snapshots"


@pytest.mark.parametrize("name", RECORDED["pages"])
def test_probabilities(shipped_model: LineClassifier, name: str) -> None:
    found = record(shipped_model)["pages"][name]
    assert found == pytest.approx(RECORDED["pages"][name], abs=1e-6, rel=0)


def test_every_demo_page_is_recorded() -> None:
    assert set(RECORDED["pages"]) == set(demo_pages())
