"""Pooling: lines at the same DOM path come from one template, and mostly have one label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, group_sums, ratio
from bbclf.features.tree import Tree

__all__ = ["pool_by_path", "pooled_log_odds"]

MIN_P = 1e-4
"""Probabilities are clipped to this distance from 0 and 1."""

SURE = 0.8
"""Probability from which a line is boilerplate by itself, whatever the lines at its path are: a "read also" in one more
paragraph of the article. Of .8 and .9 (training/EXPERIMENTS.md, rows 137 to 141)."""
_SURE_LOG_ODDS = float(np.log(SURE / (1 - SURE)))


def pool_by_path(tree: Tree, words: Floats, p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Average each line's log-odds with the mean log-odds of the lines at the same DOM path.

    Of twenty teasers that one template made, all are content or none is. A path is that of tags and classes from the
    root; the mean weighs each line by the square root of one more than its words. A line that is :data:`SURE` to be
    boilerplate by itself is not made less so.

    Parameters
    ----------
    tree : Tree
        Of the lines that have markup.
    words : ndarray of float64, shape (n_lines,)
        Words of each line.
    p_boilerplate : ndarray of float32, shape (n_lines,)

    Returns
    -------
    ndarray of float32, shape (n_lines,)
        From :data:`MIN_P` to ``1 - MIN_P`` for lines with markup; unchanged for others.
    """
    pooled = p_boilerplate.copy()
    pooled[tree.rows] = 1 / (1 + np.exp(-pooled_log_odds(tree, words, p_boilerplate)))
    return pooled


def pooled_log_odds(tree: Tree, words: Floats, p_boilerplate: NDArray[np.float32]) -> Floats:
    """The log-odds of :func:`pool_by_path` of the lines that have markup.

    Parameters
    ----------
    tree, words, p_boilerplate
        As for :func:`pool_by_path`.

    Returns
    -------
    ndarray of float64, shape (len(tree.rows),)
    """
    p = np.clip(p_boilerplate[tree.rows].astype(np.float64), MIN_P, 1 - MIN_P)
    log_odds, mass = np.log(p / (1 - p)), np.sqrt(words[tree.rows] + 1)
    path = tree.path[tree.element]
    of_path = ratio(group_sums(path, log_odds * mass), group_sums(path, mass))
    averaged = (log_odds + of_path[path]) / 2
    return np.where(log_odds >= _SURE_LOG_ODDS, np.maximum(averaged, log_odds), averaged)
