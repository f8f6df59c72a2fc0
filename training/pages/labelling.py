"""Training pages to labelled pages, in every view."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Sequence
from pathlib import Path

import joblib
import numpy as np

import bbclf
from bbclf.align import align
from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.sources.pages import RawPage
from training.sources.phrase_table import read_phrase_table

__all__ = ["CACHE", "LEFT_OUT", "MIN_COVERAGE", "PARAMS", "label_page", "labelled", "read_phrase_table"]

CACHE = Path(os.environ.get("BBCLF_CACHE", Path(__file__).resolve().parents[2] / ".cache"))

PARAMS = Path(__file__).parents[1] / "model" / "params.toml"
"""Parameters of the shipped model."""

LEFT_OUT = Path(__file__).parents[1] / "compare" / "left_out.json"
"""How models did on languages and sources left out of their training, by ``training.compare.left_out``; in the
repository, since the model card shows it."""

MIN_COVERAGE = 0.5
"""Share of the truth that must be found on a page; below, the page is not the one that was judged."""


def label_page(raw: RawPage, page: Page, min_coverage: float = MIN_COVERAGE) -> TrainingPage:
    """Label a page by its truth; all weights are 0 where the truth is not on the page."""
    labels = align(page.lines, raw.truth)
    weight = labels.weight if labels.coverage >= min_coverage else np.zeros_like(labels.weight)
    return TrainingPage(
        page=page,
        is_boilerplate=labels.is_boilerplate,
        weight=weight,
        lang=raw.lang,
        site=raw.site,
        source=raw.source,
    )


def labelled(raws: Sequence[RawPage], make: Callable[[RawPage], TrainingPage], name: str) -> list[TrainingPage]:
    """Label all pages with two processes, once: the result is cached until the code that makes it changes."""
    path = CACHE / f"labelled-{name}-{_code_digest()}.joblib"
    if path.exists():
        return list(joblib.load(path))
    pages = joblib.Parallel(n_jobs=2, batch_size=16)(joblib.delayed(make)(raw) for raw in raws)
    path.parent.mkdir(parents=True, exist_ok=True)
    joblib.dump(pages, path, compress=1)
    return list(pages)


def _code_digest() -> str:
    """Digest of what turns a training page into a labelled page."""
    package, here = Path(bbclf.__file__).parent, Path(__file__).parent
    rooms = ("html", "text", "charset", "chars", "tokens", "page", "align")
    sources = [path for room in rooms for path in sorted(package.glob(f"{room}*/*.py"))]
    sources += [path for room in rooms for path in package.glob(f"{room}.py")]
    sources += [
        here / f"{module}.py"
        for module in ("views", "build", "makers", "walk", "leftovers", "short_codes", "inventions")
    ]
    return hashlib.sha256(b"".join(source.read_bytes() for source in sources)).hexdigest()[:12]
