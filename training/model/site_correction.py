"""The site correction of a model, from out-of-fold probabilities: ``python -m training.model.site_correction``.

The chain behind ``make model`` fits it with the networks. As a command, it is fitted to the files that the chain has
written, and put into a model folder without training the networks again.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.files import open_input
from bbclf.fit.site import JudgedPage, SitedPage, fit_site_correction, sited_pages
from bbclf.model import Model, default_model_folder, load_model, save_model
from bbclf.site.columns import SITE_COLUMNS
from bbclf.view import View
from training import CACHE
from training.pages.html import html_pages
from training.pages.leftover import RESIDUE_WEIGHT, extracted_pages
from training.pages.text import text_pages
from training.sources.outlets import read_outlets
from training.sources.pages import RawPage, read_pages

__all__ = [
    "OUTLETS",
    "SETS",
    "add_site_correction",
    "main",
    "read_judged",
    "read_judged_sets",
    "site_sets",
    "weighed",
    "with_site_correction",
]

OUTLETS = "outlets"

SETS: dict[View, tuple[str, ...]] = {
    "html": ("html",),
    "text": ("text", "text-wet", "leftover-trafilatura", "leftover-resiliparse", "leftover-readability", OUTLETS),
}
"""Sets of pages, by network, that the correction is fitted to: the names of their files of out-of-fold results. Texts
by drawn converters, and those with drawn residue, do not have the same residue on all pages of a site.

The labels of outlets come from repetition, as the columns do: they tell nothing of how good a correction is. They are
here because pages with truth have next to no labels such as "For more: ..." in their extracted text."""

OUTLET_FACTOR = 4.0
"""What lines of outlets weigh more; of 1, 4 and 12 (training/EXPERIMENTS.md, "Site mode")."""

SEED = 1

log = logging.getLogger("model")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Fit the site correction, and put it into a model folder.")
    parser.add_argument("--model", type=Path, default=default_model_folder(), help="model folder (%(default)s)")
    parser.add_argument("--oof", type=Path, default=CACHE / "model" / "oof", help="out-of-fold results (%(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    add_site_correction(options.model, options.oof)


def add_site_correction(folder: Path, out_of_fold: Path) -> None:
    """Fit the correction to files of out-of-fold results, and write the model folder again.

    Parameters
    ----------
    folder : Path
        Of the model that the results are of.
    out_of_fold : Path
    """
    card = (folder / "MODEL_CARD.md").read_text("utf-8")
    model = with_site_correction(load_model(folder), read_judged_sets(list(read_pages()), out_of_fold))
    save_model(model, folder, card, force=True)


def with_site_correction(model: Model, sets: Mapping[str, Sequence[JudgedPage]]) -> Model:
    """A model with a site correction for each network.

    Parameters
    ----------
    model : Model
    sets : mapping of str to sequence of JudgedPage
        By the names of :data:`SETS`.

    Returns
    -------
    Model
        Its manifest has a section ``"site"`` of the columns, and of the pages and sites of each fit.
    """
    corrections, counts = {}, {}
    for network, names in SETS.items():
        pages = [page for name in names for page in sited_pages(weighed(name, sets[name]), SEED)]
        corrections[network], counts[network] = fit_site_correction(pages), _count(pages)
        log.info("site correction %s: %s", network, counts[network])
    manifest = {**model.manifest, "site": {"columns": list(SITE_COLUMNS), "fitted_on": counts}}
    return replace(model, corrections=corrections, manifest=manifest)


def weighed(name: str, pages: Sequence[JudgedPage]) -> Sequence[JudgedPage]:
    """A set of pages as it is fitted to: outlets weigh more, and their residue as much more as that of leftovers."""
    if name != OUTLETS:
        return pages
    return [judged._replace(page=_weighing_more(judged.page)) for judged in pages]


def _weighing_more(page: TrainingPage) -> TrainingPage:
    factor = OUTLET_FACTOR * np.where(page.is_boilerplate, RESIDUE_WEIGHT, 1.0)
    return replace(page, weight=(page.weight * factor).astype(np.float32))


def _count(pages: Sequence[SitedPage]) -> dict[str, int]:
    labelled = {id(page.judged.page): page.judged.page for page in pages}
    return {"pages": len(labelled), "sites": len({page.site for page in labelled.values()})}


def read_judged_sets(raws: Sequence[RawPage], out_of_fold: Path) -> dict[str, list[JudgedPage]]:
    """The sets of pages with the out-of-fold results that the chain wrote.

    Parameters
    ----------
    raws : sequence of RawPage
        All training pages, in order.
    out_of_fold : Path
        Folder of the results.

    Returns
    -------
    dict of str to list of JudgedPage
        By the names of :data:`SETS`; pages without lines are left out.

    Raises
    ------
    DatasetError
        The results are of other pages.
    """
    sets = site_sets(html_pages(raws), text_pages(raws), extracted_pages(raws), read_outlets())
    return {
        name: read_judged(sets[name], out_of_fold / f"{name}.jsonl.xz") for names in SETS.values() for name in names
    }


def site_sets(
    html: list[TrainingPage],
    texts: Sequence[list[TrainingPage]],
    extracted: Mapping[str, list[TrainingPage]],
    outlets: Sequence[TrainingPage],
) -> dict[str, list[TrainingPage]]:
    """Sets of pages by the names of :data:`SETS`, as their readers return them; outlets as they are judged.

    The third of `texts`, by drawn converters, is there too, as ``"text-random"``.
    """
    return {
        "html": html,
        **dict(zip(("text", "text-wet", "text-random"), texts, strict=True)),
        **{f"leftover-{name}": pages for name, pages in extracted.items()},
        OUTLETS: list(outlets),
    }


def read_judged(pages: Sequence[TrainingPage], path: Path) -> list[JudgedPage]:
    """Pages of a set with the results in its file; see :func:`read_judged_sets`."""
    with open_input(path) as stream:
        records: list[dict[str, Any]] = [json.loads(line) for line in stream]
    judged = []
    if len(records) != len(pages):
        raise DatasetError(f"results of {len(records)} pages for {len(pages)}: run  make model", path=str(path))
    for page, record in zip(pages, records, strict=True):
        p = np.array(record["p_boilerplate"], dtype=np.float32)
        if record["id"] != page.page.id or len(p) != len(page.page):
            raise DatasetError(f"results of other lines than those of {page.page.id}: run  make model", path=str(path))
        if len(p):
            judged.append(JudgedPage(page, p))
    return judged


if __name__ == "__main__":
    main()
