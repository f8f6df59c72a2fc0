"""Scrapy: an item pipeline that adds the content of the page to each item.

::

    ITEM_PIPELINES = {"bbclf.integrations.scrapy.ContentPipeline": 300}

| setting                   | meaning                                                                          |
|---------------------------|----------------------------------------------------------------------------------|
| `BBCLF_HTML_FIELD`        | field that holds the page's HTML, str or bytes; default `html`                   |
| `BBCLF_TEXT_FIELD`        | field that holds text, of items without HTML; default `text`                     |
| `BBCLF_KEEP_HTML`         | `False` sets the HTML to None once it is labelled; default `True`                |
| `BBCLF_CONTENT_FIELD`     | field that is given the content; default `content`; `html` replaces the HTML     |
| `BBCLF_BOILERPLATE_FIELD` | field that is given the boilerplate; by default it is not kept                   |
| `BBCLF_VIEW`              | of text: `auto`, `text` or `leftover`; default `auto`                            |
| `BBCLF_THRESHOLD`         | a probability, used in place of the model's thresholds                           |
| `BBCLF_FAVOR`             | `precision` or `recall`: the model's thresholds of this name                     |
| `BBCLF_MODEL`             | a model folder; the packaged model by default                                    |
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from bbclf.errors import InputError, MissingDependencyError
from bbclf.integrations.pages import load_classifier, make_page
from bbclf.labels import BOILERPLATE
from bbclf.steering import Steering, read_threshold
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
        self._classifier = load_classifier(settings.get("BBCLF_MODEL"))
        threshold = settings.get("BBCLF_THRESHOLD")
        if threshold is not None:
            threshold = read_threshold(str(threshold), "BBCLF_THRESHOLD")
        self._steering = Steering(threshold, settings.get("BBCLF_FAVOR"))
        self._view = check_view(settings.get("BBCLF_VIEW", "auto"), TEXT_VIEW_CHOICES)
        self._html_field = settings.get("BBCLF_HTML_FIELD", "html")
        self._text_field = settings.get("BBCLF_TEXT_FIELD", "text")
        self._keeps_html = settings.getbool("BBCLF_KEEP_HTML", True)
        self._content_field = settings.get("BBCLF_CONTENT_FIELD", "content")
        self._boilerplate_field = settings.get("BBCLF_BOILERPLATE_FIELD")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Make the pipeline of a crawl; Scrapy calls this."""
        return cls(crawler.settings)

    def process_item(self, item: Any) -> Any:
        """Add the content to an item; drop an item whose page cannot be read."""
        fields = ItemAdapter(item)
        html = fields.get(self._html_field)
        content = fields.get(self._text_field) if html is None else html
        if content is None:
            raise DropItem(
                f"bbclf: the item has neither {self._html_field!r} nor {self._text_field!r}: BBCLF_HTML_FIELD and"
                " BBCLF_TEXT_FIELD name the fields of a page"
            )
        try:
            page = make_page(content, self._view if html is None else "html")
        except InputError as error:
            raise DropItem(f"bbclf: {error}") from error
        labelled = self._classifier.label(page, self._steering.threshold, self._steering.favor)
        if html is not None and not self._keeps_html:
            fields[self._html_field] = None
        _set(fields, self._content_field, labelled.text, "BBCLF_CONTENT_FIELD")
        if self._boilerplate_field is not None:
            _set(fields, self._boilerplate_field, labelled.kept(BOILERPLATE), "BBCLF_BOILERPLATE_FIELD")
        return item


def _set(fields: ItemAdapter, name: str, text: str, setting: str) -> None:
    try:
        fields[name] = text
    except KeyError:  # its class declares its fields
        kind = type(fields.item).__name__
        raise DropItem(f"bbclf: {kind} has no field {name!r}: declare it, or name another with {setting}") from None
