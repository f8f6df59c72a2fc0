"""A model folder of each format that ever was: what users keep on their disks must not become unreadable.

``tests/models/format-<FORMAT>`` is written once, by the version that brought the format, and never again
(CONTRIBUTING.md). The format is the layout of the folder; the feature schema is what the columns mean, and a model of
another schema is refused by design. So each folder is read here as if the schema were still its own.
"""

from __future__ import annotations

import json
from math import log
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import bbclf.model
from bbclf.errors import FeatureMismatchError
from bbclf.features import FEATURE_SCHEMA
from bbclf.forest import Forest
from bbclf.model import FORMAT, load_model
from bbclf.page import VIEWS

FOLDERS = sorted((Path(__file__).parent / "models").iterdir())

every_format = pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])


def read_manifest(folder: Path) -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((folder / "manifest.json").read_text("utf-8"))
    return manifest


def take_schema_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Let bbclf make the columns that the folder's model was trained on, by name and number; their names."""
    manifest = read_manifest(folder)
    names: dict[str, list[str]] = manifest["features"]
    monkeypatch.setattr(bbclf.model, "FEATURE_SCHEMA", manifest["feature_schema"])
    monkeypatch.setattr(bbclf.model, "FEATURE_NAMES", names)
    monkeypatch.setattr(bbclf.model, "FEATURES", names["first"])
    monkeypatch.setattr(bbclf.model, "SECOND_FEATURES", names["second"])
    return names


def log_odds(forest: Forest, names: list[str], **values: float) -> float:
    """What a forest says of a line with these values and no others."""
    row = np.full((1, len(names)), np.nan, dtype=np.float32)
    for name, value in values.items():
        row[0, names.index(name)] = value
    p = float(forest.predict_proba(row)[0])
    return log(p / (1 - p))


def test_there_is_a_folder_of_every_format() -> None:
    assert {folder.name for folder in FOLDERS} == {f"format-{number}" for number in range(1, FORMAT + 1)}
    assert [read_manifest(folder)["format"] for folder in FOLDERS] == [int(folder.name[7:]) for folder in FOLDERS]


@every_format
def test_its_forests_say_what_they_said(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = take_schema_of(folder, monkeypatch)
    stages = load_model(folder).stages
    assert tuple(stages) == VIEWS
    for view in VIEWS:
        first, second = stages[view].first, stages[view].second
        assert log_odds(first, names["first"], log_chars=log(20)) == pytest.approx(1.0, abs=1e-5)
        assert log_odds(first, names["first"], log_chars=log(200)) == pytest.approx(-1.0, abs=1e-5)
        assert log_odds(first, names["first"], log_chars=log(200), word_score=0.5) == pytest.approx(0.0, abs=1e-5)
        assert log_odds(first, names["first"], log_chars=log(20), attribute_score=0.5) == pytest.approx(3.0, abs=1e-5)
        assert log_odds(second, names["second"], p=0.9) == pytest.approx(-2.0, abs=1e-5)
        assert log_odds(second, names["second"], p=0.1) == pytest.approx(2.0, abs=1e-5)


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
