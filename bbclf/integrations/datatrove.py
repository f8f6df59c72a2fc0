"""datatrove: steps that keep the content of each document, and drop documents with too little of it.

From raw HTML, where ``Trafilatura()`` would stand::

    pipeline = [WarcReader("crawl/"), ContentExtractor(), ContentFilter(min_words=50), JsonlWriter("out/")]

From text that is extracted already::

    pipeline = [JsonlReader("in/"), ContentFormatter(), ContentFilter(min_words=50), JsonlWriter("out/")]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bbclf.errors import InputError, MissingDependencyError
from bbclf.integrations.pages import ModelPath, load_classifier, make_page
from bbclf.metrics import word_hashes
from bbclf.steering import Favor, Steering
from bbclf.view import VIEW_CHOICES, check_view

try:
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.extractors.base import BaseExtractor
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.utils.logging import logger
except ImportError as error:
    raise MissingDependencyError("datatrove", "datatrove") from error

if TYPE_CHECKING:
    from datatrove.data import Document, DocumentsPipeline

__all__ = ["ContentExtractor", "ContentFilter", "ContentFormatter"]

_HTML_STARTS = ("<!doctype html", "<html")


class ContentExtractor(BaseExtractor):  # type: ignore[misc]  # datatrove publishes no types
    """Replaces the raw HTML of each document by its content lines.

    As with every extractor of datatrove, a document that takes too long or kills its process is counted and goes no
    further, and one without content is dropped.

    Parameters
    ----------
    model : path, optional
        A model folder that every worker can read; the packaged model by default.
    threshold : float, optional
        A line is boilerplate from this probability on; the model's by default.
    favor : {"precision", "recall"}, optional
        Use the model's thresholds of this name.
    timeout : float
        Seconds for a document, and for loading the model.

    Raises
    ------
    InputError
        The threshold is not a probability, the favor is not one of the two, or both are given.
    """

    name = "⛏ bbclf"

    def __init__(
        self,
        model: ModelPath = None,
        threshold: float | None = None,
        timeout: float = 10,
        favor: Favor | None = None,
    ) -> None:
        super().__init__(timeout)
        self.steering = Steering(threshold, favor)
        self.model = model

    def extract(self, text: str) -> str:
        """The content of a page of HTML."""
        page = make_page(text, "html")
        return load_classifier(self.model).label(page, self.steering.threshold, self.steering.favor).text


class ContentFormatter(PipelineStep):  # type: ignore[misc]
    """Replaces the text of each document by its content lines.

    Counts ``content_lines`` and ``boilerplate_lines`` in datatrove's statistics. Documents that exceed a limit
    (``docs/limits.md``) are logged, counted as ``refused``, and go no further.

    Parameters
    ----------
    view : {"auto", "text", "leftover", "html"}
        What the documents are; see `Page.from_text`. With ``auto``, one that begins as an HTML page is read as HTML.
    model, threshold, favor
        As for :class:`ContentExtractor`.

    Raises
    ------
    InputError
        The view is not one of the four, or as for :class:`ContentExtractor`.
    """

    name = "bbclf content"
    type = "✂️ - FORMAT"

    def __init__(
        self,
        view: str = "auto",
        model: ModelPath = None,
        threshold: float | None = None,
        favor: Favor | None = None,
    ) -> None:
        super().__init__()
        self.view = check_view(view, VIEW_CHOICES)
        self.steering = Steering(threshold, favor)
        self.model = model

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield the documents, rewritten."""
        classifier = load_classifier(self.model)
        for document in data:
            with self.track_time():
                try:
                    page = make_page(document.text, self._view_of(document.text))
                except InputError as error:
                    logger.warning(f"bbclf: document {document.id}: {error}")
                    self.stat_update("refused")
                    continue
                labelled = classifier.label(page, self.steering.threshold, self.steering.favor)
                n_boilerplate = int(labelled.is_boilerplate.sum())
                document.text = labelled.text
            self.stat_update("content_lines", value=len(labelled.page) - n_boilerplate)
            self.stat_update("boilerplate_lines", value=n_boilerplate)
            yield document

    def _view_of(self, text: str) -> str:
        is_html = self.view == "auto" and text[:1000].lstrip().lower().startswith(_HTML_STARTS)
        return "html" if is_html else self.view


class ContentFilter(BaseFilter):  # type: ignore[misc]
    """Drops documents with few words; meant to follow the other two.

    Parameters
    ----------
    min_words : int
        In scripts without spaces between words, each character counts as a word (:mod:`bbclf.tokens`).
    exclusion_writer : datatrove DiskWriter, optional
        Given the dropped documents.
    """

    name = "bbclf content filter"

    def __init__(self, min_words: int = 50, exclusion_writer: Any = None) -> None:
        super().__init__(exclusion_writer)
        self.min_words = min_words

    def filter(self, doc: Document) -> bool | tuple[bool, str]:
        """Whether to keep a document, and why not."""
        return True if len(word_hashes(doc.text)) >= self.min_words else (False, "too_little_content")
