"""The html view of the training pages: pages as fetched."""

from __future__ import annotations

from collections.abc import Sequence

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.by_source import label_by_source
from training.pages.cache import labelled
from training.sources.pages import RawPage

__all__ = ["html_page", "html_pages"]


def html_page(raw: RawPage) -> TrainingPage:
    """The html view of a page."""
    return label_by_source(raw, Page.from_html(raw.html, id=raw.id, url=raw.url))


def html_pages(raws: Sequence[RawPage]) -> list[TrainingPage]:
    """The html view of all pages, in order."""
    return labelled(raws, html_page, "html")
