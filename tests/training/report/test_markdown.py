"""The writer of Markdown tables."""

from __future__ import annotations

import pytest

from training.report.markdown import markdown_table, points


def test_numbers_are_aligned_right() -> None:
    assert markdown_table(["a", "b", "n"], [["x", "y", "1"]], n_text=2) == (
        "| a | b | n |\n| --- | --- | ---: |\n| x | y | 1 |\n"
    )


def test_a_row_of_another_length_is_refused() -> None:
    with pytest.raises(ValueError, match=r"expected 2 cells \(a, n\), got 1"):
        markdown_table(["a", "n"], [["x"]])


@pytest.mark.parametrize(("value", "shown"), [(0.9014, ".901"), (1.0, "1.000"), (0.0, ".000"), (-0.25, "-0.250")])
def test_points(value: float, shown: str) -> None:
    assert points(value) == shown
