"""bbclf beside other extractors on the same pages, in one run: word F1 whole and by slice, milliseconds a page.

    python -m training.compare --oof .cache/model/oof/html.jsonl.xz --out .cache/compare
    python -m training.compare --model models/default --pages unseen.jsonl --fresh --out .cache/unseen

On the training pages bbclf is judged by out-of-fold text alone; a model is run only on pages that it never saw. Pages
of which only a part of the main text is known are left out. Collections disagree on headlines: with
``--without-titles`` lines that repeat the title are taken out of every output and truth alike.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from bbclf.metrics import word_f1
from bbclf.page import Page
from training.compare.scores import PageScore, SystemScores, page_slices, summarise, to_markdown
from training.compare.titles import without_title
from training.extractors.extractors import EXTRACTORS
from training.extractors.outputs import OUTPUTS, extract_pages
from training.sources.pages import RawPage, read_page_file, read_pages

__all__ = ["Kept", "compare", "model_systems", "out_of_fold_system"]


class Kept(NamedTuple):
    """What a system kept of a page, and the milliseconds it took (None: not measured)."""

    text: str
    ms: float | None


System = Callable[[RawPage], Kept]


def compare(
    pages: Iterable[RawPage],
    systems: Mapping[str, System],
    extractors: Iterable[str] = tuple(EXTRACTORS),
    cache: Path | None = OUTPUTS,
    *,
    titles: bool = True,
) -> dict[str, SystemScores]:
    """Score systems and extractors on the same pages.

    Parameters
    ----------
    pages : iterable of RawPage
    systems : mapping of str to callable
        ``page -> Kept``, by name.
    extractors : iterable of str
        Names in :data:`training.extractors.extractors.EXTRACTORS`.
    cache : Path or None
        Where extractors' outputs are kept; None runs each anew, so that all times are of this run.
    titles : bool
        Whether lines that repeat the title count.

    Returns
    -------
    dict of str to SystemScores
        Systems first, then extractors.

    Raises
    ------
    InputError
        There are no pages, or a system knows nothing of one.
    """
    extractors = tuple(extractors)
    scores: dict[str, list[PageScore]] = {name: [] for name in (*systems, *extractors)}
    whole = (page for page in pages if not page.known_blocks)
    for page, extractions in extract_pages(whole, extractors, cache):
        slices = page_slices(page)
        kept = {name: system(page) for name, system in systems.items()}
        kept |= {name: Kept(extraction.text, extraction.ms) for name, extraction in extractions.items()}
        truth = page.truth if titles else without_title(page.truth, page.title)
        for name, (text, ms) in kept.items():
            judged = text if titles else without_title(text, page.title)
            scores[name].append(PageScore(slices, word_f1(judged, truth), ms, not text.strip()))
    if not any(scores.values()):
        raise InputError("no pages, or no system to compare")
    return {name: summarise(page_scores) for name, page_scores in scores.items()}


def out_of_fold_system(path: Path) -> System:
    """bbclf by out-of-fold texts: what a model that had not seen the site kept of each page.

    Parameters
    ----------
    path : Path
        JSONL of ``{"id", "text"}`` and, where it was measured, ``"ms"``.

    Returns
    -------
    callable
        Raises `InputError` for a page that the file does not have.
    """
    kept = dict(_read_kept(path))

    def look_up(page: RawPage) -> Kept:
        if page.id not in kept:
            raise InputError(f"no out-of-fold text for page {page.id}", path=str(path))
        return kept[page.id]

    return look_up


def model_systems(folder: Path | None) -> dict[str, System]:
    """bbclf as it is shipped, given a page's HTML, and given no more than its lines as text.

    Parameters
    ----------
    folder : Path or None
        A model folder; None is the packaged model.
    """
    from bbclf.classifier import LineClassifier

    classifier = LineClassifier.load(folder)

    def label_html(page: RawPage) -> Kept:
        start = time.perf_counter()
        text = classifier.label(Page.from_html(page.html)).text
        return Kept(text, (time.perf_counter() - start) * 1000)

    def label_text(page: RawPage) -> Kept:
        lines = "\n".join(Page.from_html(page.html).lines)
        start = time.perf_counter()
        text = classifier.label(Page.from_text(lines, view="text")).text
        return Kept(text, (time.perf_counter() - start) * 1000)

    return {"bbclf": label_html, "bbclf, text": label_text}


def _read_kept(path: Path) -> Iterator[tuple[str, Kept]]:
    with open_input(path) as stream:
        for number, line in numbered_lines(stream, str(path)):
            record = parse_json(line)
            if not isinstance(record, dict) or not {"id", "text"} <= record.keys():
                raise DatasetError('expected {"id", "text"}', path=str(path), line=number)
            yield record["id"], Kept(record["text"], record.get("ms"))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--pages", type=Path, action="append", help="JSONL with html and truth (repeatable)")
    which.add_argument("--source", action="append", help="only this training source (repeatable)")
    parser.add_argument("--oof", type=Path, action="append", default=[], help="out-of-fold text (repeatable)")
    parser.add_argument("--model", type=Path, help="a model folder, for pages that it never saw")
    parser.add_argument("--extractor", action="append", choices=EXTRACTORS, help="only this extractor (repeatable)")
    parser.add_argument("--fresh", action="store_true", help="run extractors anew: all times are of this run")
    parser.add_argument("--without-titles", action="store_true", help="lines that repeat the title do not count")
    parser.add_argument("--out", type=Path, required=True, help="writes OUT.md and OUT.json")
    arguments = parser.parse_args()
    if arguments.model and not arguments.pages:
        parser.error("--model needs --pages: the model may have seen the training pages, so use --oof for them")
    return arguments


def main() -> int:
    """Compare, write the tables, print the Markdown."""
    arguments = _arguments()
    systems = {f"bbclf, {path.name.partition('.')[0]}": out_of_fold_system(path) for path in arguments.oof}
    if arguments.model:
        systems |= model_systems(arguments.model)
    pages: Iterable[RawPage] = read_pages(sources=arguments.source)
    if arguments.pages:
        pages = chain.from_iterable(map(read_page_file, arguments.pages))
    cache = None if arguments.fresh else OUTPUTS
    titles = not arguments.without_titles
    scores = compare(pages, systems, arguments.extractor or EXTRACTORS, cache, titles=titles)
    _write(scores, arguments.out)
    return 0


def _write(scores: Mapping[str, SystemScores], out: Path) -> None:
    markdown = to_markdown(scores)
    versions = {name: EXTRACTORS[name].version for name in scores if name in EXTRACTORS}
    record = {"systems": {name: _plain(system) for name, system in scores.items()}, "versions": versions}
    out.parent.mkdir(parents=True, exist_ok=True)
    Path(f"{out}.md").write_text(markdown, encoding="utf-8")
    Path(f"{out}.json").write_text(json.dumps(record, ensure_ascii=False, indent=1), encoding="utf-8")
    print(markdown)


def _plain(system: SystemScores) -> dict[str, object]:
    by = {name: {value: mean._asdict() for value, mean in groups.items()} for name, groups in system.by.items()}
    return {**system._asdict(), "whole": system.whole._asdict(), "by": by}
