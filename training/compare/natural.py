"""How a model does on texts as people hold them: ``python -m training.compare.natural``.

Turku: documents of which people labelled every line. Outlets: texts that scrapers left, with labels from repetition.
Each is labelled by the network of a fold that has seen neither the document nor the outlet: the shipped model was
trained on all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.decision import page_thresholds
from bbclf.fit.site import JudgedPage
from bbclf.model import Model, load_model
from bbclf.page import Page
from bbclf.tokens import count_words, read_chars
from bbclf.view import View
from training.compare.options import out_of_fold_parser
from training.model.site_correction import read_judged
from training.sources.outlets import read_outlets
from training.sources.turku import read_turku

__all__ = ["Row", "judge", "kept_lines", "main", "rows", "table"]

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
    parser = out_of_fold_parser("A model on Turku's documents and on outlets' texts.")
    parser.add_argument("--view", choices=VIEWS, default="auto")
    options = parser.parse_args(arguments)
    model = load_model(options.model)
    of_people = [_every_line(page) for page in read_turku()]
    for name, pages in (("turku", of_people), ("outlets", read_outlets())):
        judged = read_judged(pages, options.oof / f"{name}.jsonl.xz")
        kept = [kept_lines(one, _view_of(one.page.page, options.view), model) for one in judged]
        print(table(rows([one.page for one in judged], kept)))


def kept_lines(judged: JudgedPage, view: View, model: Model) -> NDArray[np.bool_]:
    """Which lines of a page are content by its out-of-fold probabilities and the thresholds of a model.

    Returns
    -------
    ndarray of bool, shape (n_lines,)
    """
    p, n_words = judged.p_boilerplate, count_words(read_chars(judged.page.page.lines))
    threshold = page_thresholds(p, n_words, np.array([0, len(p)]), model.thresholds[view], view)[0]
    kept: NDArray[np.bool_] = p < threshold
    return kept


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


def _view_of(page: Page, chosen: str) -> View:
    if chosen == "auto":
        return Page.from_text("\n".join(page.lines)).view
    return "text" if chosen == "text" else "leftover"


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
