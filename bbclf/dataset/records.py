"""Labelled pages to the objects that a dataset holds."""

from __future__ import annotations

from typing import Any

from bbclf.dataset.page import TrainingPage
from bbclf.errors import DatasetError
from bbclf.labels import BOILERPLATE, CONTENT

__all__ = ["to_record"]


def to_record(training_page: TrainingPage) -> dict[str, Any]:
    """The JSON object of one labelled page; :func:`parse_record` reads it back.

    Raises
    ------
    DatasetError
        A page of the ``html`` view has no `html`.
    """
    page = training_page.page
    record: dict[str, Any] = {
        "id": page.id,
        "url": page.url,
        "lang": training_page.lang,
        "site": training_page.site,
        "source": training_page.source,
        "view": page.view,
    }
    record = {name: value for name, value in record.items() if value is not None}
    if page.view == "html":
        if training_page.html is None:
            raise DatasetError(f"page {page.id!r} of view 'html' has no html to write: set TrainingPage.html")
        record["html"] = training_page.html
    reviewed = training_page.reviewed
    record["lines"] = [
        _line_record(text, noise, weight, gap, is_reviewed)
        for text, noise, weight, gap, is_reviewed in zip(
            page.lines,
            training_page.is_boilerplate.tolist(),
            training_page.weight.tolist(),
            page.gaps.tolist(),
            [False] * len(page) if reviewed is None else reviewed.tolist(),
            strict=True,
        )
    ]
    return record


def _line_record(text: str, noise: bool, weight: float, gap: int, is_reviewed: bool) -> dict[str, Any]:
    line: dict[str, Any] = {"text": text, "label": BOILERPLATE if noise else CONTENT}
    if weight != 1.0:
        line["weight"] = weight
    if gap:
        line["gap"] = gap
    if is_reviewed:
        line["reviewed"] = True
    return line
