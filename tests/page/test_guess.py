"""A page of many short lines is a whole page's text; few lines, or long ones, are what an extractor left."""

from __future__ import annotations

import pytest

from bbclf.page import guess_text_view

PARAGRAPH = "one two three four five six seven eight nine ten eleven"
MENU = "one two three"
CHINESE = "昨天夜里北方下了三个小时的大雨许多道路被淹"  # 21 characters, 12.6 words


@pytest.mark.parametrize(
    ("lines", "view"),
    [
        ([], "text"),
        ([MENU] * 9 + [PARAGRAPH], "leftover"),  # short, and one line in ten is a paragraph
        ([MENU] * 10 + [PARAGRAPH], "text"),
        ([MENU] * 9 + [CHINESE], "leftover"),
        ([MENU] * 36 + [PARAGRAPH] * 24, "leftover"),
        ([MENU] * 37 + [PARAGRAPH] * 24, "text"),  # 61 lines, 39% of them paragraphs
        ([MENU] * 60 + [PARAGRAPH] * 40, "leftover"),
    ],
)
def test_guess(lines: list[str], view: str) -> None:
    assert guess_text_view(lines) == view
