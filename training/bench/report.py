"""What the benchmark measured, and its plots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from training.bench.scaling import Curve

__all__ = ["Bench", "PageTimes", "to_section", "write_plots"]


class PageTimes(NamedTuple):
    """Milliseconds a page.

    Attributes
    ----------
    pages : str
        Which pages were read.
    stages, extractors : mapping of str to float
    """

    pages: str
    stages: Mapping[str, float]
    extractors: Mapping[str, float]


class Bench(NamedTuple):
    """What a run has measured.

    Attributes
    ----------
    pages : str
        Which pages bbclf and the extractors read.
    stages, extractors : mapping of str to float
        Milliseconds a page.
    text, start, memory : mapping of str to float
    jobs : mapping of str to float
        Seconds by number of workers, with one and with two.
    scaling, patterns : sequence of Curve
    with_scripts : PageTimes
        Of pages with their scripts.
    load : mapping of str to mapping of str to float
        Milliseconds of ``CPU`` and ``wall`` a page, alone and beside busy processes.
    """

    pages: str
    stages: Mapping[str, float]
    extractors: Mapping[str, float]
    text: Mapping[str, float]
    start: Mapping[str, float]
    memory: Mapping[str, float]
    jobs: Mapping[str, float]
    scaling: Sequence[Curve]
    patterns: Sequence[Curve]
    with_scripts: PageTimes
    load: Mapping[str, Mapping[str, float]]


def to_section(bench: Bench) -> dict[str, Any]:
    """The section ``bench`` of the figures: what was measured, and the ratios that prose tells."""
    whole = bench.stages["whole"]
    one, two = bench.jobs.values()
    ratios = {name: ms / whole for name, ms in bench.extractors.items()} | {"two workers": one / two}
    curves = {name: [curve._asdict() for curve in getattr(bench, name)] for name in ("scaling", "patterns")}
    return {**bench._asdict(), **curves, "with_scripts": bench.with_scripts._asdict(), "ratios": ratios}


def write_plots(bench: Bench, folder: Path) -> None:
    """Write ``stages.png`` and ``scaling.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    _plot(bench, folder)


def _plot(bench: Bench, folder: Path) -> None:
    import matplotlib.pyplot as plt  # only who plots needs it

    times = {"bbclf": bench.stages["whole"]} | dict(bench.extractors)
    plot, axes = plt.subplots(figsize=(7, 3), layout="constrained")
    bars = axes.barh(list(times), list(times.values()))
    axes.bar_label(bars, fmt="%.1f", padding=3)
    axes.invert_yaxis()
    axes.set_xlabel("milliseconds a page of HTML")
    _save(plot, folder / "stages.png")
    plot, axes = plt.subplots(figsize=(7, 4), layout="constrained")
    for curve in bench.scaling:
        axes.loglog(curve.sizes, curve.seconds, marker="o", label=f"{curve.name}: slope {curve.slope:.2f}")
    axes.set_xlabel("size")
    axes.set_ylabel("seconds")
    axes.legend()
    _save(plot, folder / "scaling.png")


def _save(plot: Any, path: Path) -> None:
    import matplotlib.pyplot as plt

    plot.savefig(path, dpi=120)
    plt.close(plot)
