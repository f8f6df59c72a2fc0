"""Charts as inline SVG: text in the page's own font and colour, so that they are light or dark with it.

Colours are classes (``index.css``), for the file's Content-Security-Policy allows no style in attributes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import NamedTuple

from bbclf.evaluation.bootstrap import Interval

__all__ = ["Axis", "Dot", "IntervalRow", "Series", "interval_chart", "line_chart"]

WIDTH, HEIGHT = 360, 250
LEFT, RIGHT, TOP, BOTTOM = 40, 350, 10, 208
"""Of a line chart and of the field that lines are drawn in, in units of its viewBox; text is 11 high."""

ROW = 18
NAME_END, FIELD_END = 62, 236
MAX_NAME = 9
"""Of an interval chart: where names end, where the field does, and the characters of a name that there is room for."""


class Axis(NamedTuple):
    """What is drawn along an edge, and the range that is shown; ticks are at tenths, of long ranges at fifths."""

    label: str
    low: float
    high: float

    def ticks(self) -> list[float]:
        """Values that are written at the edge."""
        step = 2 if self.high - self.low > 0.5 else 1
        return [tenth / 10 for tenth in range(round(self.low * 10), round(self.high * 10) + 1, step)]

    def place(self, value: float, start: float, end: float) -> float:
        """Where a value is between two coordinates."""
        share = (min(max(value, self.low), self.high) - self.low) / (self.high - self.low)
        return round(start + share * (end - start), 1)


class Dot(NamedTuple):
    """A point that is marked, and what is said of it under the mouse."""

    x: float
    y: float
    radius: float
    title: str


class Series(NamedTuple):
    """A line through points, and dots."""

    name: str
    points: Sequence[tuple[float, float]]
    dots: Sequence[Dot]


class IntervalRow(NamedTuple):
    """A mean with its interval; `note`, which should say the whole name, is said under the mouse."""

    name: str
    interval: Interval
    note: str


def line_chart(x: Axis, y: Axis, series: Sequence[Series], diagonal: bool = False) -> str:
    """Lines in a field with two axes, and a legend where there are several.

    Parameters
    ----------
    x, y : Axis
    series : sequence of Series
    diagonal : bool
        Draw where both values are the same.

    Returns
    -------
    str
        HTML.
    """
    parts = list(_grid(x, y))
    if diagonal:
        parts.append(f'<path class="grid" d="M{LEFT} {BOTTOM} L{RIGHT} {TOP}"/>')
    for number, one in enumerate(series):
        places = [(x.place(px, LEFT, RIGHT), y.place(py, BOTTOM, TOP)) for px, py in one.points]
        path = " ".join(f"{px:g},{py:g}" for px, py in places)
        parts.append(f'<polyline class="line-{number}" points="{path}"/>')
        for dot in one.dots:
            cx, cy = x.place(dot.x, LEFT, RIGHT), y.place(dot.y, BOTTOM, TOP)
            circle = f'<circle class="dot-{number}" cx="{cx:g}" cy="{cy:g}" r="{dot.radius:g}">'
            parts.append(f"{circle}<title>{escape(dot.title)}</title></circle>")
    names = "".join(f'<li class="key-{number}">{escape(one.name)}</li>' for number, one in enumerate(series))
    legend = f'<ul class="keys-of-chart">{names}</ul>\n' if len(series) > 1 else ""
    return _svg(f"{y.label} against {x.label}", HEIGHT, parts) + legend


def interval_chart(axis: Axis, rows: Sequence[IntervalRow]) -> str:
    """A dot with its interval for each row, and the figures beside them.

    Parameters
    ----------
    axis : Axis
    rows : sequence of IntervalRow

    Returns
    -------
    str
        HTML.
    """
    bottom = ROW * len(rows)
    parts = []
    for tick in axis.ticks():
        at = axis.place(tick, NAME_END + 8, FIELD_END)
        parts.append(f'<path class="grid" d="M{at:g} 0 V{bottom}"/>')
        parts.append(f'<text class="middle" x="{at:g}" y="{bottom + 14}">{tick:g}</text>')
    for number, row in enumerate(rows):
        mean, low, high = row.interval[:3]
        at, start, end = (axis.place(value, NAME_END + 8, FIELD_END) for value in (mean, low, high))
        y = ROW * number + ROW / 2
        name = row.name if len(row.name) <= MAX_NAME else f"{row.name[: MAX_NAME - 1]}…"
        between = f" ({low:.3f}–{high:.3f})" if row.interval.n_resampled > 1 else ""
        parts.append(
            f"<g><title>{escape(row.note)}</title>"
            f'<text class="end" x="{NAME_END}" y="{y + 4:g}">{escape(name)}</text>'
            f'<path class="line-0" d="M{start:g} {y:g} H{end:g}"/>'
            f'<circle class="dot-0" cx="{at:g}" cy="{y:g}" r="3.5"/>'
            f'<text x="{FIELD_END + 8}" y="{y + 4:g}">{mean:.3f}{between}</text></g>'
        )
    return _svg(axis.label, bottom + 20, parts)


def _grid(x: Axis, y: Axis) -> Iterator[str]:
    """Lines at the ticks of both axes, their values, and the names of the axes."""
    for tick in x.ticks():
        at = x.place(tick, LEFT, RIGHT)
        yield f'<path class="grid" d="M{at:g} {TOP} V{BOTTOM}"/>'
        yield f'<text class="middle" x="{at:g}" y="{BOTTOM + 15}">{tick:g}</text>'
    for tick in y.ticks():
        at = y.place(tick, BOTTOM, TOP)
        yield f'<path class="grid" d="M{LEFT} {at:g} H{RIGHT}"/>'
        yield f'<text class="end" x="{LEFT - 6}" y="{at + 4:g}">{tick:g}</text>'
    middle = (TOP + BOTTOM) / 2
    yield f'<text class="middle" x="{(LEFT + RIGHT) / 2:g}" y="{HEIGHT - 8}">{escape(x.label)}</text>'
    yield f'<text class="middle" transform="rotate(-90 11 {middle:g})" x="11" y="{middle:g}">{escape(y.label)}</text>'


def _svg(label: str, height: float, parts: Sequence[str]) -> str:
    inside = "\n".join(parts)
    return f'<svg role="img" aria-label="{escape(label)}" viewBox="0 0 {WIDTH} {height:g}">\n{inside}\n</svg>\n'
