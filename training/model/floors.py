"""Quality floors: a model must not get worse on pages that every checkout has.

::

    python -m training.model.floors             exit 1 if a figure is below its floor, or if nothing was checked
    python -m training.model.floors --update    raise floors to the figures; lower none without --allow-regression

The pages are few and ours: ``data/demo.jsonl`` and ``data/golden``. The gate catches a model or a code change that
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
from bbclf.evaluate import evaluate
from bbclf.files import replacing
from bbclf.files.jsonl import dump_record
from bbclf.labels import BOILERPLATE
from bbclf.page import Page

__all__ = ["Floors", "compare", "digest", "main", "measure", "read_floors", "read_golden", "updated"]

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo.jsonl"
GOLDEN = ROOT / "data" / "golden"
FLOORS = ROOT / "data" / "floors.json"

METRICS = ("line_f1", "word_f1", "word_precision", "word_recall")
DIGITS = 3
"""Figures are cut to so many: another processor may round a probability otherwise, and flip no line for it."""


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


def main(arguments: Sequence[str] | None = None) -> int:
    """Command line of this module; 0 fine, 1 below a floor, 2 an error."""
    parser = argparse.ArgumentParser(description="Check a model against the pinned quality floors.")
    parser.add_argument("--model", help="model folder; the packaged model by default")
    parser.add_argument("--floors", type=Path, default=FLOORS, help="JSON file of the floors")
    parser.add_argument("--update", action="store_true", help="pin the figures as the new floors")
    parser.add_argument("--allow-regression", action="store_true", help="let --update lower a floor")
    options = parser.parse_args(arguments)
    try:
        return _run(options)
    except BbclfError as error:
        print(f"eval_gate: {error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    pages = [*read_dataset(DEMO), *read_golden()]
    data_sha256 = digest(pages)
    figures = measure(LineClassifier.load(options.model), pages)
    if options.update:
        old = read_floors(options.floors).figures if options.floors.exists() else {}
        new = updated(figures, old, allow_regression=options.allow_regression)
        content = {"data_sha256": data_sha256, "pages": len(pages), "figures": new}
        with replacing(options.floors) as file:
            file.write(json.dumps(content, indent=1).encode() + b"\n")
    problems = compare(figures, data_sha256, read_floors(options.floors))
    for problem in problems:
        print(f"eval_gate: {problem}", file=sys.stderr)
    if not problems:
        print(f"{len(figures)} figures on {len(pages)} pages, none below its floor")
    return int(bool(problems))


if __name__ == "__main__":
    sys.exit(main())
