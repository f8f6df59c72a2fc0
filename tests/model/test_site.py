"""The site correction in a model folder: optional, checked, and carried along."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bbclf.errors import FeatureMismatchError, ModelIntegrityError
from bbclf.model import load_model, save_model
from bbclf.model.manifest import manifest_digest
from tests.support.model_folders import edit_manifest, forge_arrays, read_arrays
from tests.support.sites import sited_model


@pytest.fixture
def sited_folder(tmp_path: Path) -> Path:
    save_model(sited_model(), tmp_path / "sited", "")
    return tmp_path / "sited"


def test_a_folder_without_a_correction_has_none(folder: Path) -> None:
    assert load_model(folder).corrections == {}


def test_the_correction_comes_back(sited_folder: Path) -> None:
    saved, read = sited_model().corrections, load_model(sited_folder).corrections
    assert list(read) == list(saved) == ["html", "text"]
    for network, correction in read.items():
        np.testing.assert_array_equal(correction.weights, saved[network].weights)
        assert (correction.slope, correction.bias) == (1, 0)


def test_the_networks_are_read_as_without_it(sited_folder: Path, folder: Path) -> None:
    with_it, without = read_arrays(sited_folder), read_arrays(folder)
    assert [name for name in with_it if name not in without] == [
        f"site_{network}.{array}" for network in ("html", "text") for array in ("weights", "slope", "bias")
    ]
    for name, array in without.items():
        np.testing.assert_array_equal(with_it[name], array)


def test_damaged_arrays_are_refused(sited_folder: Path) -> None:
    forge_arrays(sited_folder, read_arrays(sited_folder) | {"site_html.weights": np.zeros(3)})
    with pytest.raises(ModelIntegrityError, match=r"site_html: weights must be 6 long, one for each column, got 3"):
        load_model(sited_folder)


@pytest.mark.parametrize("site", [{"columns": ["line_share"]}, {}, []])
def test_other_columns_are_refused(sited_folder: Path, site: object) -> None:
    manifest = {**load_model(sited_folder).manifest, "site": site}
    digests = {**manifest["sha256"], "manifest.json": manifest_digest(manifest)}
    edit_manifest(sited_folder, site=site, sha256=digests)
    with pytest.raises(FeatureMismatchError, match="its site correction is of other columns"):
        load_model(sited_folder)
