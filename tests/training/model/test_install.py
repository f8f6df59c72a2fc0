"""A model is installed whole, with its figures and documents, or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from bbclf.errors import DatasetError
from bbclf.model import load_model, save_model
from tests.support.run import ROOT
from tests.support.tiny_model import tiny_model
from training.model.__main__ import Chain, main
from training.model.floors import BelowFloorError
from training.model.install import install, merged_figures
from training.report.documents import Documents

OLD = {"left_out": {"rows": ["a"]}, "bench": {"stages": {}}}


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What an installation writes, with another model in it."""
    root = tmp_path / "checkout"
    for folder in ("docs", "data"):
        shutil.copytree(ROOT / folder, root / folder)
    shutil.copy(ROOT / "README.md", root)
    save_model(tiny_model(version="old"), root / "models" / "default", "# Old card\n")
    return root


@pytest.fixture
def candidate(tmp_path: Path) -> Path:
    folder = tmp_path / "candidate"
    save_model(tiny_model(version="new"), folder, "# No card yet\n")
    return folder


def contents(root: Path) -> dict[str, bytes]:
    return {str(path.relative_to(root)): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_an_installation_writes_model_card_figures_and_readme(checkout: Path, candidate: Path) -> None:
    install(candidate, {"model": {"version": "new", "pages": 7}, "left_out": {"rows": []}}, documents_of(checkout))
    assert load_model(checkout / "models" / "default").version == "new"
    assert "Not measured." in (checkout / "models" / "default" / "MODEL_CARD.md").read_text("utf-8")
    assert json.loads((checkout / "docs" / "figures.json").read_bytes())["model"]["version"] == "new"
    assert [path.name for path in (checkout / "models").iterdir()] == ["default"]
    assert (checkout / "README.md").read_text("utf-8") == "It saw <!-- figure: model.pages -->7<!-- end --> pages.\n"


def test_a_figure_that_a_document_asks_for_in_vain_leaves_the_checkout_as_it_was(
    checkout: Path, candidate: Path
) -> None:
    documents = documents_of(checkout)
    before = contents(checkout)
    with pytest.raises(DatasetError, match=r"model\.pages"):
        install(candidate, {"model": {"version": "new"}}, documents)
    assert contents(checkout) == before


def documents_of(checkout: Path) -> Documents:
    """Its README asks for one figure, of those that an installation brings."""
    (checkout / "README.md").write_text("It saw <!-- figure: model.pages --><!-- end --> pages.\n")
    documents = Documents(checkout)
    documents.filled = [checkout / "README.md"]
    return documents


def test_sections_that_were_not_measured_stay() -> None:
    assert merged_figures(OLD, {"left_out": {"rows": ["b"]}}) == {**OLD, "left_out": {"rows": ["b"]}}
    assert merged_figures(OLD, {}) == {**OLD, "left_out": {"rows": ["a"], "skipped": True}}
    assert merged_figures({}, {})["left_out"] == {"rows": [], "skipped": True}


def test_a_model_below_a_floor_leaves_the_checkout_as_it_was(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fit(*paths: Path) -> None:
        save_model(tiny_model(version="bad"), tmp_path / "work" / "candidate", "# No card yet\n", force=True)

    chain = Chain(Path("params.toml"), tmp_path / "work", checkout)
    steps = {name: step for name, step in chain.steps().items() if name in ("fit", "floors", "compare")}
    steps["fit"] = steps["fit"]._replace(run=fit, inputs=())
    steps["compare"] = steps["compare"]._replace(run=lambda: pytest.fail("the chain went on"))
    monkeypatch.setattr(Chain, "steps", lambda chain: {"left_out": steps["compare"], **steps})
    before = contents(checkout)
    assert main(["--work", str(tmp_path / "work"), "--root", str(checkout), "--left-out", "skip"]) == 1
    assert "not installed" in capsys.readouterr().err
    assert contents(checkout) == before


def test_floors_are_checked_before_anything_is_compared_or_installed() -> None:
    names = ["extractors", "left_out", "fit", "floors", "compare", "site_mode"]
    assert list(Chain(Path("p"), Path("w"), ROOT).steps()) == names
    assert issubclass(BelowFloorError, Exception)
