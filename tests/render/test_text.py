"""The kept text of a page of text: lines are deleted, and nothing else changes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf import InputError, Page
from bbclf.text import LINE_TERMINATORS, split_lines
from tests.support.labelled import labelled

TEXTS = st.text(st.sampled_from("ab \t|-`*1." + LINE_TERMINATORS))
"""Texts of many lines, some of them with the beginnings of Markdown."""


def kept(text: str, deleted: str) -> str:
    """The text without the lines whose text is one of the words of `deleted`."""
    page = Page.from_text(text)
    return labelled(page, *(0.9 if line in deleted.split() else 0.1 for line in page.lines)).text


@given(TEXTS | st.text())
def test_a_text_without_boilerplate_is_itself(text: str) -> None:
    page = Page.from_text(text)
    every = labelled(page, *[0.1] * len(page))
    assert every.text == every.kept(None) == (text if page.lines else "")


@given(st.lists(st.tuples(st.sampled_from(["", " ", "\t "]), st.sampled_from("abx"), st.integers(0, 3))))
def test_lines_that_are_kept_stay_as_they_were(lines: list[tuple[str, str, int]]) -> None:
    text = "".join(f"{indent}{line} \r\n" + " \n" * n_blank for indent, line, n_blank in lines)
    assert [line for line in kept(text, "x").splitlines() if line.strip()] == [
        f"{indent}{line} " for indent, line, _ in lines if line != "x"
    ]


@given(TEXTS, st.data())
def test_what_is_kept_is_cut_from_the_text(text: str, data: st.DataObject) -> None:
    page = Page.from_text(text)
    p = data.draw(st.lists(st.sampled_from([0.1, 0.9]), min_size=len(page), max_size=len(page)))
    result = labelled(page, *p).text
    rest = iter(text)
    assert all(character in rest for character in result)  # a subsequence
    assert set(split_lines(result).lines) <= set(page.lines)
    assert not result or result.endswith(tuple(LINE_TERMINATORS)) == text.endswith(tuple(LINE_TERMINATORS))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\n\nb\n\n\nc", "a\n\nb\n\n\nc"),
        ("a\nx\nb", "a\nb"),
        ("a\n\nx\nb", "a\n\nb"),
        ("a\nx\n\nb", "a\n\nb"),
        ("a\n\nx\n\n\nb", "a\n\n\nb"),  # the longer of the two
        ("a\n\nx\n\nx\n\nb", "a\n\nb"),
        ("x\n\na\n\nx", "a"),  # nothing dangles
        ("\n\nx\n\na\n\nx\n\n", "a\n"),
        ("\n a \n\n", "\n a \n\n"),
        ("a\r\n\r\nx\r\nb\r\n", "a\r\n\r\nb\r\n"),
        ("a\u2028x\u2028b", "a\u2028b"),
        ("  a  \nx\n\tb\t", "  a  \n\tb\t"),
        ("x\nx", ""),
        (" \n", ""),
    ],
)
def test_blank_lines(text: str, expected: str) -> None:
    assert kept(text, "x") == expected


def test_labels() -> None:
    page = labelled(Page.from_text("a\n\n b \nc"), 0.1, 0.9, 0.2)
    assert page.text == page.kept("content") == "a\n\nc"
    assert page.kept("boilerplate") == " b "
    assert page.kept(None) == "a\n\n b \nc"
    with pytest.raises(InputError, match="label must be"):
        page.kept("noise")


def test_stripped_text() -> None:
    page = labelled(Page.from_text("[b]a[/b]\n\n[row id=1]\n  <b>c</b>\nd [1]"), 0.1, 0.2, 0.9, 0.3)
    assert page.stripped_text() == "a\n\nd [1]"
    assert page.stripped_text("boilerplate") == "  c"
    assert page.stripped_text(None) == "a\n\n  c\nd [1]"
    assert page.text == "[b]a[/b]\n\n[row id=1]\nd [1]"
    with pytest.raises(InputError, match="label must be"):
        page.stripped_text("noise")


def test_stripped_text_keeps_the_indentation_of_code() -> None:
    page = Page.from_html("<pre>if wet:\n    [row id=1]umbrella()</pre>")
    assert labelled(page, 0.1, 0.1).stripped_text() == "if wet:\n    umbrella()"


def test_a_page_that_was_given_line_by_line() -> None:
    page = Page.from_text("a\n\nx\nb")
    given_lines = Page(lines=page.lines, gaps=page.gaps, view="text", starts=page.starts)
    assert labelled(given_lines, 0.1, 0.9, 0.1).text == "a\n\nb"
