"""datatrove: steps that keep the content of each document, and drop documents with too little of it.

::

    pipeline = [JsonlReader("in/"), ContentFormatter(), ContentFilter(min_words=50), JsonlWriter("out/")]
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from bbclf.classifier import LineClassifier
from bbclf.errors import InputError, MissingDependencyError
from bbclf.metrics import word_hashes
from bbclf.page import Page
from bbclf.view import TEXT_VIEW_CHOICES, check_view

try:
    from datatrove.pipeline.base import PipelineStep
    from datatrove.pipeline.filters.base_filter import BaseFilter
    from datatrove.utils.logging import logger
except ImportError as error:
    raise MissingDependencyError("datatrove", "datatrove") from error

if TYPE_CHECKING:
    from datatrove.data import Document, DocumentsPipeline

__all__ = ["ContentFilter", "ContentFormatter"]


class ContentFormatter(PipelineStep):  # type: ignore[misc]  # datatrove publishes no types
    """Replaces the text of each document by its content lines.

    Counts ``content_lines`` and ``boilerplate_lines`` in datatrove's statistics. Documents that exceed a limit
    (``docs/limits.md``) are logged, counted as ``refused``, and go no further.

    Parameters
    ----------
    view : {"auto", "text", "leftover"}
        What the documents are; see `Page.from_text`.
    model : path, optional
        A model folder that every worker can read; the packaged model by default. Loaded once in each worker.

    Raises
    ------
    InputError
        The view is not one of the three.
    """

    name = "bbclf content"
    type = "✂️ - FORMAT"

    def __init__(self, view: str = "auto", model: str | os.PathLike[str] | None = None) -> None:
        super().__init__()
        self.view = check_view(view, TEXT_VIEW_CHOICES)
        self.model = model

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Yield the documents, rewritten."""
        classifier = LineClassifier.load(self.model)
        for document in data:
            with self.track_time():
                try:
                    page = Page.from_text(document.text, view=self.view)
                except InputError as error:
                    logger.warning(f"bbclf: document {document.id}: {error}")
                    self.stat_update("refused")
                    continue
                labelled = classifier.label(page)
                n_boilerplate = int(labelled.is_boilerplate.sum())
                document.text = labelled.text
            self.stat_update("content_lines", value=len(labelled.page) - n_boilerplate)
            self.stat_update("boilerplate_lines", value=n_boilerplate)
            yield document


class ContentFilter(BaseFilter):  # type: ignore[misc]
    """Drops documents with few words; meant to follow :class:`ContentFormatter`.

    Parameters
    ----------
    min_words : int
        In scripts without spaces, characters are counted as :mod:`bbclf.tokens` does.
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
