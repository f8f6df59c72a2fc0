"""The benchmark's own parts: its pages, its invented model, its tables. Not one of them looks at a clock."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from training.bench.models import model_folder
from training.bench.pages import SERIES, invented_pages
from training.bench.report import Figures, write_report
from training.bench.scaling import Curve


def test_invented_pages_are_the_same_every_time() -> None:
    assert invented_pages(3) == invented_pages(3)
    assert len(set(invented_pages(3))) == 3


def test_invented_pages_resemble_pages() -> None:
    for html in invented_pages(5):
        lines, markup = (page := Page.from_html(html)).lines, page.markup
        assert markup is not None
        assert len(lines) > 100
        assert markup.title in lines


@pytest.mark.parametrize("name", SERIES)
def test_series_grow_with_their_size(name: str) -> None:
    _, _, make = SERIES[name]
    assert 1.9 < len(make(4_000)) / len(make(2_000)) < 2.1


def test_model_can_be_loaded(tmp_path: Path) -> None:
    classifier = LineClassifier.load(model_folder(tmp_path))
    assert len(classifier.label(Page.from_text("One line.\nAnother.")).lines) == 2


def test_report(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    curve = Curve("lines", [1, 2], [0.1, 0.2], 1.0)
    times = {"parse": 1.0, "whole": 4.0}
    write_report(Figures("two", times, {"peer": 8.0}, {"lines a second": 1e5}, {}, {}, {}, [curve]), tmp_path)
    assert "| peer | 8.00 | 2.00 |" in (tmp_path / "bench.md").read_text("utf-8")
    assert json.loads((tmp_path / "bench.json").read_text("utf-8"))["stages"] == times
    assert (tmp_path / "stages.png").stat().st_size > 0
    assert (tmp_path / "scaling.png").stat().st_size > 0
