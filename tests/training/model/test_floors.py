"""The gate itself: what it lets through, what it stops, and that it never passes on nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from bbclf.dataset import read_dataset
from bbclf.errors import DatasetError
from bbclf.model import load_model, save_model
from bbclf.page import Page
from tests.support.run import ROOT
from training.model.floors import DEMO, Floors, compare, digest, main, read_golden, updated

FIGURES = {"all pages word_f1": 0.95, "html word_f1": 0.9}


@pytest.fixture
def pinned(tmp_path: Path, plain_model: Path) -> Path:
    """Floors at what the plain model reaches."""
    path = tmp_path / "floors.json"
    assert main(["--model", str(plain_model), "--floors", str(path), "--update"]) == 0
    return path


def with_thresholds(model: Path, folder: Path, threshold: float) -> Path:
    """A copy of a model that calls lines boilerplate from another probability on."""
    good = load_model(model)
    thresholds = dict.fromkeys(good.thresholds, threshold)
    save_model(replace(good, manifest={**good.manifest, "thresholds": thresholds}), folder, "# Worse\n")
    return folder


def test_a_model_passes_its_own_floors(pinned: Path, plain_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["--model", str(plain_model), "--floors", str(pinned)]) == 0
    assert capsys.readouterr().out == "16 figures on 16 pages, none below its floor\n"


@pytest.mark.parametrize("threshold", [0.0, 1.0], ids=["drops everything", "keeps everything"])
def test_a_worse_model_is_caught(
    pinned: Path, plain_model: Path, tmp_path: Path, threshold: float, capsys: pytest.CaptureFixture[str]
) -> None:
    worse = with_thresholds(plain_model, tmp_path / "worse", threshold)
    assert main(["--model", str(worse), "--floors", str(pinned)]) == 1
    assert "leftover word_f1 is " in capsys.readouterr().err


def test_update_lowers_no_floor(
    pinned: Path, plain_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = pinned.read_bytes()
    worse = with_thresholds(plain_model, tmp_path / "worse", 0.0)
    arguments = ["--model", str(worse), "--floors", str(pinned), "--update"]
    assert main(arguments) == 2
    assert "--allow-regression" in capsys.readouterr().err
    assert pinned.read_bytes() == before
    assert main([*arguments, "--allow-regression"]) == 0
    assert json.loads(pinned.read_text())["figures"]["leftover word_f1"] == 0


def test_no_floors_no_pass(tmp_path: Path, plain_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    missing = tmp_path / "floors.json"
    assert main(["--model", str(plain_model), "--floors", str(missing)]) == 2
    assert "make them with --update" in capsys.readouterr().err


@pytest.mark.parametrize("floor", ["NaN", "null", '"0.5"', "[]", "true", "1.5", "-1"])
def test_a_floor_that_is_none_is_no_pass(
    pinned: Path, plain_model: Path, floor: str, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = json.loads(pinned.read_text())
    name = next(iter(floors["figures"]))
    pinned.write_text(json.dumps(floors).replace(f'"{name}": {floors["figures"][name]}', f'"{name}": {floor}'))
    assert main(["--model", str(plain_model), "--floors", str(pinned)]) == 2
    assert f"the floor of {name} must be a number from 0 to 1, got " in capsys.readouterr().err


def test_a_figure_that_is_no_number_is_no_pass() -> None:
    unknown = {**FIGURES, "html word_f1": float("nan")}
    (problem,) = compare(unknown, "a", Floors("a", FIGURES))
    assert problem == "html word_f1 is nan, below its floor 0.900"
    with pytest.raises(DatasetError, match="floors would be lowered"):
        updated(unknown, FIGURES, allow_regression=False)


def test_nothing_checked_is_no_pass() -> None:
    assert compare(FIGURES, "a", Floors("a", {})) == ["nothing was checked: there is no floor; pin some with --update"]


def test_other_pages_are_no_pass() -> None:
    (problem,) = compare(FIGURES, "b", Floors("a", FIGURES))
    assert "not those that the floors were measured on" in problem


def test_a_figure_that_was_not_measured_is_no_pass() -> None:
    (problem,) = compare({"html word_f1": 0.9}, "a", Floors("a", FIGURES))
    assert problem == "all pages word_f1 has a floor and was not measured"


def test_a_figure_without_a_floor_is_no_pass() -> None:
    (problem,) = compare(FIGURES, "a", Floors("a", {"html word_f1": 0.9}))
    assert problem == "all pages word_f1 has no floor: pin it with --update"


def test_floors_rise() -> None:
    better = {name: figure + 0.01 for name, figure in FIGURES.items()}
    assert updated(better, FIGURES, allow_regression=False) == better
    with pytest.raises(DatasetError, match=r"html word_f1 0\.910 -> 0\.9"):
        updated(FIGURES, better, allow_regression=False)
    with pytest.raises(DatasetError, match=r"html word_f1 0\.900 -> None"):
        updated({"all pages word_f1": 1.0}, FIGURES, allow_regression=False)


def test_the_digest_knows_every_label() -> None:
    pages = list(read_golden())
    before = digest(pages)
    pages[0].is_boilerplate[0] ^= True
    assert digest(pages) != before


def test_the_labelled_pages_are_the_demo_pages() -> None:
    pages = list(read_dataset(DEMO))
    files = {path.stem: path for path in (ROOT / "data/demo").iterdir() if path.suffix in (".txt", ".html")}
    assert {page.page.id for page in pages} == set(files)
    for page in pages:
        source = files[str(page.page.id)].read_text("utf-8")
        made = Page.from_html(source) if page.page.view == "html" else Page.from_text(source)
        assert made.lines == page.page.lines
