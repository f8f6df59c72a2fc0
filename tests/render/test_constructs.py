"""Fences, tables and nested lists are kept or left out as wholes."""

from __future__ import annotations

import pytest

from bbclf import Page
from tests.support.labelled import labelled


def kept(text: str) -> str:
    """The text without the lines that hold an x, which are boilerplate."""
    page = Page.from_text(text)
    return labelled(page, *(0.9 if "x" in line else 0.1 for line in page.lines)).text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```x\na\n\n  b\n```\nc", "```x\na\n\n  b\n```\nc"),
        ("~~~\na\n~~~ x\n~~~~x\n~~~\nx", "~~~\na\n~~~"),
        ("a\n```\nx\nx\n```\nb", "a\nb"),
        ("```\nx\na\nx\n```", "```\na\n```"),
        ("```\n```\na", "```\n```\na"),
        ("```x\n```\na", "a"),
        ("a\n```x\nb", "a\nb"),  # never closed: a line like any other
        ("a ```x``` b\n```x``` c\nd", "d"),
        ("```\n| x |\n|--|\n- a\n    x\n```", "```\n|--|\n- a\n```"),  # code, no table
    ],
)
def test_fences(text: str, expected: str) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| x | b |\n|---|:-:|\n| 1 | 2 |", "| x | b |\n|---|:-:|\n| 1 | 2 |"),
        ("a | b\n--|x-\n1 | 2", "a | b\n1 | 2"),  # no separator, no table
        ("|a|b|\n|-|-|\n|x|x|\n\nc", "c"),
        ("|a|b|\n|-|-|\n|x|1|\n|2|3|", "|a|b|\n|-|-|\n|2|3|"),
        ("|x|\n|-|\n\n|a|", "|a|"),
        ("a\n---\nb", "a\n---\nb"),
    ],
)
def test_tables(text: str, expected: str) -> None:
    assert kept(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- x\n    - a\n- x", "- x\n    - a"),
        ("- x\n    - x\n        - a", "- x\n    - x\n        - a"),
        ("1. x\n   a\n2. x", "1. x\n   a"),
        ("- x\n\t- a\n\t- x", "- x\n\t- a"),
        ("- x\n- a", "- a"),
        ("x\n    a", "    a"),
    ],
)
def test_nested_lists(text: str, expected: str) -> None:
    assert kept(text) == expected
