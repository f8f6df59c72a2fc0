"""Quality floors: a model must not get worse on pages that every checkout has.

::

    python -m training.model.floors             exit 1 if a figure is below its floor, or if nothing was checked
    python -m training.model.floors --update    raise floors to the figures; lower none without --allow-regression

The pages are few and ours: ``data/demo.jsonl`` and ``data/golden``. Floors catch a model or a change of the code that
breaks something, not a point of word F1 lost over the web; ``training.compare`` measures that.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage, read_dataset, to_record
from bbclf.errors import BbclfError, DatasetError
from bbclf.evaluation import evaluate
from bbclf.files import replacing
from bbclf.files.jsonl import dump_record
from bbclf.labels import BOILERPLATE
from bbclf.page import Page
from training import ROOT

__all__ = [
    "BelowFloorError",
    "Floors",
    "compare",
    "digest",
    "main",
    "measure",
    "read_floors",
    "read_golden",
    "require_floors",
    "updated",
]

DEMO = ROOT / "data" / "demo.jsonl"
GOLDEN = ROOT / "data" / "golden"
FLOORS = ROOT / "data" / "floors.json"

METRICS = ("line_f1", "word_f1", "word_precision", "word_recall")
DIGITS = 3
"""Figures are cut to so many: another processor may round a probability otherwise, and flip no line for it."""


class BelowFloorError(BbclfError):
    """A model is below a floor, or nothing was checked; the message has a line for each problem."""


class Floors(NamedTuple):
    """Pinned minima of figures, and the digest of the pages that they were measured on."""

    data_sha256: str
    figures: dict[str, float]


def read_golden(folder: Path = GOLDEN) -> Iterator[TrainingPage]:
    """The golden pages, as text that an extractor has left; lines labelled ``either`` weigh nothing."""
    for path in sorted(folder.glob("*.txt")):
        rows = path.with_suffix(".labels.tsv").read_text("utf-8").splitlines()[1:]
        labels = np.array([row.partition("\t")[0] for row in rows])
        page = Page.from_text(path.read_text("utf-8"), id=f"golden-{path.stem}", view="leftover")
        if [row.partition("\t")[2] for row in rows] != page.lines:
            raise DatasetError("the labels are not those of the page's lines", path=str(path))
        yield TrainingPage(
            page=page,
            is_boilerplate=labels == BOILERPLATE,
            weight=(labels != "either").astype(np.float32),
            lang=path.stem,
            source="golden",
        )


def digest(pages: Iterable[TrainingPage]) -> str:
    """sha256 of the pages, their labels and weights."""
    found = hashlib.sha256()
    for page in pages:
        found.update(dump_record(to_record(page)))
    return found.hexdigest()


def measure(classifier: LineClassifier, pages: Sequence[TrainingPage]) -> dict[str, float]:
    """Figures of a model, overall and by view: ``"html word_f1"`` to value, 0 to 1.

    Raises
    ------
    DatasetError
        There is no page.
    """
    slices = [part for part in evaluate(classifier, pages).slices if part.by in ("overall", "view")]
    unit = 10**DIGITS
    return {
        f"{part.name} {metric}": math.floor(getattr(part, metric) * unit + 1e-6) / unit
        for part in slices
        for metric in METRICS
    }


def read_floors(path: Path) -> Floors:
    """Read pinned floors.

    Raises
    ------
    DatasetError
        The file is missing, or is not what :func:`main` writes.
    """
    try:
        values = json.loads(path.read_bytes())
        floors = Floors(values["data_sha256"], dict(values["figures"]))
        for name, floor in floors.figures.items():
            if isinstance(floor, bool) or not isinstance(floor, int | float) or not 0 <= floor <= 1:
                raise ValueError(f"the floor of {name} must be a number from 0 to 1, got {floor!r}")
        return floors
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DatasetError(f"not readable as floors ({error}): make them with --update", path=str(path)) from None


def compare(figures: Mapping[str, float], data_sha256: str, floors: Floors) -> list[str]:
    """What is wrong, a line for each; nothing if every figure reaches its floor.

    Parameters
    ----------
    figures : mapping of str to float
        From :func:`measure`.
    data_sha256 : str
        Of the pages that they were measured on.
    floors : Floors
    """
    if not floors.figures:
        return ["nothing was checked: there is no floor; pin some with --update"]
    if data_sha256 != floors.data_sha256:
        return ["the pages are not those that the floors were measured on: look at the change, then --update"]
    problems = [
        f"{name} is {figures[name]:.3f}, below its floor {floor:.3f}"
        if name in figures
        else f"{name} has a floor and was not measured"
        for name, floor in floors.figures.items()
        if not figures.get(name, -1.0) >= floor  # not a number reaches no floor
    ]
    return problems + [f"{name} has no floor: pin it with --update" for name in figures if name not in floors.figures]


def updated(figures: Mapping[str, float], floors: Mapping[str, float], *, allow_regression: bool) -> dict[str, float]:
    """New floors: the figures, where they are no lower than the old floors.

    Raises
    ------
    DatasetError
        A floor would be lowered or dropped, and `allow_regression` is false.
    """
    lowered = {name: figures.get(name) for name, floor in floors.items() if not figures.get(name, -1.0) >= floor}
    if lowered and not allow_regression:
        changes = "; ".join(f"{name} {floors[name]:.3f} -> {figure}" for name, figure in lowered.items())
        raise DatasetError(f"floors would be lowered ({changes}): say --allow-regression if that is meant")
    return dict(figures)


def require_floors(model: Path | None, floors: Path = FLOORS) -> str:
    """Check a model against the floors.

    Parameters
    ----------
    model : Path or None
        A model folder; None is the packaged model.
    floors : Path
        JSON file of the floors.

    Returns
    -------
    str
        What was checked, in one line.

    Raises
    ------
    BelowFloorError
        A figure is below its floor, or something was not checked.
    """
    figures, data_sha256, n_pages = _measure_committed(model)
    problems = compare(figures, data_sha256, read_floors(floors))
    if problems:
        raise BelowFloorError("\n".join(f"floors: {problem}" for problem in problems))
    return f"{len(figures)} figures on {n_pages} pages, none below its floor"


def _measure_committed(model: Path | None) -> tuple[dict[str, float], str, int]:
    """Figures on the committed pages, the digest of these, and their number."""
    pages = [*read_dataset(DEMO), *read_golden()]
    return measure(LineClassifier.load(model), pages), digest(pages), len(pages)


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of this module; 0 fine, 1 below a floor, 2 an error."""
    parser = argparse.ArgumentParser(description="Check a model against the pinned quality floors.")
    parser.add_argument("--model", type=Path, help="model folder; the packaged model by default")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="JSON file of the floors")
    parser.add_argument("--update", action="store_true", help="pin the figures as the new floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    options = parser.parse_args(arguments)
    try:
        if options.update:
            _update(options.model, options.floors, allow_regression=options.allow_regression)
        print(require_floors(options.model, options.floors))
    except BelowFloorError as error:
        print(error, file=sys.stderr)
        return 1
    except BbclfError as error:
        print(f"floors: {error}", file=sys.stderr)
        return 2
    return 0


def _update(model: Path | None, path: Path, *, allow_regression: bool) -> None:
    figures, data_sha256, n_pages = _measure_committed(model)
    old = read_floors(path).figures if path.exists() else {}
    new = updated(figures, old, allow_regression=allow_regression)
    content = {"data_sha256": data_sha256, "pages": n_pages, "figures": new}
    with replacing(path) as file:
        file.write(json.dumps(content, indent=1).encode() + b"\n")


if __name__ == "__main__":
    sys.exit(main())
