"""What cleaning an extractor's output again gains, and whom it harms: ``python -m training.compare.leftovers``.

Word F1 against the full truth of what trafilatura, resiliparse and readability kept of the training pages, before and
after; bbclf out of fold, as ``training.model.make`` left it in ``.cache/oof``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

import numpy as np

from bbclf.fit.thresholds import HARM
from bbclf.metrics import word_f1
from training.compare.comparison import out_of_fold_system
from training.extractors.outputs import cache_key, read_extractions
from training.pages.labelling import CACHE
from training.pages.views import EXTRACTORS
from training.sources.lexicon import base_language
from training.sources.pages import RawPage, read_pages

__all__ = ["Row", "leftover_rows", "main", "summarise", "table"]

MIN_PAGES = 10
"""Languages with fewer pages have no row."""


class Row(NamedTuple):
    """Means of some pages; `harmed` is the share of those that lose more than :data:`HARM`."""

    name: str
    n_pages: int
    before: float
    after: float
    harmed: float


def main() -> None:
    """Print the table, by kind of source and by language."""
    print(table(leftover_rows(list(read_pages()))))


def leftover_rows(raws: Sequence[RawPage]) -> list[Row]:
    """For each of :data:`EXTRACTORS`, a row for each kind of source, then for each language."""
    rows: list[Row] = []
    for name in EXTRACTORS:
        scores = judge(name, raws)
        rows += summarise(name, scores, lambda raw: "wcxb" if raw.source == "wcxb" else "other sources")
        rows += summarise(name, scores, lambda raw: base_language(raw.lang))
    return rows


def judge(extractor: str, raws: Iterable[RawPage]) -> list[tuple[RawPage, float, float]]:
    """Word F1 before and after of each page of which the extractor kept something."""
    outputs = read_extractions(extractor)
    cleaned = out_of_fold_system(CACHE / "oof" / f"leftover-{extractor}.jsonl.xz")
    kept = ((raw, outputs[cache_key(raw)].text) for raw in raws)
    return [
        (raw, word_f1(text, raw.truth).f1, word_f1(cleaned(raw).text, raw.truth).f1)
        for raw, text in kept
        if text.strip()
    ]


def summarise(name: str, scores: Iterable[tuple[RawPage, float, float]], key: Callable[[RawPage], str]) -> list[Row]:
    """Means of each group of at least :data:`MIN_PAGES` pages, the largest first."""
    groups: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for raw, before, after in scores:
        groups[key(raw)].append((before, after))
    rows = []
    for group, pairs in sorted(groups.items(), key=lambda item: -len(item[1])):
        before, after = np.array(pairs).T
        harmed = float((after < before - HARM).mean())
        if len(pairs) >= MIN_PAGES:
            rows.append(Row(f"{name}, {group}", len(pairs), float(before.mean()), float(after.mean()), harmed))
    return rows


def table(rows: Iterable[Row]) -> str:
    """Rows as a Markdown table."""
    head = ["| output of | pages | before | after | harmed |", "| --- | ---: | ---: | ---: | ---: |"]
    body = [
        f"| {row.name} | {row.n_pages:,} | {_points(row.before)} | {_points(row.after)} | {row.harmed:.1%} |"
        for row in rows
    ]
    return "\n".join([*head, *body]) + "\n"


def _points(value: float) -> str:
    return f"{value:.4f}".removeprefix("0")


if __name__ == "__main__":
    main()
