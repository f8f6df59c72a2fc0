"""Text density of the nearest ancestors: characters a tag, alone and weighed by links."""

from __future__ import annotations

import numpy as np

from bbclf.arrays import ratio
from bbclf.features.context import Context
from bbclf.features.schema import LOG1P, Columns, Family, Feature, Group

__all__ = ["FAMILY"]

N_ANCESTORS = 3
"""Ancestors whose density is given."""


def density_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, chars, link_chars = context.tree, context.held.chars, context.held.links
    n_tags = np.maximum(tree.column("n_tags"), 1)
    n_links = np.maximum(tree.sums(tree.column("n_links")), 1)
    density = chars / n_tags
    page_chars = tree.page_totals(context.n_chars)
    page_ratio = ratio(tree.page_totals(context.link_chars), np.maximum(page_chars, 1))
    free_chars = np.maximum(chars - link_chars, 1)
    base = np.log(chars / free_chars * link_chars + page_ratio * chars + np.e)
    inside = chars / np.maximum(link_chars, 1) * n_tags / n_links
    composite = density * np.log(np.maximum(inside, 1)) / np.log(np.maximum(base, 1.01))
    log_density, log_composite = np.log1p(density), np.log1p(np.maximum(composite, 0))
    near = context.ancestors[:N_ANCESTORS]
    return {
        **{f"density{k}": log_density[element] for k, element in enumerate(near)},
        **{f"composite{k}": log_composite[element] for k, element in enumerate(near)},
    }


_CETD = "CETD (Sun, Song, Liao 2011)"

FAMILY = Family(
    columns=(
        *(
            Feature(f"density{k}", LOG1P.of("characters a tag"), f"text density of ancestor {k}", _CETD)
            for k in range(N_ANCESTORS)
        ),
        *(
            Feature(f"composite{k}", LOG1P.of("density"), f"composite text density of ancestor {k}", _CETD)
            for k in range(N_ANCESTORS)
        ),
    ),
    compute=density_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
