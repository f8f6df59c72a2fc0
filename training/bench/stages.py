"""Milliseconds a page: bbclf by stage, and the extractors."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from selectolax.lexbor import LexborHTMLParser

from bbclf.batching import batched_by_size
from bbclf.classifier import BATCH_CHARACTERS, LineClassifier, n_characters
from bbclf.features import featurise
from bbclf.features.context import Context
from bbclf.features.families import attribute_scores, word_scores
from bbclf.page import LineBatch, Page
from training.bench.timing import least_seconds
from training.extractors.extractors import EXTRACTORS, Extractor

__all__ = ["MEASURED_EXTRACTORS", "extractor_times", "stage_times", "text_rates"]

MEASURED_EXTRACTORS = ("resiliparse", "trafilatura_fast", "trafilatura", "justext", "boilerpy3", "readability")


def stage_times(classifier: LineClassifier, html: Sequence[str], rounds: int) -> dict[str, float]:
    """Milliseconds a page of HTML.

    ``walk`` is what reading takes besides ``parse``; ``lexical`` is a part of ``featurise``, ``network`` pools too;
    ``whole`` goes from bytes to labels in batches, ``one by one`` labels page by page.
    """
    sources = [page.encode("utf-8", "replace") for page in html]
    pages = [Page.from_html(source) for source in sources]
    batches = [LineBatch(batch) for batch in batched_by_size(pages, n_characters, BATCH_CHARACTERS)]
    network = classifier.model.networks["html"]
    lexical = classifier.model.lexical
    features = [featurise(batch, lexical) for batch in batches]

    def score_words() -> None:
        for batch in batches:
            context = Context(batch, lexical)
            for family in (word_scores.FAMILY, attribute_scores.FAMILY):
                family.compute(context)

    work: dict[str, Callable[[], object]] = {
        "parse": lambda: [LexborHTMLParser(source) for source in sources],
        "read": lambda: [Page.from_html(source) for source in sources],
        "featurise": lambda: [featurise(batch, lexical) for batch in batches],
        "lexical": score_words,
        "network": lambda: [batch.pooled(network.predict_proba(batch.X)) for batch in features],
        "whole": lambda: _exhaust(classifier.label_many(map(Page.from_html, sources))),
        "one by one": lambda: [classifier.label(Page.from_html(source)) for source in sources],
    }
    times = {name: 1000 * least_seconds(do, rounds) / len(html) for name, do in work.items()}
    return {"parse": times["parse"], "walk": times.pop("read") - times["parse"]} | times


def extractor_times(html: Sequence[str], rounds: int) -> dict[str, float]:
    """Milliseconds a page of each extractor, the least of several rounds that the extractors take in turn."""

    def extract_all(extractor: Extractor) -> None:
        for page in html:
            extractor.extract(page, "en")

    extractors = [EXTRACTORS[name] for name in MEASURED_EXTRACTORS]
    # In turn, so that other work on the machine does not slow all rounds of one extractor.
    seconds = [[least_seconds(partial(extract_all, extractor), 1) for extractor in extractors] for _ in range(rounds)]
    return {
        extractor.name: 1000 * min(of_extractor) / len(html)
        for extractor, of_extractor in zip(extractors, zip(*seconds, strict=True), strict=True)
    }


def text_rates(classifier: LineClassifier, html: Sequence[str], rounds: int) -> dict[str, float]:
    """Lines and megabytes of UTF-8 a second of the pages' texts, in the text view."""
    texts = ["\n".join(Page.from_html(page).lines) for page in html]
    seconds = least_seconds(
        lambda: _exhaust(classifier.label_many(Page.from_text(text, view="text") for text in texts)), rounds
    )
    return {
        "lines a second": sum(text.count("\n") + 1 for text in texts) / seconds,
        "MB a second": sum(len(text.encode("utf-8", "replace")) for text in texts) / 1e6 / seconds,
    }


def _exhaust(items: Iterable[object]) -> None:
    for _ in items:
        pass
