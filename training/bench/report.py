"""Figures as Markdown, JSON and plots."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.bench.scaling import Curve

__all__ = ["Figures", "to_markdown", "write_report"]


class Figures(NamedTuple):
    """What a run has measured.

    Attributes
    ----------
    pages : str
        Which pages bbclf and its peers read.
    stages, peers : mapping of str to float
        Milliseconds a page.
    text, start, memory, jobs : mapping of str to float
    scaling : sequence of Curve
    """

    pages: str
    stages: Mapping[str, float]
    peers: Mapping[str, float]
    text: Mapping[str, float]
    start: Mapping[str, float]
    memory: Mapping[str, float]
    jobs: Mapping[str, float]
    scaling: Sequence[Curve]


def write_report(figures: Figures, folder: Path) -> None:
    """Write ``bench.md``, ``bench.json``, ``stages.png`` and ``scaling.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    record = figures._asdict() | {"scaling": [curve._asdict() for curve in figures.scaling]}
    (folder / "bench.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    (folder / "bench.md").write_text(to_markdown(figures), encoding="utf-8")
    _plot(figures, folder)


def to_markdown(figures: Figures) -> str:
    """The figures as tables."""
    whole = figures.stages["whole"]
    times = {f"bbclf: {name}": value for name, value in figures.stages.items()} | dict(figures.peers)
    parts = [
        f"Pages: {figures.pages}.\n",
        _table(
            ("HTML", "ms a page", "against bbclf whole"),
            [(n, f"{t:.2f}", f"{t / whole:.2f}") for n, t in times.items()],
        ),
        _table(("Text view", "rate"), [(name, f"{rate:,.1f}") for name, rate in figures.text.items()]),
        _table(("Start", "ms"), [(name, f"{value:.0f}") for name, value in figures.start.items()]),
        _table(("Stream", "MB at most"), [(name, f"{value:.0f}") for name, value in figures.memory.items()]),
        _table(("Workers", "s"), [(name, f"{value:.1f}") for name, value in figures.jobs.items()]),
        _table(
            ("What grows", "to", "s", "log-log slope"),
            [(c.name, f"{c.sizes[-1]:,}", f"{c.seconds[-1]:.2f}", f"{c.slope:.2f}") for c in figures.scaling],
        ),
    ]
    return "\n".join(parts)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def _plot(figures: Figures, folder: Path) -> None:
    import matplotlib.pyplot as plt  # only who plots needs it

    times = {"bbclf": figures.stages["whole"]} | dict(figures.peers)
    plot, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    bars = axes.barh(list(times), list(times.values()))
    axes.bar_label(bars, fmt="%.1f", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds a page of HTML")
    _save(plot, folder / "stages.png")
    plot, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    for curve in figures.scaling:
        axes.loglog(curve.sizes, curve.seconds, marker="o", label=f"{curve.name}: slope {curve.slope:.2f}")
    axes.set_xlabel("size")
    axes.set_ylabel("seconds")
    axes.legend()
    _save(plot, folder / "scaling.png")


def _save(plot: Any, path: Path) -> None:
    import matplotlib.pyplot as plt

    plot.savefig(path, dpi=120)
    plt.close(plot)
