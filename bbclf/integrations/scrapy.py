"""Scrapy: an item pipeline that adds the content of the page to each item.

::

    ITEM_PIPELINES = {"bbclf.integrations.scrapy.ContentPipeline": 300}

==============================  ========================================================================
setting                         meaning
==============================  ========================================================================
``BBCLF_HTML_FIELD``            field that holds the page's HTML, str or bytes; default ``html``
``BBCLF_TEXT_FIELD``            field that holds text, of items without HTML; default ``text``
``BBCLF_CONTENT_FIELD``         field that is given the content; default ``content``
``BBCLF_BOILERPLATE_FIELD``     field that is given the rest; not kept by default
``BBCLF_VIEW``                  of text: ``auto``, ``text`` or ``leftover``; default ``auto``
``BBCLF_THRESHOLD``             a probability, used in place of the model's thresholds
``BBCLF_FAVOR``                 ``precision`` or ``recall``: the model's thresholds of this name
``BBCLF_MODEL``                 a model folder; the packaged model by default
==============================  ========================================================================
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from bbclf.classifier import LineClassifier
from bbclf.errors import InputError, MissingDependencyError
from bbclf.labels import BOILERPLATE
from bbclf.page import Page
from bbclf.steering import read_threshold
from bbclf.view import TEXT_VIEW_CHOICES, check_view

try:
    from itemadapter import ItemAdapter
    from scrapy.exceptions import DropItem
except ImportError as error:
    raise MissingDependencyError("scrapy", "scrapy") from error

if TYPE_CHECKING:
    from scrapy.crawler import Crawler

__all__ = ["ContentPipeline"]


class ContentPipeline:
    """Labels the page in each item; one model for the crawl.

    Parameters
    ----------
    settings : scrapy.settings.BaseSettings

    Raises
    ------
    InputError
        The threshold, the favor or the view of the settings is not valid.
    """

    def __init__(self, settings: Any) -> None:
        self._classifier = LineClassifier.load(
            settings.get("BBCLF_MODEL"), _threshold(settings), settings.get("BBCLF_FAVOR")
        )
        self._view = check_view(settings.get("BBCLF_VIEW", "auto"), TEXT_VIEW_CHOICES)
        self._html_field = settings.get("BBCLF_HTML_FIELD", "html")
        self._text_field = settings.get("BBCLF_TEXT_FIELD", "text")
        self._content_field = settings.get("BBCLF_CONTENT_FIELD", "content")
        self._boilerplate_field = settings.get("BBCLF_BOILERPLATE_FIELD")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of a crawl; Scrapy calls this."""
        return cls(crawler.settings)

    def process_item(self, item: Any) -> Any:
        """Add the content to an item; drop an item whose page cannot be read."""
        fields = ItemAdapter(item)
        try:
            if fields.get(self._html_field) is not None:
                page = Page.from_html(fields[self._html_field])
            else:
                text: Any = fields.get(self._text_field)
                page = Page.from_text(text, view=self._view)
        except InputError as error:
            raise DropItem(f"bbclf: {error}") from error
        labelled = self._classifier.label(page)
        fields[self._content_field] = labelled.text
        if self._boilerplate_field is not None:
            fields[self._boilerplate_field] = labelled.kept(BOILERPLATE)
        return item


def _threshold(settings: Any) -> float | None:
    """The threshold of the settings, which are text where they come from a command line or the environment."""
    given = settings.get("BBCLF_THRESHOLD")
    try:
        return None if given is None else read_threshold(str(given))
    except InputError as error:
        raise InputError(f"BBCLF_THRESHOLD: {error.message}") from None
