"""The benchmark's own parts: its pages, its invented model, its tables. Not one of them looks at a clock."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from training.bench.models import model_folder
from training.bench.pages import invented_pages
from training.bench.report import Bench, PageTimes, to_section, write_plots
from training.bench.scaling import Curve
from training.bench.series import PATTERNS, SERIES, Series
from training.report.speed import speed_tables

BENCH = Bench(
    "two",
    stages={"whole": 4.0},
    extractors={"other": 8.0},
    text={"lines a second": 1e5},
    start={},
    memory={},
    jobs={"1": 9.0, "2": 6.0},
    scaling=[Curve("lines", [1, 2], [0.1, 0.2], 1.0)],
    patterns=[Curve("<p>", [1, 2], [0.1, 0.3], 1.5)],
    with_scripts=PageTimes("one", {"whole": 2.0}, {"other": 3.0}),
    load={"alone": {"CPU": 4.0, "wall": 5.0}},
)


def test_invented_pages_are_the_same_every_time() -> None:
    assert invented_pages(3) == invented_pages(3)
    assert len(set(invented_pages(3))) == 3


def test_invented_pages_resemble_pages() -> None:
    for html in invented_pages(5):
        lines, markup = (page := Page.from_html(html)).lines, page.markup
        assert markup is not None
        assert len(lines) > 100
        assert markup.title in lines


@pytest.mark.parametrize("series", SERIES + PATTERNS, ids=lambda series: series.name)
def test_series_grow_with_their_size(series: Series) -> None:
    assert 1.9 < len(series.make(4_000)) / len(series.make(2_000)) < 2.2  # numbers in names grow


def test_model_can_be_loaded(tmp_path: Path) -> None:
    classifier = LineClassifier.load(model_folder(tmp_path))
    assert len(classifier.label(Page.from_text("One line.\nAnother.")).lines) == 2


def test_the_section_of_the_figures_has_ratios_and_tables() -> None:
    section = to_section(BENCH)
    assert section["ratios"] == {"other": 2.0, "two workers": 1.5}
    assert "| other | 8.00 | 2.00 |" in speed_tables(section)
    assert "| --jobs 2 | 6.0 |" in speed_tables(section)
    assert "| lines | 2 | 0.20 | 1.00 |" in speed_tables(section)
    assert "| `<p>` | 2 | 0.30 | 1.50 |" in speed_tables(section)
    assert "| other | 3.00 | 1.50 |" in speed_tables(section)
    assert "| alone | 4.00 | 5.00 |" in speed_tables(section)


def test_plots(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    write_plots(BENCH, tmp_path)
    assert (tmp_path / "stages.png").stat().st_size > 0
    assert (tmp_path / "scaling.png").stat().st_size > 0
