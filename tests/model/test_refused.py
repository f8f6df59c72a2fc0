"""Model folders of which a part is missing, damaged or of another kind: refused by name."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from bbclf.errors import (
    FeatureMismatchError,
    ModelFormatError,
    ModelIntegrityError,
    ModelNotFoundError,
)
from bbclf.features import FEATURE_SCHEMA
from bbclf.model import FORMAT, load_model
from tests.support.model_folders import edit_manifest, results


@pytest.mark.parametrize("name", ["arrays.npz", "manifest.json"])
def test_a_missing_file(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelNotFoundError, match=name):
        load_model(folder)


def test_a_missing_folder(tmp_path: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no such model folder"):
        load_model(tmp_path / "nowhere")


def test_a_file_is_no_folder(folder: Path) -> None:
    with pytest.raises(ModelNotFoundError, match="no such model folder"):
        load_model(folder / "arrays.npz")


@pytest.mark.parametrize("format", [FORMAT + 1, 0, "1", 1.0, True, None])
def test_an_unknown_format(folder: Path, format: object) -> None:
    edit_manifest(folder, format=format)
    with pytest.raises(ModelFormatError, match="format"):
        load_model(folder)


@pytest.mark.parametrize("schema", [FEATURE_SCHEMA + 1, None])
def test_another_feature_schema(folder: Path, schema: object) -> None:
    edit_manifest(folder, feature_schema=schema)
    with pytest.raises(FeatureMismatchError, match="train the model again"):
        load_model(folder)


@pytest.mark.parametrize("digest", ["0" * 64, None, 1])
def test_another_table_of_phrases(folder: Path, digest: object) -> None:
    edit_manifest(folder, phrases=digest)
    with pytest.raises(FeatureMismatchError, match=r"manifest\.json: trained with another table.*: install the bbclf"):
        load_model(folder)


def test_other_feature_names(folder: Path) -> None:
    edit_manifest(folder, features=["log_chars"])
    with pytest.raises(FeatureMismatchError, match="other feature names than those of this version"):
        load_model(folder)


@pytest.mark.parametrize(
    "thresholds",
    [
        None,
        {},
        [0.5],
        0.5,
        {"text": 1.01},
        {"text": -0.01},
        {"text": float("nan")},
        {"text": "0.5"},
        {"text": None},
        {"menu": 0.5},
    ],
)
def test_bad_thresholds(folder: Path, thresholds: object) -> None:
    edit_manifest(folder, thresholds=thresholds)
    with pytest.raises(ModelIntegrityError, match="'thresholds'"):
        load_model(folder)


@pytest.mark.parametrize("sha256", [None, "0", {}, {"arrays.npz": None}, {"other.npz": "0"}])
def test_without_a_digest_nothing_is_loaded(folder: Path, sha256: object) -> None:
    edit_manifest(folder, sha256=sha256)
    with pytest.raises(ModelIntegrityError, match="sha256"):
        load_model(folder)


def test_a_threshold_that_was_changed_is_refused(folder: Path) -> None:
    thresholds = load_model(folder).thresholds
    edit_manifest(folder, thresholds={**thresholds, "text": 0.49})
    with pytest.raises(ModelIntegrityError, match=r"manifest\.json: is not as it was saved, .*--threshold"):
        load_model(folder)


def test_a_manifest_may_be_spaced_and_ordered_in_another_way(folder: Path) -> None:
    before = results(folder)
    path = folder / "manifest.json"
    manifest = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps(dict(reversed(manifest.items())), indent=7), "utf-8")
    assert results(folder) == before


def test_a_manifest_without_its_own_digest_is_refused(folder: Path) -> None:
    digests = json.loads((folder / "manifest.json").read_text("utf-8"))["sha256"]
    edit_manifest(folder, sha256={"arrays.npz": digests["arrays.npz"]})
    with pytest.raises(ModelIntegrityError, match=r"manifest\.json: is not as it was saved"):
        load_model(folder)


@pytest.mark.parametrize("name", ["arrays.npz", "manifest.json"])
def test_what_is_no_file_is_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    with pytest.raises(ModelIntegrityError, match=rf"{name}: not a file"):
        load_model(folder)
    (folder / name).unlink()
    (folder / name).symlink_to("/dev/zero")
    with pytest.raises(ModelIntegrityError, match=rf"{name}: not a file"):
        load_model(folder)


@pytest.mark.parametrize("manifest", [b"", b"{", b"\xff\xfe", b"\x00", b"[" * 100_000, b"1" * 5000])
def test_a_manifest_that_is_not_json(folder: Path, manifest: bytes) -> None:
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelIntegrityError, match="not JSON"):
        load_model(folder)


@pytest.mark.parametrize("manifest", [b"[]", b"null", b'"format"'])
def test_a_manifest_that_is_no_object(folder: Path, manifest: bytes) -> None:
    (folder / "manifest.json").write_bytes(manifest)
    with pytest.raises(ModelFormatError, match="not a bbclf manifest"):
        load_model(folder)
