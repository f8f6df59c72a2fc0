"""``bbclf train``: from labelled pages to a model that labels, and what is wrong with the data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import bbclf.model
from bbclf import __version__
from bbclf.cli.train import train
from bbclf.errors import FeatureMismatchError
from bbclf.features import FEATURE_SCHEMA
from tests.support.run import Bbclf

pytest.importorskip("sklearn")

PARAMS = """
n_folds = 2
[lexical]
word_bits = 8
attribute_bits = 8
epochs = 2
[network]
n_networks = 1
n_units = 8
epochs = 20
batch_size = 16
learning_rate = 0.01
"""

MENU = ["Home", "About us", "Contact", "Log in", "Share this page", "Privacy policy"]


def page(number: int) -> dict[str, Any]:
    prose = [f"On day {number} it rained for {line} hours, and then the river came, as it does." for line in range(9)]
    lines = [{"text": text, "label": "boilerplate"} for text in MENU]
    lines[3:3] = [{"text": text, "label": "content"} for text in prose]
    return {"id": str(number), "lang": "en", "site": f"{number}.example.org", "view": "text", "lines": lines}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    (tmp_path / "params.toml").write_text(PARAMS)
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(page(number)) + "\n" for number in range(30)))
    return path


def test_train_then_predict(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    done = bbclf("train", data, "--out", "model", "--params", "params.toml")
    assert done.returncode == 0, done.stderr.decode()
    assert b"keep everything" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[2].split()[:3] == [b"all", b"pages", b"30"]
    assert {path.name for path in (tmp_path / "model").iterdir()} >= {"manifest.json", "MODEL_CARD.md"}
    text = "\n".join(line["text"] for line in page(31)["lines"])
    kept = bbclf("predict", "--model", "model", "--view", "text", input=text.encode()).stdout.decode()
    assert kept.splitlines() == [line["text"] for line in page(31)["lines"] if line["label"] == "content"]
    version = json.loads((tmp_path / "model/manifest.json").read_text())["version"]
    assert version.startswith(f"{__version__}+")
    again = bbclf("train", data, "--out", "model", "--params", "params.toml")
    assert again.stderr == b"bbclf: model exists already: choose another folder, or pass --force to replace it\n"
    assert again.returncode == 2


def test_a_label_is_missing(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    data.write_text(data.read_text().replace('"boilerplate"', '"content"'))
    done = bbclf("train", data, "--out", "model", "--params", "params.toml")
    assert done.stderr == (
        b"bbclf: training needs lines of both labels, content and boilerplate, in view text;"
        b" found content only: add labelled pages\n"
    )
    assert done.returncode == 2
    assert not (tmp_path / "model").exists()


def test_broken_data(bbclf: Bbclf, data: Path) -> None:
    data.write_text("{}\n")
    done = bbclf("train", data, "--out", "model")
    assert done.stderr.decode() == f"bbclf: {data}:1: 'id' is missing or empty: give each page a name\n"
    assert done.returncode == 2


def test_training_loads_no_model(data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of the features no model fits the code: one can be trained at once."""
    monkeypatch.setattr(bbclf.model, "load_model", pytest.fail)
    monkeypatch.setattr(bbclf.model.folder, "load_model", pytest.fail)
    monkeypatch.setattr(bbclf.model.folder, "default_model_folder", pytest.fail)
    monkeypatch.setattr(bbclf.model.manifest, "FEATURE_SCHEMA", FEATURE_SCHEMA + 1)
    train([str(data)], tmp_path / "model", params=tmp_path / "params.toml")
    monkeypatch.undo()
    manifest = json.loads((tmp_path / "model/manifest.json").read_text())
    assert manifest["feature_schema"] == FEATURE_SCHEMA + 1
    with pytest.raises(FeatureMismatchError, match="train the model again"):
        bbclf.model.load_model(tmp_path / "model")


def test_a_parameter_out_of_range(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    (tmp_path / "params.toml").write_text("[network]\nn_units = 600\n")
    done = bbclf("train", data, "--out", "model", "--params", "params.toml")
    assert done.stderr == b"bbclf: params.toml: network.n_units must be from 1 to 512, got 600\n"
    assert done.returncode == 2


def test_a_folder_that_cannot_be_written(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = bbclf("train", data, "--out", "file/model", "--params", "params.toml")
    assert done.stderr.decode() == (
        f"bbclf: file/model cannot be made, {tmp_path / 'file'} is not a folder to write to: choose another folder\n"
    )
    assert done.returncode == 2


def test_unknown_parameter(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    (tmp_path / "params.toml").write_text("units = 3\n")
    done = bbclf("train", data, "--out", "model", "--params", "params.toml")
    assert b"params.toml: unknown parameter 'units'" in done.stderr
    assert done.returncode == 2


def test_adapt_then_compare(bbclf: Bbclf, data: Path, tmp_path: Path) -> None:
    assert bbclf("train", data, "--out", "base", "--params", "params.toml").returncode == 0
    done = bbclf("train", data, "--base", "base", "--out", "ours", "--params", "params.toml")
    assert done.returncode == 0, done.stderr.decode()
    assert b"other model" in done.stdout.splitlines()[0]
    assert done.stdout.splitlines()[-1].startswith(b"word F1 against ")
    manifest, base = (json.loads((tmp_path / name / "manifest.json").read_text()) for name in ("ours", "base"))
    assert manifest["base"]["version"] == base["version"] != manifest["version"]
    assert b"adapted from" in bbclf("info", "--model", "ours").stdout


def test_a_base_that_is_not_there(bbclf: Bbclf, data: Path) -> None:
    done = bbclf("train", data, "--base", "nowhere", "--out", "ours")
    assert done.stderr.startswith(b"bbclf: nowhere: no such model folder")
    assert done.returncode == 2
