"""Model folders: what is written comes back, and nothing is lost when it cannot be written."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from bbclf.classifier import LineClassifier
from bbclf.errors import (
    FeatureMismatchError,
    OutputError,
)
from bbclf.features import FEATURE_SCHEMA
from bbclf.lexicon.packaged import packaged_phrases
from bbclf.lexicon.phrases import phrase_table
from bbclf.model import FORMAT, Model, load_model, save_model
from tests.support.model_folders import PAGES, results
from tests.support.tiny_model import tiny_model


def test_a_folder_holds_arrays_manifest_and_card(folder: Path) -> None:
    assert sorted(path.name for path in folder.iterdir()) == ["MODEL_CARD.md", "arrays.npz", "manifest.json"]
    assert (folder / "MODEL_CARD.md").read_text("utf-8") == "# Card\n"


def test_the_manifest_says_what_the_arrays_are(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    assert (manifest["format"], manifest["feature_schema"]) == (FORMAT, FEATURE_SCHEMA)
    assert manifest["phrases"] == packaged_phrases().digest
    digest = hashlib.sha256((folder / "arrays.npz").read_bytes()).hexdigest()
    assert manifest["sha256"]["arrays.npz"] == digest


def test_a_loaded_model_labels_as_the_one_that_was_saved(folder: Path) -> None:
    saved = LineClassifier(tiny_model())
    assert results(folder) == [saved.label(page).p_boilerplate.tobytes() for page in PAGES]


def test_the_manifest_comes_back(folder: Path) -> None:
    assert load_model(folder).manifest["version"] == "1"


def test_thresholds_come_back(tmp_path: Path) -> None:
    thresholds = {"html": 0.25, "text": 0.5, "leftover": 1.0}
    save_model(tiny_model(thresholds=thresholds), tmp_path / "model", "")
    assert load_model(tmp_path / "model").thresholds == thresholds


def test_the_same_model_makes_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    save_model(load_model(folder), tmp_path / "again", "# Card\n")
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_model_of_one_view(tmp_path: Path) -> None:
    model = tiny_model(thresholds={"text": 0.5})
    model = Model(model.lexical, {"text": model.networks["text"]}, model.manifest)
    save_model(model, tmp_path / "model", "")
    assert list(load_model(tmp_path / "model").networks) == ["text"]


def test_a_model_with_phrases_of_its_own_is_not_saved(folder: Path) -> None:
    model = tiny_model()
    model = replace(model, lexical=replace(model.lexical, phrases=phrase_table([("Read also", "related")])))
    with pytest.raises(FeatureMismatchError, match="table of phrases of its own cannot be saved"):
        save_model(model, folder, "", force=True)
    assert load_model(folder).manifest["version"] == "1"


def test_no_folder_is_replaced_unasked(folder: Path) -> None:
    before = (folder / "arrays.npz").read_bytes()
    with pytest.raises(OutputError, match=r"exists already.*--force"):
        save_model(tiny_model(), folder, "")
    assert (folder / "arrays.npz").read_bytes() == before


def test_a_folder_below_a_file_cannot_be_made(folder: Path) -> None:
    with pytest.raises(OutputError, match=r"cannot be made, .*arrays\.npz is not a folder"):
        save_model(tiny_model(), folder / "arrays.npz" / "model", "")


def test_a_full_disk_is_an_output_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OutputError, match=r"cannot be written \(No space left on device\)"):
        save_model(tiny_model(), tmp_path / "model", "")
    assert not list(tmp_path.iterdir())


def test_force_replaces_nothing_but_a_model(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").touch()
    with pytest.raises(OutputError, match="is not a model folder"):
        save_model(tiny_model(), tmp_path, "", force=True)
    assert (tmp_path / "thesis.txt").exists()


@pytest.mark.parametrize("manifest", ['{"name": "an extension of a browser", "format": 1}', "no JSON", "[]"])
def test_force_removes_no_folder_with_another_manifest(folder: Path, manifest: str) -> None:
    (folder / "manifest.json").write_text(manifest)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(OutputError, match=r"its manifest\.json is not that of bbclf"):
        save_model(tiny_model(), folder, "", force=True)
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


def test_force_replaces_all_of_it(folder: Path) -> None:
    (folder / "left_over.txt").touch()
    save_model(tiny_model(version="2"), folder, "", force=True)
    assert load_model(folder).manifest["version"] == "2"
    assert not (folder / "left_over.txt").exists()


def test_a_failed_save_leaves_what_was_there_and_nothing_else(folder: Path) -> None:
    with pytest.raises(TypeError):
        save_model(tiny_model(version={1, 2}), folder, "", force=True)  # no JSON for a set
    assert load_model(folder).manifest["version"] == "1"
    assert list(folder.parent.iterdir()) == [folder]
