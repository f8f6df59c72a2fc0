"""The model card: what the shipped model was made of, how it did on pages it had not seen, where it fails."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.train import Fitted
from bbclf.train.fit import ViewFit
from bbclf.train.thresholds import HARM, page_scores

__all__ = ["model_card"]

MIN_PAGES = 5
"""Groups with fewer pages are summed up as "others"."""

INTRODUCTION = """\
# Model card: bbclf default model

Labels every line of a web page as content or boilerplate. Two stages of boosted trees for each view (html, text,
leftover) over the features of `bbclf.features`, and two vocabularies of hashed n-grams; plain arrays, no pickle.

## How it was made

`make model`: the training pages of `data/SOURCES.md`, labelled by aligning each line with the page's main text;
parameters in `training/params.toml`; experiments in `training/EXPERIMENTS.md`.

## How it does on sites it has not seen

Out of fold, folds by site: each page was labelled by a model that saw no page of its site. Word F1 as the line
labels tell it (words of lines, lines that could not be labelled left out); "keep all" keeps every line of the
same pages. "harmed": share of pages that lose more than {harm} against keeping all. `training/compare.py` gives
the word F1 against the pages' full truth, beside other extractors.
"""


def model_card(fitted: Fitted) -> str:
    """Text of ``MODEL_CARD.md``.

    Parameters
    ----------
    fitted : Fitted

    Returns
    -------
    str
        Markdown.
    """
    parts = [INTRODUCTION.format(harm=f"{HARM:.2f}")]
    for view, fit in fitted.views.items():
        lines, n_words = fit.cross.lines, fit.cross.n_words
        before = page_scores(np.zeros(len(lines.page), dtype=np.bool_), lines, n_words)
        after = page_scores(fit.is_boilerplate, lines, n_words)
        parts.append(f"\n### View {view} (threshold {fit.threshold:.2f})\n")
        for name, key in _GROUPINGS:
            parts.append(_table(name, _group_rows(fit, key, before, after)))
        parts.append(_calibration(fit))
    return "\n".join(parts)


def _lang(page: TrainingPage) -> str:
    return page.lang or "unknown"


def _source(page: TrainingPage) -> str:
    return page.source or "unknown"


_GROUPINGS: tuple[tuple[str, Callable[[TrainingPage], str]], ...] = (("source", _source), ("language", _lang))


def _group_rows(
    fit: ViewFit, key: Callable[[TrainingPage], str], before: np.ndarray, after: np.ndarray
) -> list[tuple[str, int, float, float, float]]:
    """Name, pages, F1 before, F1 after and share harmed, of each group and of all pages."""
    members: defaultdict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(fit.pages):
        if not np.isnan(after[number]):
            members[key(page)].append(number)
    large = {name: numbers for name, numbers in members.items() if len(numbers) >= MIN_PAGES}
    others = [number for name, numbers in members.items() if name not in large for number in numbers]
    ordered = sorted(large.items(), key=lambda item: (-len(item[1]), item[0]))
    if others:
        ordered.append(("others", others))
    ordered.append(("all", [number for numbers in members.values() for number in numbers]))
    return [
        (
            name,
            len(numbers),
            float(before[numbers].mean()),
            float(after[numbers].mean()),
            float((after[numbers] < before[numbers] - HARM).mean()),
        )
        for name, numbers in ordered
    ]


def _table(name: str, rows: Iterable[tuple[str, int, float, float, float]]) -> str:
    body = [
        f"| {group} | {n_pages} | {before:.3f} | {after:.3f} | {harmed:.1%} |"
        for group, n_pages, before, after, harmed in rows
    ]
    return "\n".join(
        [f"| {name} | pages | keep all | bbclf | harmed |", "| --- | ---: | ---: | ---: | ---: |", *body, ""]
    )


def _calibration(fit: ViewFit) -> str:
    """Reliability: how often lines of a probability are boilerplate, each line counted by its weight."""
    lines, p = fit.cross.lines, fit.cross.p_second
    bins = np.minimum((p * 10).astype(np.int64), 9)
    rows, error = [], 0.0
    for number in range(10):
        weight = lines.weight * (bins == number)
        if not weight.sum():
            continue
        mean = float(np.average(p, weights=weight))
        found = float(np.average(lines.is_boilerplate, weights=weight))
        share = float(weight.sum() / lines.weight.sum())
        error += share * abs(mean - found)
        rows.append(f"| {number / 10:.1f} to {number / 10 + 0.1:.1f} | {share:.1%} | {mean:.3f} | {found:.3f} |")
    head = [
        "| p_boilerplate | lines | mean | boilerplate |",
        "| --- | ---: | ---: | ---: |",
    ]
    return "\n".join([*head, *rows, "", f"Expected calibration error {error:.4f}.", ""])
