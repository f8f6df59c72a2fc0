"""How far the text view depends on the converter that made the text: ``python -m training.compare.converters``.

A model is trained without the sites of one fold; it then labels that fold's pages as each converter of
:mod:`training.converters.converters` writes them. All rows are of the same
pages, so that they differ by the converter alone.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Callable, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.fit import fit_model, read_params
from bbclf.fit.lines import assign_folds
from bbclf.metrics import word_f1
from bbclf.page import Page
from training.compare.left_out import two_folds
from training.converters.converters import CONVERTERS, FINISHES
from training.model import PARAMS
from training.pages.text import block_walk, text_pages
from training.report.markdown import markdown_table
from training.sources.pages import RawPage, read_pages
from training.sources.phrase_table import read_phrase_table

__all__ = ["Row", "judge", "main", "table"]

HELD_OUT_FOLD = 0
SEED = 1

log = logging.getLogger("converters")

Writer = Callable[[RawPage], str]
"""``page -> text``"""


class Row(NamedTuple):
    """Mean word F1 of the pages of one converter: every line kept, and as the model labels them."""

    name: str
    keep_all: float
    bbclf: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 of the text view by converter, on the same unseen pages.")
    parser.add_argument("--pages", type=int, default=300, help="how many pages of the held-out fold are judged")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    raws = list(read_pages())
    of_converters = text_pages(raws)
    folds = assign_folds(of_converters[0], read_params(PARAMS).n_folds)
    training = list(chain.from_iterable([page for page, k in zip(pages, folds, strict=True) if k != HELD_OUT_FOLD]
                                        for pages in of_converters))  # fmt: skip
    held_out = np.random.default_rng(SEED).permutation(np.flatnonzero(folds == HELD_OUT_FOLD))[: options.pages]
    classifier = LineClassifier(
        fit_model(training, two_folds(read_params(PARAMS)), read_phrase_table(), log.info).model
    )
    print(table(judge(classifier, [raws[number] for number in held_out], writers())))


def writers() -> dict[str, Writer]:
    """All converters with their text as it is, and our block walk with each finish."""

    def finished(name: str) -> Writer:
        return lambda raw: FINISHES[name](block_walk(raw.html), np.random.default_rng(SEED))

    def plain(convert: Callable[[str], str]) -> Writer:
        return lambda raw: convert(raw.html)

    found = {name: plain(convert) for name, convert in {"block_walk": block_walk, **CONVERTERS}.items()}
    return found | {f"block_walk, {name}": finished(name) for name in FINISHES if name != "as_made"}


def judge(classifier: LineClassifier, raws: Sequence[RawPage], converters: Mapping[str, Writer]) -> list[Row]:
    """Word F1 of the same pages by each converter."""
    rows = []
    for name, write in converters.items():
        texts = [write(raw) for raw in raws]
        labelled = classifier.label_many(Page.from_text(text, view="text") for text in texts)
        before = [word_f1(text, raw.truth).f1 for text, raw in zip(texts, raws, strict=True)]
        after = [word_f1(page.text, raw.truth).f1 for page, raw in zip(labelled, raws, strict=True)]
        rows.append(Row(name, float(np.mean(before)), float(np.mean(after))))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table."""
    return markdown_table(
        ["converter", "keep all", "bbclf"], [[row.name, f"{row.keep_all:.3f}", f"{row.bbclf:.3f}"] for row in rows]
    )


if __name__ == "__main__":
    main()
