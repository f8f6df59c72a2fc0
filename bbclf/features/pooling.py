"""Lines that one template made are alike: their probabilities, brought together."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, group_sums, ratio
from bbclf.features.tree import Tree

__all__ = ["pool_by_path"]

MIN_P = 1e-4
"""Probabilities nearer to 0 or 1 count as this near in log-odds."""


def pool_by_path(tree: Tree, words: Floats, p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Draw each line halfway to the lines at the same path of tags and classes, in log-odds.

    Of twenty teasers made by one template, all are content or none is. In the mean of its path a line counts as the
    square root of one more than its words.

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
        Those of lines with markup are from :data:`MIN_P` to ``1 - MIN_P``; those of others are as they were.
    """
    p = np.clip(p_boilerplate[tree.rows].astype(np.float64), MIN_P, 1 - MIN_P)
    log_odds, mass = np.log(p / (1 - p)), np.sqrt(words[tree.rows] + 1)
    path = tree.path[tree.element]
    of_path = ratio(group_sums(path, log_odds * mass), group_sums(path, mass))
    pooled = p_boilerplate.copy()
    pooled[tree.rows] = 1 / (1 + np.exp(-(log_odds + of_path[path]) / 2))
    return pooled
