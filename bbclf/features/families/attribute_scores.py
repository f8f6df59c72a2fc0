"""Lexical scores of the class, id and role words of the elements around a line."""

from __future__ import annotations

import numpy as np

from bbclf.features.ancestry import near_elements
from bbclf.features.context import Context
from bbclf.features.grams import read_attribute_grams
from bbclf.features.schema import LOG_ODDS, Columns, Family, Feature, Group
from bbclf.lexicon.scores import LexicalWeights, gram_scores

__all__ = ["FAMILY"]


def attribute_score_columns(context: Context) -> Columns:
    """Columns of this family."""
    tree, attributes = context.tree, context.lexical.attributes
    grams = read_attribute_grams(tree)
    of_string = gram_scores(grams.strings, LexicalWeights(attributes.weights, 0.0))
    inline, elements = of_string[grams.inline], of_string[grams.elements]
    padded = np.append(elements, 0.0)
    return {
        "attribute_score": inline + sum(padded[element] for element in near_elements(tree)) + attributes.bias,
        "near_attribute_score": inline + elements[tree.element],
    }


FAMILY = Family(
    columns=(
        Feature("attribute_score", LOG_ODDS, "boilerplate by attribute words of the four innermost elements"),
        Feature("near_attribute_score", LOG_ODDS, "the same of the innermost element and inline elements only"),
    ),
    compute=attribute_score_columns,
    group=Group.ELEMENTS,
    needs_markup=True,
)
