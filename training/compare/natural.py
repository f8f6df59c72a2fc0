"""How a model does on texts as people hold them: ``python -m training.compare.natural``.

Turku: documents of which people labelled every line. Outlets: texts that scrapers left, with labels from repetition.
Given a model folder, it labels every text; a model that was trained on them tells nothing, so judge those out of fold
with :func:`judge` and probabilities of your own.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.sources.outlets import read_outlets
from training.sources.turku import read_turku

__all__ = ["Row", "judge", "main", "rows", "table"]

VIEWS = ("auto", "text", "leftover")


class Row(NamedTuple):
    """Figures of some pages together, lines of all of them pooled.

    Attributes
    ----------
    name : str
    n_pages, n_residue : int
        `n_residue` counts lines of boilerplate.
    accuracy : float
        Share of lines with the right label.
    by_page : float
        Mean over pages of the same.
    found : float
        Share of the lines of boilerplate that are dropped; NaN without any.
    lost : float
        Share of the content's characters that are dropped.
    """

    name: str
    n_pages: int
    n_residue: int
    accuracy: float
    by_page: float
    found: float
    lost: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="A model on Turku's documents and on outlets' texts.")
    parser.add_argument("--model", type=Path, help="model folder (default: the packaged model)")
    parser.add_argument("--view", choices=VIEWS, default="auto")
    options = parser.parse_args(arguments)
    classifier = LineClassifier.load(options.model)
    for pages, is_judged in ((read_turku(), False), (read_outlets(), True)):
        labelled = classifier.label_many(_as_view(page.page, options.view) for page in pages)
        kept = [~page.is_boilerplate for page in labelled]
        print(table(rows(pages if is_judged else [_every_line(page) for page in pages], kept)))


def rows(pages: Sequence[TrainingPage], kept: Sequence[NDArray[np.bool_]]) -> list[Row]:
    """A row for each language, one for each source where there are several, and one for all.

    Parameters
    ----------
    pages : sequence of TrainingPage
        Lines of weight 0 do not count.
    kept : sequence of ndarray of bool, each of shape (n_lines,)
        Which lines of each page are kept as content.
    """
    pairs = list(zip(pages, kept, strict=True))
    found = [
        judge(name or "", group)
        for field in ("lang", "source")
        if len({getattr(page, field) for page in pages}) > 1
        for name, group in _groups(pairs, field)
    ]
    return [*found, judge("all", pairs)]


def judge(name: str, pairs: Iterable[tuple[TrainingPage, NDArray[np.bool_]]]) -> Row:
    """Figures of some pages, each with which of its lines are kept."""
    pairs = list(pairs)
    judged = np.concatenate([page.weight > 0 for page, _ in pairs])
    number = np.repeat(np.arange(len(pairs)), [len(page.page) for page, _ in pairs])[judged]
    noise = np.concatenate([page.is_boilerplate for page, _ in pairs])[judged]
    keep = np.concatenate([kept for _, kept in pairs])[judged]
    length = np.array([len(line) for page, _ in pairs for line in page.page.lines], dtype=np.float64)[judged]
    right = keep != noise
    return Row(
        name=name,
        n_pages=len(pairs),
        n_residue=int(noise.sum()),
        accuracy=_share(right, np.ones_like(right)),
        by_page=float(np.mean([right[number == page].mean() for page in np.unique(number)])),
        found=_share(~keep, noise),
        lost=_share(~keep, ~noise, length),
    )


def _share(hits: NDArray[np.bool_], among: NDArray[np.bool_], weight: NDArray[np.float64] | None = None) -> float:
    """Share of the hits among some lines, by weight; NaN without any."""
    return float(np.average(hits[among], weights=None if weight is None else weight[among])) if among.any() else np.nan


def table(of: Iterable[Row]) -> str:
    """Rows as a Markdown table."""
    head = [
        "| pages of | pages | lines of boilerplate | accuracy | mean of pages | found | content lost |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    body = [
        f"| {row.name} | {row.n_pages:,} | {row.n_residue:,} | {_points(row.accuracy)} | {_points(row.by_page)}"
        f" | {_points(row.found)} | {row.lost:.2%} |"
        for row in of
    ]
    return "\n".join([*head, *body]) + "\n"


def _as_view(page: Page, view: str) -> Page:
    if view == "auto":
        return Page.from_text("\n".join(page.lines), id=page.id)
    return replace(page, view="text" if view == "text" else "leftover")


def _every_line(page: TrainingPage) -> TrainingPage:
    """The page with every line judged: people labelled those too that training leaves out."""
    return replace(page, weight=np.ones_like(page.weight))


def _groups(
    pairs: Sequence[tuple[TrainingPage, NDArray[np.bool_]]], field: str
) -> Iterable[tuple[str, Iterable[tuple[TrainingPage, NDArray[np.bool_]]]]]:
    return groupby(sorted(pairs, key=lambda pair: getattr(pair[0], field) or ""), lambda pair: getattr(pair[0], field))


def _points(value: float) -> str:
    return "" if np.isnan(value) else f"{value:.3f}".removeprefix("0")


if __name__ == "__main__":
    main()
