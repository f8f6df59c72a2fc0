"""Install a fitted model: its folder, the figures, and the documents that show them."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from training.report.documents import Documents, document_texts, fill_documents
from training.report.figures import read_figures

__all__ = ["LEFT_OUT_SKIPPED", "install", "merged_figures"]

LEFT_OUT_SKIPPED = "skipped"
"""Key of the section ``left_out``: whether its figures are of an earlier model."""


def install(candidate: Path, sections: Mapping[str, Any], documents: Documents) -> None:
    """Put a model in the place of the shipped one, and write the figures and the documents anew.

    Parameters
    ----------
    candidate : Path
        A model folder that has passed its floors.
    sections : mapping
        Its figures; those of sections that are not among them stay as they were.
    documents : Documents
        What is written.

    Raises
    ------
    DatasetError
        A document names a figure that the model has none of; nothing has been written then.
    """
    figures = merged_figures(read_figures(documents.figures), sections)
    document_texts(documents, figures)  # what they cannot say is found before anything is replaced
    _replace_folder(candidate, documents.card.parent)
    fill_documents(documents, figures)


def merged_figures(before: Mapping[str, Any], sections: Mapping[str, Any]) -> dict[str, Any]:
    """New sections in place of old ones; where ``left_out`` was not measured, the old one says so."""
    figures = {**before, **json.loads(json.dumps(sections))}
    if "left_out" not in sections:
        figures["left_out"] = {**before.get("left_out", {"rows": []}), LEFT_OUT_SKIPPED: True}
    return figures


def _replace_folder(source: Path, target: Path) -> None:
    """Put a copy of a folder in the place of another, all of it or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as scratch:
        copy = Path(shutil.copytree(source, Path(scratch) / "new"))
        if target.exists():
            target.rename(Path(scratch) / "old")
        copy.rename(target)
