"""What a page's JSON-LD or Open Graph says that it is; the same for all its lines."""

from __future__ import annotations

import numpy as np

from bbclf.features.context import Context
from bbclf.features.schema import FLAG, Columns, Family, Feature, Group

__all__ = ["FAMILY", "PAGE_TYPES"]

PAGE_TYPES: dict[str, tuple[str, ...]] = {
    "type_article": (
        "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
        "opinionnewsarticle", "techarticle", "scholarlyarticle",
    ),
    "type_product": ("product", "productgroup", "offer", "aggregateoffer", "og:product"),
    "type_forum": ("discussionforumposting", "qapage", "question", "socialmediaposting"),
    "type_list": ("itemlist", "collectionpage", "searchresultspage", "category", "productcollection"),
    "type_site": ("website",),
}  # fmt: skip
"""Types of Schema.org and Open Graph that tell what the main content of a page is."""


def page_type_columns(context: Context) -> Columns:
    """Columns of this family."""
    markups = context.tree.markups
    n_lines = [len(markup.element) for markup in markups]
    declared = [[float(not markup.types.isdisjoint(types)) for markup in markups] for types in PAGE_TYPES.values()]
    return dict(zip(PAGE_TYPES, np.repeat(declared, n_lines, axis=1), strict=True))


FAMILY = Family(
    columns=tuple(Feature(name, FLAG, "type that the page's JSON-LD or Open Graph declares") for name in PAGE_TYPES),
    compute=page_type_columns,
    group=Group.PAGE,
    needs_markup=True,
)
