"""Pages of growing size: what pages are made of, and what once cost a parser the square of its number."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

__all__ = ["PATTERNS", "SERIES", "Series"]

MANY = 160_000
"""Largest number of each pattern."""


class Series(NamedTuple):
    """Pages of which one part grows.

    Attributes
    ----------
    name : str
        What grows.
    is_html : bool
    greatest : int
        Its largest number.
    make : callable
        The page with so many.
    """

    name: str
    is_html: bool
    greatest: int
    make: Callable[[int], str]


def _numbered(pattern: str, n: int) -> str:
    return "".join(pattern.format(number) for number in range(n))


def _repeated(pattern: str, n: int) -> str:
    return pattern * n


def _short_lines(n: int) -> str:
    return "\n".join(f"line {i % 1000}" for i in range(n))


def _one_line(n: int) -> str:
    return "some words that go on, " * (n // 23)


def _nested(n: int) -> str:
    return "<div>" * n + "text" + "</div>" * n


def _one_tag(pattern: str, n: int) -> str:
    return f"<div {_numbered(pattern, n)}>text</div>"


_MAKERS: dict[str, Callable[[int], str]] = {
    "<!-- --!><div>": partial(_repeated, "<!-- --!><div>text"),
    "<svg><div>": partial(_repeated, "<svg><div>text"),
    "<svg><g><div>": partial(_repeated, "<svg><g></g><div>text"),
    "<math><mi><div>": partial(_repeated, "<math><mi><div>text"),
    "<div a='</div>'>": partial(_repeated, "<div a='</div>'>text"),
    "<rt>x": partial(_repeated, "<rt>x"),
    "<ruby><rt>x": partial(_repeated, "<ruby>x<rt>x"),
    "<optgroup>": partial(_repeated, "<optgroup>text"),
    "<select><optgroup>": partial(_repeated, "<select><optgroup><option>text"),
    "<html a1><html a2>": partial(_numbered, "<html a{}>"),
    "<body a1><body a2>": partial(_numbered, "<body a{}>"),
    "<p a1><p a2>": partial(_numbered, "<p a{}>text"),
    "<t1><t2>": partial(_numbered, "<t{}>text"),
    "<div a1 a2>": partial(_one_tag, "a{} "),
    "<div a1='>' a2='>'>": partial(_one_tag, "a{}='>' "),
    "<b a=1>": partial(_repeated, "<b a=1>text"),
    "<table><tr><td>": partial(_repeated, "<table><tr><td>text"),
    "<noscript>": partial(_repeated, "<noscript><p>text</noscript>"),
    "<span hidden>": partial(_repeated, "<span hidden>text"),
    "<x-a>": partial(_repeated, "<x-a>text"),
}

SERIES = (
    Series("short lines", False, 1_000_000, _short_lines),
    Series("characters of one line", False, 10_000_000, _one_line),
    Series("nested elements", True, MANY, _nested),
    Series("sibling elements", True, MANY, partial(_repeated, "<p>some text</p>\n")),
)
"""What pages are made of."""

PATTERNS = tuple(Series(name, True, MANY, make) for name, make in _MAKERS.items())
"""What once cost the square of its number, or costs it without limits (:mod:`bbclf.html.guards`)."""
