"""Tables of the benchmark."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from training.report.markdown import markdown_table

__all__ = ["speed_tables"]


def speed_tables(bench: Mapping[str, Any]) -> str:
    """The section ``bench`` of the figures as Markdown.

    Parameters
    ----------
    bench : mapping
        The fields of :class:`training.bench.report.Bench`.
    """
    parts = [
        *_page_tables(bench),
        *(_page_tables(bench["with_scripts"]) if "with_scripts" in bench else []),
        *(_load_tables(bench["load"]) if "load" in bench else []),
        markdown_table(["Text view", "rate"], [[name, f"{rate:,.1f}"] for name, rate in bench["text"].items()]),
        markdown_table(["Start", "ms"], [[name, f"{value:.0f}"] for name, value in bench["start"].items()]),
        markdown_table(["Stream", "MB at most"], [[name, f"{value:.0f}"] for name, value in bench["memory"].items()]),
        markdown_table(["Workers", "s"], [[f"--jobs {n}", f"{value:.1f}"] for n, value in bench["jobs"].items()]),
        _curve_table("What grows", bench["scaling"]),
        *([_curve_table("Pattern", _as_code(bench["patterns"]))] if "patterns" in bench else []),
    ]
    return "\n".join(parts)


def _page_tables(times: Mapping[str, Any]) -> list[str]:
    """What the fields of :class:`training.bench.report.PageTimes` say."""
    whole = times["stages"]["whole"]
    of_bbclf = {f"bbclf: {name}": value for name, value in times["stages"].items()}
    rows = [[name, f"{ms:.2f}", f"{ms / whole:.2f}"] for name, ms in (of_bbclf | dict(times["extractors"])).items()]
    return [f"Pages: {times['pages']}.\n", markdown_table(["HTML", "ms a page", "against bbclf whole"], rows)]


def _load_tables(load: Mapping[str, Mapping[str, float]]) -> list[str]:
    rows = [[name, f"{times['CPU']:.2f}", f"{times['wall']:.2f}"] for name, times in load.items()]
    return [markdown_table(["`OMP_NUM_THREADS` unset", "CPU ms a page", "wall-clock ms a page"], rows)]


def _curve_table(what: str, curves: Sequence[Mapping[str, Any]]) -> str:
    rows = [
        [curve["name"], f"{curve['sizes'][-1]:,}", f"{curve['seconds'][-1]:.2f}", f"{curve['slope']:.2f}"]
        for curve in curves
    ]
    return markdown_table([what, "to", "s", "log-log slope"], rows)


def _as_code(curves: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{**curve, "name": f"`{curve['name']}`"} for curve in curves]
