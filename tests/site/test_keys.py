"""What is the same line, the same label and the same place."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from bbclf.page import Page
from bbclf.site.keys import page_keys
from tests.support.run import ROOT


def keys(*lines: str) -> list[int]:
    return page_keys(Page.from_text("\n".join(lines), view="text")).lines


def test_case_space_and_numbers_do_not_count() -> None:
    first, *others = keys("5 comments", "12  COMMENTS", "1234 comments")
    assert set(others) == {first}
    assert len(set(keys("5 comments", "five comments", "comments", "5, comments", "»"))) == 5


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Read more: rain in the north", "read more"),
        ("للمزيد: أمطار في الشمال", "للمزيد"),
        ("- News | The Paper", "News"),
        ("https://example.org/a", None),
        ("It rained all night.", None),
        (": rain", None),
        ("This is far too long to be the label of anything: rain", None),
    ],
)
def test_label(line: str, label: str | None) -> None:
    found, expected = (page_keys(Page.from_text(text, view="text")) for text in (line, label or "none"))
    assert found.labels == [None if label is None else expected.lines[0]]


def test_place() -> None:
    html = "<div id=post-{0} class='entry item-{0}'><p>Rain</p><b>Rain</b><p>Sun</p></div><p>Rain</p>"
    one, two = (page_keys(Page.from_html(html.format(number))) for number in (1, 27))
    assert one.placed == two.placed
    assert one.placed is not None
    # The same line in a paragraph, in the block around it and outside; another line in a paragraph.
    assert len(set(one.placed)) == 4
    assert page_keys(Page.from_html("<p>Rain</p>")).lines == keys("Rain")


def test_pages_of_the_same_lines_have_one_key() -> None:
    one, two, three = (
        page_keys(Page.from_text(text, view="text")).page for text in ("Rain\nSun", "Rain\n\n Sun", "Rain 2\nSun")
    )
    assert one == two != three


def test_keys_are_the_same_in_every_process() -> None:
    code = (
        "from bbclf.page import Page; from bbclf.site.keys import page_keys;"
        "print(page_keys(Page.from_html('<p class=a>News: 1</p>')))"
    )
    said = [
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
        ).stdout
        for seed in ("1", "2")
    ]  # fmt: skip
    assert said[0] == said[1]
    assert said[0] == f"{page_keys(Page.from_html('<p class=a>News: 1</p>'))}\n".encode()
