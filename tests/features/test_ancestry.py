"""What elements pass down to those inside them."""

from __future__ import annotations

import numpy as np

from bbclf.features import ancestry
from bbclf.features.tree import build_tree
from bbclf.html.tags import LANDMARKS
from bbclf.page import LineBatch
from tests.support.rows import html

# 0 is the root, above 1; 1 is above 2; 3 is another root.
PARENT = np.array([-1, 0, 1, -1])


def test_sums_over_an_element_and_its_ancestors() -> None:
    assert ancestry.doubled(PARENT, np.array([1.0, 10.0, 100.0, 1000.0])).tolist() == [1, 11, 111, 1000]


def test_nearest_wanted_ancestor() -> None:
    wanted = np.array([True, False, False, False])
    assert ancestry.nearest(PARENT, wanted).tolist() == [0, 0, 0, -1]


def test_a_line_is_inside_each_landmark_around_it() -> None:
    tree = build_tree(LineBatch([html("<main><ul><li>Rain</li></ul></main><h1>Sun</h1>")]))
    assert tree is not None
    inside = ancestry.enclosing_elements(tree)
    assert [name for name, lines in inside.items() if lines[0]] == ["main", "list", "item"]
    assert [name for name, lines in inside.items() if lines[1]] == ["heading", "h1"]


def test_landmarks_and_h1_fit_into_64_bits() -> None:
    assert len(LANDMARKS) + 1 <= 64
    assert sum(map(int, ancestry._BIT.values())) == 2 ** (len(LANDMARKS) + 1) - 1
