"""What each extractor keeps of each page, computed once: a disk cache in front of a worker that may be killed.

Run as ``python -m training.extractors.outputs`` to fill the cache for all training pages.
"""

from __future__ import annotations

import argparse
import hashlib
import logging
import lzma
import multiprocessing
import time
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, NoReturn, Self

from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.files.jsonl import dump_record, numbered_lines, parse_json
from training import CACHE
from training.extractors.extractors import EXTRACTORS, Extractor
from training.sources.pages import RawPage, read_pages

__all__ = ["OUTPUTS", "Extraction", "cache_key", "extract_pages", "read_extractions", "run_extractors"]

OUTPUTS = CACHE / "extractors"
TIME_LIMIT = 20.0
"""Seconds for one page and one extractor; the slowest extractor needs .05 on the average page."""
BATCH = 100
"""Pages between two writes of the cache."""

log = logging.getLogger(__name__)


class Extraction(NamedTuple):
    """What one extractor made of one page.

    Attributes
    ----------
    text : str
        Kept text; empty where the extractor found nothing or failed.
    ms : float
        Wall-clock milliseconds.
    error : str or None
        Why there is no text: an exception, ``"found nothing"`` or ``"time limit"``.
    """

    text: str
    ms: float
    error: str | None


class Extractions(dict[str, Extraction]):
    """Outputs of one extractor by :func:`cache_key`; a page it has not been run over is an `InputError`."""

    def __missing__(self, key: str) -> NoReturn:
        raise InputError(f"no extractor's output for page {key}: run  python -m training.extractors.outputs  first")


def extract_pages(
    pages: Iterable[RawPage], extractors: Sequence[str] = tuple(EXTRACTORS), cache: Path | None = OUTPUTS
) -> Iterator[tuple[RawPage, dict[str, Extraction]]]:
    """Run extractors over pages, or look up what they made of them before.

    Parameters
    ----------
    pages : iterable of RawPage
    extractors : sequence of str
        Names in :data:`training.extractors.extractors.EXTRACTORS`.
    cache : Path or None
        Folder of the cache; None runs every extractor anew and keeps nothing.

    Yields
    ------
    page : RawPage
    extractions : dict of str to Extraction
        By name of the extractor.
    """
    known = {name: read_extractions(name, cache) if cache else Extractions() for name in extractors}
    remaining = iter(pages)
    with _Worker() as worker:
        while batch := list(islice(remaining, BATCH)):
            for name in extractors:
                fresh = {
                    cache_key(page): worker.extract(EXTRACTORS[name], page)
                    for page in batch
                    if cache_key(page) not in known[name]
                }
                known[name].update(fresh)
                if cache:
                    _append(_cache_file(EXTRACTORS[name], cache), fresh)
            for page in batch:
                yield page, {name: known[name][cache_key(page)] for name in extractors}


def read_extractions(extractor: str, cache: Path = OUTPUTS) -> Extractions:
    """All cached outputs of the installed version of an extractor, by :func:`cache_key`."""
    path = _cache_file(EXTRACTORS[extractor], cache)
    if not path.exists():
        return Extractions()
    with open_input(path) as stream:
        records: Iterator[Any] = (parse_json(line) for _, line in numbered_lines(stream, str(path)))
        return Extractions(
            (record["key"], Extraction(record["text"], record["ms"], record["error"])) for record in records
        )


def cache_key(page: RawPage) -> str:
    """Identity of a page as extractors see it: its id and a digest of its HTML and language."""
    digest = hashlib.sha256(f"{page.lang}\0{page.html}".encode("utf-8", "surrogatepass")).hexdigest()
    return f"{page.id}:{digest[:16]}"


def _cache_file(extractor: Extractor, cache: Path) -> Path:
    return cache / f"{extractor.name}-{extractor.version}.jsonl.xz"


def _append(path: Path, extractions: dict[str, Extraction]) -> None:
    if not extractions:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = (dump_record({"key": key, **extraction._asdict()}) for key, extraction in extractions.items())
    # A whole xz stream in one write: streams may follow one another, and none is left half-written.
    with path.open("ab") as file:
        file.write(lzma.compress(b"".join(lines)))


class _Worker:
    """A process that runs extractors, replaced when a page takes it too long or kills it."""

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def extract(self, extractor: Extractor, page: RawPage) -> Extraction:
        start = time.perf_counter()
        try:
            self._connection.send((extractor.name, page.html, page.lang))
            if self._connection.poll(TIME_LIMIT):
                return Extraction(*self._connection.recv())
            error = "time limit"
        except (EOFError, OSError):
            error = "process died"
        log.warning("%s: %s on %s", extractor.name, error, page.id)
        self._stop()
        self._start()
        return Extraction("", (time.perf_counter() - start) * 1000, error)

    def _start(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, far_end = context.Pipe()
        self._process = context.Process(target=_serve, args=(far_end,), daemon=True)
        self._process.start()
        far_end.close()

    def _stop(self) -> None:
        self._process.kill()
        self._process.join()
        self._connection.close()


def _serve(connection: Connection) -> None:
    logging.disable(logging.CRITICAL)  # extractors report every oddity of a page
    for name in EXTRACTORS:
        _run(EXTRACTORS[name], "<p>Imports are not part of any page's time.</p>", "en")
    while True:
        try:
            name, html, lang = connection.recv()
        except EOFError:
            return
        connection.send(tuple(_run(EXTRACTORS[name], html, lang)))


def _run(extractor: Extractor, html: str, lang: str) -> Extraction:
    start = time.perf_counter()
    try:
        text, error = extractor.extract(html, lang), None
    except Exception as failure:  # whatever a tool raises on a page is its answer to that page
        text, error = None, f"{type(failure).__name__}: {failure}"[:200]
    ms = (time.perf_counter() - start) * 1000
    if not text and error is None:
        error = "found nothing"
    return Extraction(text or "", round(ms, 2), error)


def main() -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Run all extractors over the training pages, once.")
    parser.add_argument("--source", action="append", help="only this source (repeatable)")
    arguments = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    run_extractors(arguments.source)


def run_extractors(sources: Sequence[str] | None = None) -> None:
    """Fill the cache for the training pages, or some sources of them, and log how each extractor did."""
    milliseconds = dict.fromkeys(EXTRACTORS, 0.0)
    failures = dict.fromkeys(EXTRACTORS, 0)
    n_pages = 0
    for n_pages, (_, extractions) in enumerate(extract_pages(read_pages(sources=sources)), start=1):
        for name, extraction in extractions.items():
            milliseconds[name] += extraction.ms
            failures[name] += extraction.error is not None
        if n_pages % BATCH == 0:
            log.info("%d pages", n_pages)
    for name, extractor in EXTRACTORS.items():
        mean = milliseconds[name] / max(n_pages, 1)
        log.info("%s %s: %.1f ms a page, no text on %d of %d", name, extractor.version, mean, failures[name], n_pages)


if __name__ == "__main__":
    main()
