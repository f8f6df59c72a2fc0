"""Figures of the shipped model beside extractors, from its out-of-fold texts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.compare.comparison import Kept, compare, out_of_fold_system
from training.compare.leftovers import Row, cleaned_rows
from training.compare.scores import SLICES, SystemScores
from training.extractors.extractors import EXTRACTORS
from training.pages.text import block_walk
from training.report.figures import write_figures
from training.sources.pages import RawPage, read_pages

__all__ = ["compare_out_of_fold", "slice_rows"]


def compare_out_of_fold(out_of_fold: Path, out: Path) -> None:
    """Compare on all training pages: the sections ``versions``, ``compare``, ``with_titles`` and ``leftover``.

    ``compare`` is without lines that repeat the title, ``with_titles`` with them.

    Parameters
    ----------
    out_of_fold : Path
        Folder of texts that ``training.model.out_of_fold`` wrote.
    out : Path
        JSON file to write.
    """
    raws = list(read_pages())
    systems = {name: out_of_fold_system(out_of_fold / f"{name}.jsonl.xz") for name in ("html", "text")}
    systems["keep_all"] = keep_all
    scores = compare(raws, systems, titles=False)
    with_titles = compare(raws, systems)
    rows = cleaned_rows(raws, out_of_fold)
    sections = {
        "versions": {name: extractor.version for name, extractor in EXTRACTORS.items()},
        "compare": {name: slice_rows(scores, name) for name in SLICES},
        "with_titles": {name: slice_rows(with_titles, name) for name in SLICES},
        "leftover": {"kinds": [row._asdict() for row in rows.by_kind], "losses": losses(rows.by_language)},
    }
    write_figures(sections, out)


def keep_all(raw: RawPage) -> Kept:
    """Every line of a page."""
    return Kept(block_walk(raw.html), None)


def slice_rows(scores: Mapping[str, SystemScores], slice_: str) -> list[dict[str, Any]]:
    """Word F1 of each system by the values of a slice.

    Parameters
    ----------
    scores : mapping of str to SystemScores
        On the same pages.
    slice_ : {"source", "page_type", "lang"}

    Returns
    -------
    list of dict
        ``name``, ``pages`` and a word F1 for each system; that of most pages first, and at last one named ``all``.
    """
    whole = next(iter(scores.values()))
    rows = [
        {"name": value, "pages": mean.n_pages, **{name: system.by[slice_][value].f1 for name, system in scores.items()}}
        for value, mean in whole.by[slice_].items()
    ]
    every = {"name": "all", "pages": whole.whole.n_pages}
    return [*rows, {**every, **{name: system.whole.f1 for name, system in scores.items()}}]


def losses(rows: list[Row]) -> list[dict[str, Any]]:
    """Languages in which cleaning again loses word F1, and how much."""
    return [{"name": row.name, "lost": row.before - row.after} for row in rows if row.after < row.before]
