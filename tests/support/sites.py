"""A site written by hand, and a model that lets it speak."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from bbclf.model import Model
from bbclf.page import Page
from bbclf.site.columns import SITE_COLUMNS
from bbclf.site.correction import SiteCorrection
from bbclf.view import NETWORK_OF
from tests.support.tiny_model import tiny_model

__all__ = ["FURNITURE", "sited", "sited_model", "text_page"]

FURNITURE = "All our news are free for you, please give us what you can."
"""A line that no word gives away; the tiny model takes it for content."""


def sited(model: Model) -> Model:
    """The model, with 8 more log-odds for lines that all other pages of the site have."""
    weights = np.zeros(len(SITE_COLUMNS))
    weights[SITE_COLUMNS.index("line_share")] = 8.0
    correction = SiteCorrection(weights, slope=1.0, bias=0.0)
    site = {"columns": list(SITE_COLUMNS)}
    return replace(
        model,
        corrections=dict.fromkeys(NETWORK_OF.values(), correction),
        manifest={**model.manifest, "site": site},
    )


def sited_model() -> Model:
    return sited(tiny_model())


def text_page(number: int, host: str = "a.org") -> Page:
    """A page of the site; the second of its three lines is of this page alone."""
    own = f"It rained all night, and the river rose to mark {chr(97 + number % 26) * (1 + number // 26)}."
    return Page.from_text(f"Home\n{own}\n{FURNITURE}", id=str(number), url=f"http://{host}/{number}", view="text")
