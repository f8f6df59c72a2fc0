"""The lines at the same path of tags and classes: what one template has made."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import Floats, group_sums, ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG, RATIO, Columns, Family, Feature, Group

__all__ = ["FAMILY"]


def path_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, prose = context.tree, context.prose
    path = tree.path[tree.element]
    n_paths = int(tree.path.max()) + 1
    page_prose = context.page_prose[tree.element]

    def path_sum(column: Floats) -> Floats:
        return group_sums(path, column, n_paths)[path]

    # The root has no path above it: one more group.
    parent_path = np.append(tree.path, n_paths)[tree.parent][tree.element]
    parent_prose = group_sums(parent_path, prose, n_paths + 1)[parent_path]
    return {
        "path_lines": np.log(path_sum(np.ones(len(path)))),
        "path_prose": ratio(path_sum(prose), page_prose),
        "path_links": ratio(path_sum(context.link_chars), path_sum(context.n_chars)),
        "parent_path_prose": ratio(parent_prose, page_prose),
    }


FAMILY = Family(
    columns=(
        Feature("path_lines", LOG.of("lines"), "lines at the same path"),
        Feature("path_prose", RATIO.of("the page's prose words"), "all paragraphs share the article's path"),
        Feature("path_links", RATIO.of("characters"), "links among the lines of that path"),
        Feature("parent_path_prose", RATIO.of("the page's prose words"), "the same one element up"),
    ),
    compute=path_columns,
    group=Group.LIKENESS,
    needs_markup=True,
)
