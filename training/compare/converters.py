"""How far the text view depends on who made the text: ``python -m training.compare.converters``.

A model is trained without the sites of one fold; it then labels that fold's pages as each maker of
:mod:`training.converters.converters` writes
them. All rows are of the same pages, so that they differ by the maker alone.
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
from training.compare.left_out import small
from training.converters.converters import FINISHES, MAKERS
from training.pages.labelling import PARAMS, read_phrase_table
from training.pages.views import block_walk, text_pages
from training.sources.pages import RawPage, read_pages

__all__ = ["Row", "judge", "main", "table"]

HELD_OUT_FOLD = 0
SEED = 1

log = logging.getLogger("maker_table")

Writer = Callable[[RawPage], str]
"""``page -> text``"""


class Row(NamedTuple):
    """Mean word F1 of the pages of one maker: every line kept, and as the model labels them."""

    name: str
    keep_all: float
    bbclf: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 of the text view by maker, on the same unseen pages.")
    parser.add_argument("--pages", type=int, default=300, help="how many pages of the held-out fold are judged")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    raws = list(read_pages())
    of_makers = text_pages(raws)
    folds = assign_folds(of_makers[0], read_params(PARAMS).n_folds)
    training = list(chain.from_iterable([page for page, k in zip(pages, folds, strict=True) if k != HELD_OUT_FOLD]
                                        for pages in of_makers))  # fmt: skip
    held_out = np.random.default_rng(SEED).permutation(np.flatnonzero(folds == HELD_OUT_FOLD))[: options.pages]
    classifier = LineClassifier(fit_model(training, small(read_params(PARAMS)), read_phrase_table(), log.info).model)
    print(table(judge(classifier, [raws[number] for number in held_out], writers())))


def writers() -> dict[str, Writer]:
    """All makers with their text as it is, and our block walk with each finish."""

    def finished(name: str) -> Writer:
        return lambda raw: FINISHES[name](block_walk(raw.html), np.random.default_rng(SEED))

    found: dict[str, Writer] = {"block_walk": lambda raw: block_walk(raw.html)}
    found |= {name: lambda raw, maker=maker: maker(raw.html) for name, maker in MAKERS.items()}  # type: ignore[misc]
    return found | {f"block_walk, {name}": finished(name) for name in FINISHES if name != "as_made"}


def judge(classifier: LineClassifier, raws: Sequence[RawPage], makers: Mapping[str, Writer]) -> list[Row]:
    """Word F1 of the same pages by each maker."""
    rows = []
    for name, write in makers.items():
        texts = [write(raw) for raw in raws]
        labelled = classifier.label_many(Page.from_text(text, view="text") for text in texts)
        before = [word_f1(text, raw.truth).f1 for text, raw in zip(texts, raws, strict=True)]
        after = [word_f1(page.text, raw.truth).f1 for page, raw in zip(labelled, raws, strict=True)]
        rows.append(Row(name, float(np.mean(before)), float(np.mean(after))))
    return rows


def table(rows: Sequence[Row]) -> str:
    """Rows as a Markdown table."""
    lines = ["| maker | keep all | bbclf |", "| --- | ---: | ---: |"]
    return "\n".join([*lines, *(f"| {row.name} | {row.keep_all:.3f} | {row.bbclf:.3f} |" for row in rows)]) + "\n"


if __name__ == "__main__":
    main()
