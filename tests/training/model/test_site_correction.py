"""The site correction of a model: fitted to sets of pages with their out-of-fold results, and saved."""

from __future__ import annotations

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from bbclf.errors import DatasetError
from bbclf.model import load_model, save_model
from bbclf.site.columns import SITE_COLUMNS
from tests.fit.test_site import judged
from tests.support.tiny_model import tiny_model
from training.model import site_correction
from training.model.site_correction import OUTLETS, SETS, weighed, with_site_correction

PAGES = [judged(number, f"{site}.org") for site in "ab" for number in range(6)]


def test_a_correction_for_each_network(tmp_path: Path) -> None:
    model = with_site_correction(tiny_model(), {name: PAGES for names in SETS.values() for name in names})
    assert list(model.corrections) == ["html", "text"]
    for correction in model.corrections.values():
        assert (correction.weights >= 0).all()
        assert correction.weights[SITE_COLUMNS.index("line_pages")] > 0
    save_model(model, tmp_path / "model", "")
    section = load_model(tmp_path / "model").manifest["site"]
    assert section["columns"] == list(SITE_COLUMNS)
    assert section["fitted_on"]["html"] == {"pages": 12, "sites": 2}


def test_outlets_and_their_residue_weigh_more() -> None:
    (page, *_) = weighed(OUTLETS, PAGES)
    assert page.page.weight.tolist() == [4, 24]
    assert weighed("text", PAGES) is PAGES


def write_results(path: Path, *records: tuple[str | None, list[float]]) -> None:
    with lzma.open(path, "wt") as file:
        file.writelines(json.dumps({"id": id, "p_boilerplate": p}) + "\n" for id, p in records)


def test_results_are_read(tmp_path: Path) -> None:
    path, page = tmp_path / "html.jsonl.xz", PAGES[0].page
    write_results(path, (page.page.id, [0.25, 0.5]))
    (found,) = site_correction.read_judged([page], path)
    np.testing.assert_array_equal(found.p_boilerplate, np.array([0.25, 0.5], dtype=np.float32))
    write_results(path, (page.page.id, [0.25]))
    with pytest.raises(DatasetError, match="results of other lines than those of 0"):
        site_correction.read_judged([page], path)
    write_results(path)
    with pytest.raises(DatasetError, match="results of 0 pages for 1"):
        site_correction.read_judged([page], path)
