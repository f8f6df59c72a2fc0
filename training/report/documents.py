"""The documents that show figures, and how they are written from the file of figures."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training import ROOT
from training.report.card import model_card
from training.report.figures import rounded, write_figures
from training.report.fill import fill
from training.report.speed import speed_tables
from training.report.tables import (
    adapted_table,
    left_out_table,
    leftover_table,
    loss_table,
    site_mode_table,
    summary_table,
    system_table,
)  # fmt: skip
from training.report.views import favor_table, language_table, script_table, threshold_table, view_table

__all__ = ["Documents", "document_texts", "fill_documents"]


class Documents:
    """Where the figures and the documents of a checkout are.

    Parameters
    ----------
    root : Path
        The checkout.
    """

    def __init__(self, root: Path = ROOT) -> None:
        self.figures = root / "docs" / "figures.json"
        self.card = root / "models" / "default" / "MODEL_CARD.md"
        self.filled = [path for path in (root / "README.md", *sorted((root / "docs").rglob("*.md"))) if path.exists()]


def tables(figures: Mapping[str, Any]) -> dict[str, str]:
    """The tables that documents may show, by name."""
    compare, leftover = figures["compare"], figures["leftover"]
    return {
        "views": view_table(figures["views"]),
        "favor": favor_table(figures["views"]),
        "thresholds": threshold_table(figures["views"]),
        "languages_html": language_table(figures["views"]["html"]["groups"]["language"]),
        "languages_text": language_table(figures["views"]["text"]["groups"]["language"]),
        "scripts": script_table(figures["views"]),
        "summary": summary_table(compare["source"]),
        **{slice_: system_table(compare, slice_) for slice_ in ("source", "page_type", "lang")},
        "leftover": leftover_table(leftover["kinds"]),
        "losses": loss_table(leftover["losses"]),
        "left_out": left_out_table(figures["left_out"]["rows"]),
        "speed": speed_tables(figures["bench"]),
        "site_mode": site_mode_table(figures["site_mode"]["rows"]),
        **({"adapted": adapted_table(figures["adapted"]["rows"])} if "adapted" in figures else {}),
    }


def document_texts(documents: Documents, figures: Mapping[str, Any]) -> dict[Path, str]:
    """What each document should say, by its path.

    Parameters
    ----------
    documents : Documents
    figures : mapping

    Raises
    ------
    DatasetError
        A document names a figure or a table that there is none of.
    """
    shown = tables(figures)
    texts = {path: fill(path.read_text("utf-8"), figures, shown) for path in documents.filled}
    return {**texts, documents.card: model_card(figures)}


def fill_documents(documents: Documents, figures: Mapping[str, Any]) -> None:
    """Write the documents and the file of figures, once every text is known; `DatasetError` as above."""
    figures = rounded(figures)
    texts = document_texts(documents, figures)
    write_figures(figures, documents.figures)
    for path, text in texts.items():
        path.write_text(text, "utf-8")
