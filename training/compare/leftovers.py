"""What cleaning an extractor's output again gains, and which pages it harms: ``python -m training.compare.leftovers``.

Word F1 against the full truth of what trafilatura, resiliparse and readability kept of the training pages, before and
after; bbclf out of fold, as ``make model`` left it in ``.cache/model/oof``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bbclf.metrics import HARM, word_f1
from training import CACHE
from training.compare.comparison import out_of_fold_system
from training.compare.titles import without_title
from training.extractors.outputs import cache_key, read_extractions
from training.pages.leftover import CLEANED_EXTRACTORS
from training.report.tables import leftover_table
from training.sources.lexicon import base_language
from training.sources.pages import RawPage, read_pages

__all__ = ["CleanedRows", "Row", "cleaned_rows", "main", "summarise"]

MIN_PAGES = 10
"""Languages with fewer pages have no row."""


class Row(NamedTuple):
    """Means of some pages; `harmed` is the share of those that lose more than :data:`HARM`."""

    name: str
    pages: int
    before: float
    after: float
    harmed: float


class CleanedRows(NamedTuple):
    """Rows by kind of source, and by language, of all extractors."""

    by_kind: list[Row]
    by_language: list[Row]


def main() -> None:
    """Print the table, by kind of source and by language."""
    rows = cleaned_rows(list(read_pages()), CACHE / "model" / "oof")
    print(leftover_table([row._asdict() for row in (*rows.by_kind, *rows.by_language)]))


def cleaned_rows(raws: Sequence[RawPage], out_of_fold: Path) -> CleanedRows:
    """Word F1 of each of :data:`CLEANED_EXTRACTORS` before and after.

    Parameters
    ----------
    raws : sequence of RawPage
    out_of_fold : Path
        Folder of texts that ``training.model.out_of_fold`` wrote.
    """
    rows = CleanedRows([], [])
    for name in CLEANED_EXTRACTORS:
        scores = judge(name, raws, out_of_fold)
        rows.by_kind.extend(
            summarise(name, scores, lambda raw: "wcxb" if raw.source == "wcxb" else "other sources", min_pages=1)
        )
        rows.by_language.extend(summarise(name, scores, lambda raw: base_language(raw.lang)))
    return rows


def judge(extractor: str, raws: Iterable[RawPage], out_of_fold: Path) -> list[tuple[RawPage, float, float]]:
    """Word F1 before and after of each page of which the extractor kept something, without lines that repeat the title.

    Pages of which only a part of the main text is known are left out.
    """
    outputs = read_extractions(extractor)
    cleaned = out_of_fold_system(out_of_fold / f"leftover-{extractor}.jsonl.xz")
    kept = ((raw, outputs[cache_key(raw)].text) for raw in raws)
    return [
        (raw, _f1_without_title(text, raw), _f1_without_title(cleaned(raw).text, raw))
        for raw, text in kept
        if text.strip() and not raw.known_blocks
    ]


def _f1_without_title(text: str, raw: RawPage) -> float:
    return word_f1(without_title(text, raw.title), without_title(raw.truth, raw.title)).f1


def summarise(
    name: str,
    scores: Iterable[tuple[RawPage, float, float]],
    key: Callable[[RawPage], str],
    min_pages: int = MIN_PAGES,
) -> list[Row]:
    """Means of each group of at least `min_pages` pages, the largest first."""
    groups: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for raw, before, after in scores:
        groups[key(raw)].append((before, after))
    rows = []
    for group, pairs in sorted(groups.items(), key=lambda item: -len(item[1])):
        before, after = np.array(pairs).T
        harmed = float((after < before - HARM).mean())
        if len(pairs) >= min_pages:
            rows.append(Row(f"{name}, {group}", len(pairs), float(before.mean()), float(after.mean()), harmed))
    return rows


if __name__ == "__main__":
    main()
