"""Families of features, one a file, in the order of their columns in X."""

from __future__ import annotations

from bbclf.features.families import (
    ancestors,
    arc90,
    attribute_scores,
    cards,
    comments,
    comparison,
    composition,
    density,
    ends,
    head,
    headings,
    heads,
    holders,
    labels,
    landmarks,
    lengths,
    links,
    marks,
    neighbours,
    page,
    page_markup,
    page_text,
    page_types,
    paragraphs,
    paths,
    phrases,
    position,
    prose,
    repetition,
    residue,
    runs,
    scripts,
    sentences,
    siblings,
    tags,
    visibility,
    word_scores,
)
from bbclf.features.families.labels import PHRASE_COLUMNS
from bbclf.features.schema import Family

__all__ = ["FAMILIES", "READ_LATER"]

FAMILIES: tuple[Family, ...] = (
    # the line alone
    lengths.FAMILY,
    composition.FAMILY,
    ends.FAMILY,
    sentences.FAMILY,
    runs.FAMILY,
    marks.FAMILY,
    residue.FAMILY,
    scripts.FAMILY,
    # the line on its page
    position.FAMILY,
    prose.FAMILY,
    comparison.FAMILY,
    page.FAMILY,
    repetition.FAMILY,
    head.FAMILY,
    # what it says
    word_scores.FAMILY,
    attribute_scores.FAMILY,
    phrases.FAMILY,
    heads.FAMILY,
    labels.FAMILY,
    # the markup around it
    links.FAMILY,
    paragraphs.FAMILY,
    tags.FAMILY,
    headings.FAMILY,
    visibility.FAMILY,
    page_types.FAMILY,
    landmarks.FAMILY,
    siblings.FAMILY,
    paths.FAMILY,
    ancestors.FAMILY,
    holders.FAMILY,
    density.FAMILY,
    arc90.FAMILY,
    cards.FAMILY,
    comments.FAMILY,
    # of other columns
    page_text.FAMILY,
    page_markup.FAMILY,
    neighbours.FAMILY,
)
"""A family may read some columns of those before it: :data:`READ_LATER`."""

READ_LATER = frozenset(
    (*neighbours.SHIFTED, *neighbours.AVERAGED, *PHRASE_COLUMNS, "cards_share", "commas", "common_words", "currency",
     "ends_colon", "heading_level", "spaceless_ratio", "year_runs")
)  # fmt: skip
"""Columns that stay in :attr:`bbclf.features.context.Context.columns` for later families: of a million lines, all
columns in double precision would take 2 GB."""
