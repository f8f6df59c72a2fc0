"""Lines that repeat the title."""

from __future__ import annotations

from training.compare.titles import without_title

TITLE = "Rain in the valley - The Courier"


def test_lines_that_repeat_the_title_are_taken_out() -> None:
    text = "Rain in the valley\nIt rained all night.\n\nRAIN IN THE VALLEY"
    assert without_title(text, TITLE) == "It rained all night."


def test_other_texts_stay_as_they_are() -> None:
    assert without_title("It rained.\n\nBy the sea", TITLE) == "It rained.\n\nBy the sea"
    assert without_title("", TITLE) == ""
