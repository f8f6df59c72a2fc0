"""The second stage's columns: what the first stage thinks of the lines around a line."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.features.columns import (
    Floats,
    Ints,
    exact,
    group_sums,
    page_sums,
    prefix_sums,
    ratio,
    shifted,
    window_bounds,
    window_sums,
)
from bbclf.features.schema import Feature
from bbclf.features.structure import N_ANCESTORS, ancestors
from bbclf.features.tree import Tree
from bbclf.page import LineBatch

__all__ = ["FEATURES", "context_columns", "pool_by_path"]

SHIFTS = (-3, -2, -1, 1, 2, 3)
WINDOWS = (1, 3, 8, 20)
MIN_P = 1e-4
"""Probabilities nearer to 0 or 1 count as this near in log-odds."""

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    Feature("p", "probability", _OWN, "of content, by the first stage"),
    *(Feature(f"p[{by:+d}]", "probability", _OWN, "of the line so far on") for by in SHIFTS),
    *(Feature(f"p~{width}", "probability", _OWN, "mean over lines around, by words") for width in WINDOWS),
    *(Feature(f"p<{width}", "probability", _OWN, "mean over lines before, by words") for width in WINDOWS[1:]),
    *(Feature(f"p>{width}", "probability", _OWN, "mean over lines after, by words") for width in WINDOWS[1:]),
    Feature("p_max_before", "probability", _OWN, "best so far: the main text has begun"),
    Feature("p_max_after", "probability", _OWN, "best to come: the main text has not ended"),
    Feature("content_before", "ratio 0..1", _OWN, "share of the page's expected content before the line"),
    Feature("page_content", "ratio 0..1 of words", _OWN, "share of the page that is expected to be content"),
    Feature("page_content_words", "log words", _OWN, "expected content of the page"),
    Feature("p_rank", "ratio", _OWN, "against the page's highest probability"),
    *(
        feature
        for k in range(N_ANCESTORS)
        for feature in (
            Feature(f"up{k}_p", "probability", _OWN, f"mean over ancestor {k}, by words"),
            Feature(f"up{k}_content", "ratio 0..1", _OWN, f"share of the page's expected content in ancestor {k}"),
        )
    ),
    Feature("path_p", "probability", _OWN, "mean over lines at the same path of tags and classes"),
)  # fmt: skip


def context_columns(batch: LineBatch, tree: Tree | None, words: Floats, p_boilerplate: Floats) -> dict[str, Floats]:
    """Columns of :data:`FEATURES`.

    Parameters
    ----------
    batch : LineBatch
    tree : Tree or None
    words : ndarray of float64, shape (n_lines,)
        Words of each line: its mass in sums.
    p_boilerplate : ndarray of float64, shape (n_lines,)
        Of the first stage.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    page, starts = batch.page_of_line, batch.page_starts
    p = 1 - p_boilerplate
    mass = np.sqrt(words + 1)
    expected = exact(p * mass)
    columns = {"p": p} | {f"p[{by:+d}]": shifted(p, page, by) for by in SHIFTS}
    sums, masses = prefix_sums(expected), prefix_sums(mass)

    def window_mean(before: int, after: int) -> Floats:
        bounds = window_bounds(starts, page, before, after)
        return ratio(window_sums(sums, bounds), window_sums(masses, bounds))

    columns |= {f"p~{width}": window_mean(width, width) for width in WINDOWS}
    columns |= {f"p<{width}": window_mean(width, 0) for width in WINDOWS[1:]}
    columns |= {f"p>{width}": window_mean(0, width) for width in WINDOWS[1:]}
    totals, wholes = page_sums(expected, starts), page_sums(mass, starts)
    before = sums[:-1] - sums[starts[:-1]][page] + expected / 2
    highest = _running_max(p, page)
    columns |= {
        "p_max_before": highest,
        "p_max_after": _running_max(p[::-1], page[::-1])[::-1],
        "content_before": ratio(before, totals[page]),
        "page_content": ratio(totals, wholes)[page],
        "page_content_words": np.log1p(page_sums(p * words, starts))[page],
        "p_rank": ratio(p, _page_max(highest, starts)[page]),
    }
    return columns | _tree_columns(batch, tree, p * words, words)


def pool_by_path(tree: Tree, words: Floats, p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Draw each line halfway to the lines at the same path of tags and classes, in log-odds.

    Of twenty teasers made by one template, all are content or none is.

    Parameters
    ----------
    tree : Tree
    words : ndarray of float64, shape (n_lines,)
    p_boilerplate : ndarray of float32, shape (n_lines,)

    Returns
    -------
    ndarray of float32, shape (n_lines,)
        As they were for lines without markup.
    """
    p = np.clip(p_boilerplate[tree.rows].astype(np.float64), MIN_P, 1 - MIN_P)
    log_odds, mass = np.log(p / (1 - p)), np.sqrt(words[tree.rows] + 1)
    path = tree.path[tree.element]
    of_path = ratio(group_sums(path, log_odds * mass), group_sums(path, mass))
    pooled = p_boilerplate.copy()
    pooled[tree.rows] = 1 / (1 + np.exp(-(log_odds + of_path[path]) / 2))
    return pooled


def _running_max(p: Floats, page: Ints) -> Floats:
    """Highest value from the page's border to each line.

    Ranks, not values, are accumulated: to keep pages apart by adding to the values would round them.
    """
    order = np.argsort(p, kind="stable")
    rank = np.empty(len(p), dtype=np.int64)
    rank[order] = np.arange(len(p))
    step = np.cumsum(np.diff(page, prepend=page[:1]) != 0) * len(p)
    highest: Ints = np.maximum.accumulate(rank + step) - step
    return p[order[highest]]


def _page_max(running: Floats, starts: Ints) -> Floats:
    """Last value of each page's running maximum; 0 for a page without lines."""
    last = np.maximum(starts[1:] - 1, 0)
    return np.where(np.diff(starts) > 0, running[last] if len(running) else 0.0, 0.0)


def _tree_columns(batch: LineBatch, tree: Tree | None, expected: Floats, words: Floats) -> dict[str, Floats]:
    names = [f"up{k}_{name}" for k in range(N_ANCESTORS) for name in ("p", "content")]
    columns = {name: np.full(len(batch), np.nan) for name in (*names, "path_p")}
    if tree is None:
        return columns
    expected, words = expected[tree.rows], words[tree.rows]
    in_element = tree.sums(expected)
    mean = ratio(in_element, tree.sums(words))
    share = ratio(in_element, tree.page_totals(expected))
    for k, element in enumerate(ancestors(tree)):
        columns[f"up{k}_p"][tree.rows] = mean[element]
        columns[f"up{k}_content"][tree.rows] = share[element]
    path = tree.path[tree.element]
    by_path = ratio(group_sums(path, expected), group_sums(path, words))
    columns["path_p"][tree.rows] = by_path[path]
    return columns
