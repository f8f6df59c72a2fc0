"""Lines of text: which characters end one, and offsets that slice back."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bbclf.text import LINE_TERMINATORS, split_lines

texts = st.text(st.one_of(st.characters(), st.sampled_from(LINE_TERMINATORS + " \t\u00a0\u3000\ufeff\0")))


@given(texts)
@example("\ufeffHome\r\n\r\nIt rained.\u2028\u2029\x85end")
@example("\r\r\n\n")
@example("\ud800\udc00 lone surrogates \udfff")
def test_offsets_slice_back(text: str) -> None:
    lines, starts, gaps = split_lines(text)
    assert len(lines) == len(starts) == len(gaps)
    for line, start in zip(lines, starts.tolist(), strict=True):
        assert text[start : start + len(line)] == line


@given(texts)
def test_lines_are_stripped_whole_and_nothing_is_lost(text: str) -> None:
    lines = split_lines(text).lines
    for line in lines:
        assert line == line.strip() != ""
        assert not set(line) & set(LINE_TERMINATORS)
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(texts)
def test_splitting_the_joined_lines_changes_nothing(text: str) -> None:
    lines = split_lines(text).lines
    again = split_lines("\n".join(lines))
    assert again.lines == lines
    assert not again.gaps.any()


@pytest.mark.parametrize("end", [*LINE_TERMINATORS, "\r\n"])
def test_each_end_of_line(end: str) -> None:
    lines, starts, gaps = split_lines(f"a{end}{end}b")
    assert lines == ["a", "b"]
    assert starts.tolist() == [0, 1 + 2 * len(end)]
    assert gaps.tolist() == [0, 1]


def test_other_separators_do_not_end_a_line() -> None:
    assert split_lines("a\x1cb\x1db\x1ec\x1fd\te").lines == ["a\x1cb\x1db\x1ec\x1fd\te"]


def test_blank_lines_are_gaps() -> None:
    assert split_lines("\n \n a\n\t\n\n\nb\n\n").gaps.tolist() == [2, 3]


@pytest.mark.parametrize("text", ["", " ", "\n\n\r\n\u3000"])
def test_nothing_but_white_space(text: str) -> None:
    assert split_lines(text).lines == []


def test_a_line_of_a_megabyte() -> None:
    assert split_lines("x" * 1_000_000 + "\ny").starts.tolist() == [0, 1_000_001]
