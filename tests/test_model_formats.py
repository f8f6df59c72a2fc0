"""A model folder of each format that ever was: what users keep on their disks must not become unreadable.

``tests/models/format-<FORMAT>`` is written once, by the version that brought the format, and never again
(CONTRIBUTING.md). The format is the layout of the folder; the feature schema is what the columns mean, and a model of
another schema is refused by design. So each folder is read here as if the schema were still its own.

Format 1, two forests for each view, was never part of a release, and no version made its columns and those of format
2: it is refused, and said to be what it is.
"""

from __future__ import annotations

import json
from math import log, nan
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import bbclf.model
from bbclf.errors import FeatureMismatchError, ModelFormatError
from bbclf.features import FEATURE_SCHEMA
from bbclf.model import FORMAT, load_model
from bbclf.network import Network
from bbclf.page import VIEWS

FOLDERS = sorted((Path(__file__).parent / "models").iterdir())

UNRELEASED = {"format-1"}

READ = [folder for folder in FOLDERS if folder.name not in UNRELEASED]

every_format = pytest.mark.parametrize("folder", READ, ids=[folder.name for folder in READ])


def read_manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest


def take_schema_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Let bbclf make the columns that the folder's model was trained on, by name and number; their names."""
    manifest = read_manifest(folder)
    names: list[str] = manifest["features"]
    monkeypatch.setattr(bbclf.model, "FEATURE_SCHEMA", manifest["feature_schema"])
    monkeypatch.setattr(bbclf.model, "FEATURE_NAMES", names)
    monkeypatch.setattr(bbclf.model, "FEATURES", names)
    return names


def log_odds(network: Network, names: list[str], values: dict[str, float]) -> float:
    """What a network says of a line with these values and no others."""
    assert values.keys() <= set(names)
    row = [values.get(name, nan) for name in names]
    return float(network.log_odds(np.array([row], dtype=np.float32))[0])


def test_there_is_a_folder_of_every_format() -> None:
    assert {folder.name for folder in FOLDERS} == {f"format-{number}" for number in range(1, FORMAT + 1)}
    assert [read_manifest(folder)["format"] for folder in FOLDERS] == [int(folder.name[7:]) for folder in FOLDERS]


SHORT, LONG = log(20), log(200)


@every_format
def test_its_networks_say_what_they_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = take_schema_of(folder, monkeypatch)
    networks = load_model(folder).networks
    between = {"log_chars[-1]": SHORT, "log_chars[+1]": SHORT}
    assert tuple(networks) == VIEWS
    for view in VIEWS:
        for values, expected in (
            ({}, 0.0),  # a length that is not known is halfway between short and long
            ({"log_chars": SHORT}, 2.0),
            ({"log_chars": LONG}, -2.0),
            ({"log_chars": LONG, "word_score": 0.0}, -2.0),
            ({"log_chars": LONG, "word_score": 0.5}, 2.0),
            ({"log_chars": LONG, "attribute_score": 0.0}, -2.0),
            ({"log_chars": LONG, "attribute_score": 0.5}, 2.0),
            ({"log_chars": SHORT, "word_score": 0.5, "attribute_score": 0.5}, 2.0),
            ({"log_chars": LONG, "log_chars[-1]": SHORT}, -2.0),
            ({"log_chars": LONG, **between}, -1.0),
            ({"log_chars": SHORT, **between}, 3.0),
        ):
            assert log_odds(networks[view], names, values) == pytest.approx(expected, abs=1e-9), values


@pytest.mark.parametrize("name", sorted(UNRELEASED))
def test_a_format_that_was_never_released_is_refused(name: str) -> None:
    folder = Path(__file__).parent / "models" / name
    message = (
        rf"manifest\.json: format {read_manifest(folder)['format']}, this version of bbclf reads format {FORMAT}:"
        " update bbclf or train the model again"
    )
    with pytest.raises(ModelFormatError, match=message):
        load_model(folder)


@every_format
def test_all_else_comes_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_schema_of(folder, monkeypatch)
    model = load_model(folder)
    assert model.version == folder.name
    assert model.thresholds == {"html": 0.5, "text": 0.25, "leftover": 0.75}
    for weights in (model.lexical.words, model.lexical.attributes):
        assert len(weights.weights) == 4096
        assert weights.weights[weights.weights != 0].tolist() == [4.0]
        assert weights.bias == 0.0
    assert len(model.lexical.phrases.keys) == len(model.lexical.phrases.kinds) == 3


@every_format
def test_a_later_schema_refuses_it_for_its_schema(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    take_schema_of(folder, monkeypatch)
    schema = read_manifest(folder)["feature_schema"]
    monkeypatch.setattr(bbclf.model, "FEATURE_SCHEMA", schema + 1)
    with pytest.raises(
        FeatureMismatchError, match=f"on feature schema {schema},.* makes schema {schema + 1}: train the model again"
    ):
        load_model(folder)


@every_format
def test_it_is_loaded_now_unless_the_schema_is_another(folder: Path) -> None:
    schema = read_manifest(folder)["feature_schema"]
    if schema == FEATURE_SCHEMA:
        assert load_model(folder).version == folder.name
    else:
        with pytest.raises(FeatureMismatchError, match=f"on feature schema {schema},"):
            load_model(folder)
