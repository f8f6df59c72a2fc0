"""How models do on languages and sources that they have never met: ``python -m training.compare.left_out``.

For each group (a source, or languages separated by commas) a model is trained without any page of it and, for
languages, without any phrase of them, on the views html and text; then it labels the group's pages, beside
trafilatura's and readability's output on the same pages. Pages with partial truth are not measured.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.fit import TrainParams, fit_model, read_params
from bbclf.metrics import word_f1
from training import CACHE
from training.extractors.outputs import cache_key, read_extractions
from training.model import PARAMS
from training.pages.html import html_pages
from training.pages.text import text_pages
from training.report.figures import write_figures
from training.sources.lexicon import base_language
from training.sources.pages import RawPage, read_pages
from training.sources.phrase_table import read_phrase_table

__all__ = ["GROUPS", "languages_of", "main", "measure_left_out", "two_folds"]

GROUPS = ("waddle", "fundus", "magic_html", "el", "ru", "pl", "zh", "ja", "ar", "de", "es")
EXTRACTORS = ("trafilatura", "readability")

log = logging.getLogger("left_out")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 on left-out sources and languages.")
    parser.add_argument("--groups", nargs="+", default=GROUPS, help="sources, or languages: el, or el,ru")
    parser.add_argument("--params", type=Path, default=PARAMS, help="TOML file of parameters")
    parser.add_argument("--out", type=Path, default=CACHE / "left_out.json", help="JSON to write (%(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    measure_left_out(options.params, options.out, options.groups)


def measure_left_out(params_path: Path, out: Path, groups: Sequence[str] = GROUPS) -> None:
    """Train a model for each group and write the section ``left_out`` of the figures.

    Parameters
    ----------
    params_path : Path
        TOML file of parameters.
    out : Path
        JSON file to write.
    groups : sequence of str
        Those that no training page belongs to have no row.
    """
    raws = list(read_pages())
    views = {"html": html_pages(raws), "text": text_pages(raws)[0]}
    params = two_folds(read_params(params_path))
    rows = []
    for group in groups:
        if not any(map(belongs_to(group), raws)):
            log.warning("%s: left out of the table, no training page belongs to it", group)
            continue
        rows.append(left_out_row(group, raws, views, params))
        log.info("%s", rows[-1])
    write_figures({"left_out": {"rows": rows}}, out)


def two_folds(params: TrainParams) -> TrainParams:
    """The parameters with two folds: they take less time, and a model is trained for each group."""
    return replace(params, n_folds=2)


def languages_of(group: str) -> tuple[str, ...]:
    """Languages that a group names, separated by commas; none if it is a source."""
    parts = tuple(group.split(","))
    return parts if all(len(part) == 2 for part in parts) else ()


def belongs_to(group: str) -> Callable[[RawPage], bool]:
    """Whether a page is of a source or of one of several languages."""
    languages = languages_of(group)
    if languages:
        return lambda raw: base_language(raw.lang) in languages
    return lambda raw: raw.source == group


def left_out_row(
    group: str, raws: Sequence[RawPage], views: Mapping[str, list[TrainingPage]], params: TrainParams
) -> dict[str, Any]:
    """Mean word F1 on the pages of a group, by a model trained on all others, and by extractors.

    Returns
    -------
    dict
        ``name``, ``kind`` (``"language"`` or ``"source"``), ``pages``, and a word F1 for each view and extractor.
    """
    belongs = belongs_to(group)
    held_out = [number for number, raw in enumerate(raws) if belongs(raw) and not raw.known_blocks]
    training = [page for pages in views.values() for page, raw in zip(pages, raws, strict=True) if not belongs(raw)]
    phrases = read_phrase_table(without=languages_of(group))
    classifier = LineClassifier(fit_model(training, params, phrases).model)
    kind = "language" if languages_of(group) else "source"
    row: dict[str, Any] = {"name": group, "kind": kind, "pages": len(held_out)}
    for view, pages in views.items():
        labelled = classifier.label_many(pages[number].page for number in held_out)
        texts = [page.text for page in labelled]
        row[view] = mean_f1(texts, [raws[number] for number in held_out])
    for extractor in EXTRACTORS:
        outputs = read_extractions(extractor)
        texts = [outputs[cache_key(raws[number])].text for number in held_out]
        row[extractor] = mean_f1(texts, [raws[number] for number in held_out])
    return row


def mean_f1(texts: Sequence[str], raws: Sequence[RawPage]) -> float:
    """Mean word F1 of texts against the truth of their pages."""
    return float(np.mean([word_f1(text, raw.truth).f1 for text, raw in zip(texts, raws, strict=True)]))


if __name__ == "__main__":
    main()
