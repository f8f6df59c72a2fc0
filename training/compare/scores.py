"""Scores of several systems on the same pages, averaged whole and by slice, as Markdown and as plain data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bbclf.metrics import Score
from training.report.markdown import markdown_table
from training.sources.lexicon import base_language
from training.sources.pages import RawPage

__all__ = ["SLICES", "Mean", "PageScore", "SystemScores", "page_slices", "summarise", "to_markdown"]

SLICES = ("source", "lang", "page_type")
MIN_LANGUAGE_PAGES = 5
"""Languages with fewer pages do not count in the average over languages."""


class PageScore(NamedTuple):
    """How one system did on one page.

    Attributes
    ----------
    slices : mapping of str to str
        The page's value for each of :data:`SLICES` that it has.
    score : Score
        Word F1, precision and recall.
    ms : float or None
        Milliseconds; None where they were not measured.
    is_empty : bool
        It kept nothing, or failed.
    """

    slices: Mapping[str, str]
    score: Score
    ms: float | None
    is_empty: bool


class Mean(NamedTuple):
    """Precision, recall and word F1, each a mean over pages (macro)."""

    precision: float
    recall: float
    f1: float
    n_pages: int


class SystemScores(NamedTuple):
    """How one system did on all pages.

    Attributes
    ----------
    whole : Mean
    by : mapping of str to mapping of str to Mean
        For each of :data:`SLICES`, by its value, that of most pages first.
    language_macro : float or None
        Mean over languages of their mean F1.
    ms : float or None
        Mean milliseconds a page.
    n_empty : int
        Pages of which it kept nothing, or failed.
    """

    whole: Mean
    by: Mapping[str, Mapping[str, Mean]]
    language_macro: float | None
    ms: float | None
    n_empty: int


def page_slices(page: RawPage) -> dict[str, str]:
    """The page's source, base language and type, as far as it has them."""
    values = {"source": page.source, "lang": base_language(page.lang), "page_type": page.page_type}
    return {name: value for name, value in values.items() if value}


def summarise(scores: Sequence[PageScore]) -> SystemScores:
    """Average the scores of one system.

    Parameters
    ----------
    scores : sequence of PageScore
        Not empty.

    Returns
    -------
    SystemScores
    """
    by = {name: _by_slice(name, scores) for name in SLICES}
    languages = [mean.f1 for mean in by["lang"].values() if mean.n_pages >= MIN_LANGUAGE_PAGES]
    timed = [score.ms for score in scores if score.ms is not None]
    return SystemScores(
        whole=_mean([score.score for score in scores]),
        by=by,
        language_macro=float(np.mean(languages)) if languages else None,
        ms=float(np.mean(timed)) if timed else None,
        n_empty=sum(score.is_empty for score in scores),
    )


def to_markdown(systems: Mapping[str, SystemScores]) -> str:
    """Tables for people: all pages first, then F1 by slice.

    Parameters
    ----------
    systems : mapping of str to SystemScores
        By name, in the order of the tables; all on the same pages.

    Returns
    -------
    str
    """
    return "\n".join([_overall_table(systems), *(_slice_table(name, systems) for name in SLICES)])


def _mean(scores: Sequence[Score]) -> Mean:
    precision, recall, f1 = np.mean(scores, axis=0)
    return Mean(float(precision), float(recall), float(f1), len(scores))


def _by_slice(name: str, scores: Iterable[PageScore]) -> dict[str, Mean]:
    groups: dict[str, list[Score]] = defaultdict(list)
    for score in scores:
        if name in score.slices:
            groups[score.slices[name]].append(score.score)
    by_size = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
    return {value: _mean(group) for value, group in by_size}


def _overall_table(systems: Mapping[str, SystemScores]) -> str:
    rows = [
        [
            name,
            f"{scores.whole.f1:.3f}",
            f"{scores.whole.precision:.3f}",
            f"{scores.whole.recall:.3f}",
            "" if scores.language_macro is None else f"{scores.language_macro:.3f}",
            str(scores.n_empty),
            "" if scores.ms is None else f"{scores.ms:.1f}",
        ]
        for name, scores in systems.items()
    ]
    n_pages = next(iter(systems.values())).whole.n_pages
    header = ["system", "word F1", "precision", "recall", "F1 macro by language", "nothing kept", "ms a page"]
    return f"All pages ({n_pages}):\n\n{markdown_table(header, rows)}"


def _slice_table(name: str, systems: Mapping[str, SystemScores]) -> str:
    groups = next(iter(systems.values())).by[name]
    if not groups:
        return ""
    rows = [
        [value, str(mean.n_pages), *(_cell(scores.by[name][value]) for scores in systems.values())]
        for value, mean in groups.items()
    ]
    return f"Word F1 (precision/recall) by {name}:\n\n{markdown_table([name, 'pages', *systems], rows)}"


def _cell(mean: Mean) -> str:
    return f"{mean.f1:.3f} ({mean.precision:.2f}/{mean.recall:.2f})"
