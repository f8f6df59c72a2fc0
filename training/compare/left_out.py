"""How the model does on languages and sources it has never met: ``python -m training.compare.left_out``.

For each group (a source, or languages parted by commas) a model is trained without any page of it and, for languages,
without any phrase of them, on the views html and text; then it labels the group's pages, beside trafilatura's and
readability's output on the same pages.
"""

from __future__ import annotations

import argparse
import json
import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.fit import TrainParams, fit_model, read_params
from bbclf.metrics import word_f1
from training.extractors.outputs import cache_key, read_extractions
from training.pages.labelling import LEFT_OUT, PARAMS, read_phrase_table
from training.pages.views import html_pages, text_pages
from training.sources.lexicon import base_language
from training.sources.pages import RawPage, read_pages

__all__ = ["main"]

SOURCES = ("waddle", "fundus", "magic_html")
LANGUAGES = ("el", "ru", "pl", "zh", "ja", "ar", "de", "es")
PEERS = ("trafilatura", "readability")

log = logging.getLogger("transfer")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 on left-out sources and languages.")
    parser.add_argument(
        "--groups", nargs="+", default=[*SOURCES, *LANGUAGES], help="sources, or languages: el, or el,ru"
    )
    parser.add_argument("--out", type=Path, default=LEFT_OUT, help="JSON to write")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    raws = list(read_pages())
    views = {"html": html_pages(raws), "text": text_pages(raws)[0]}
    params = small(read_params(PARAMS))
    rows = []
    for group in options.groups:
        rows.append(left_out(group, raws, views, params))
        log.info("%s", rows[-1])
    options.out.write_text(json.dumps(rows, indent=1) + "\n", "utf-8")


def small(params: TrainParams) -> TrainParams:
    """The parameters with two folds: they take less time, and a model is trained for each group."""
    return replace(params, n_folds=2)


def languages_of(group: str) -> tuple[str, ...]:
    """Languages that a group names, parted by commas; none if it is a source."""
    parts = tuple(group.split(","))
    return parts if all(len(part) == 2 for part in parts) else ()


def belongs_to(group: str) -> Callable[[RawPage], bool]:
    """Whether a page is of a source or of one of several languages."""
    languages = languages_of(group)
    if languages:
        return lambda raw: base_language(raw.lang) in languages
    return lambda raw: raw.source == group


def left_out(
    group: str, raws: Sequence[RawPage], views: dict[str, list[TrainingPage]], params: TrainParams
) -> dict[str, float | int | str]:
    """Mean word F1 on the pages of a group, by a model trained on all others."""
    belongs = belongs_to(group)
    held_out = [number for number, raw in enumerate(raws) if belongs(raw)]
    training = [page for pages in views.values() for page, raw in zip(pages, raws, strict=True) if not belongs(raw)]
    phrases = read_phrase_table(without=languages_of(group))
    classifier = LineClassifier(fit_model(training, params, phrases).model)
    row: dict[str, float | int | str] = {"group": group, "pages": len(held_out)}
    for view, pages in views.items():
        labelled = classifier.label_many(pages[number].page for number in held_out)
        texts = [page.text for page in labelled]
        row[view] = mean_f1(texts, [raws[number] for number in held_out])
    for peer in PEERS:
        outputs = read_extractions(peer)
        texts = [outputs[cache_key(raws[number])].text for number in held_out]
        row[peer] = mean_f1(texts, [raws[number] for number in held_out])
    return row


def mean_f1(texts: Sequence[str], raws: Sequence[RawPage]) -> float:
    """Mean word F1 of texts against the truth of their pages."""
    return round(float(np.mean([word_f1(text, raw.truth).f1 for text, raw in zip(texts, raws, strict=True)])), 4)


if __name__ == "__main__":
    main()
