"""Recorded probabilities of the demo pages: ``python -m tests.support.snapshots`` (``make snapshots``) renews them."""

from __future__ import annotations

import json
from typing import Any

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from tests.support.run import ROOT

__all__ = ["SNAPSHOTS", "demo_pages", "record"]

SNAPSHOTS = ROOT / "tests" / "quality" / "snapshots.json"
DIGITS = 7
"""After the point: processors round the last ones of a float32 otherwise."""


def demo_pages() -> dict[str, Page]:
    """The pages of ``data/demo`` by file name."""
    pages = {}
    for path in sorted((ROOT / "data" / "demo").iterdir()):
        if path.suffix in (".txt", ".html"):
            html = path.suffix == ".html"
            pages[path.name] = Page.from_html(path.read_bytes()) if html else Page.from_text(path.read_text("utf-8"))
    return pages


def record(classifier: LineClassifier) -> dict[str, Any]:
    """The model's version, and p_boilerplate of every line of every demo page."""
    pages = {
        name: [round(float(p), DIGITS) for p in classifier.label(page).p_boilerplate]
        for name, page in demo_pages().items()
    }
    return {"model": classifier.model.version, "pages": pages}


if __name__ == "__main__":
    SNAPSHOTS.write_text(json.dumps(record(LineClassifier.load()), indent=1) + "\n", "utf-8")
    print(f"wrote {SNAPSHOTS}")
