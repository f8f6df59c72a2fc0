"""What a word is, in every script."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.chars import CLASS_OF
from bbclf.tokens import line_keys, read_chars, token_pairs, tokenise


def words(line: str) -> list[int]:
    """Hashes of the tokens of one line."""
    return tokenise(read_chars([line])).hashes.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Rain", "rain"),
        ("ΟΔΟΣ", "οδος"),
        ("ДОЖДЬ", "дождь"),
        ("İstanbul", "istanbul"),
        ("2024", "1999"),
        ("٢٠٢٤", "2024"),
        ("२०२४", "2024"),
        ("كَتَبَ", "كتب"),
        ("كتـــاب", "كتاب"),
        ("می\u200cشود", "میشود"),
        ("co\u00adoperate", "cooperate"),
        ("\ufeffrain", "rain"),
        ("\u200frain\u200e", "rain"),
        ("“rain”,", "rain"),
    ],
)
def test_the_same_word(one: str, other: str) -> None:
    assert words(one) == words(other)
    assert len(words(one)) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [("rain", "rein"), ("rain", "rains"), ("ab", "ba"), ("2024", "24"), ("a" * 65, "a" * 66)],
)
def test_different_words(one: str, other: str) -> None:
    assert words(one) != words(other)


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("It rained all night.", 4),
        ("don't", 2),
        ("e-mail", 2),
        ("snake_case", 2),
        ("user@example.org", 3),
        ("مرحبا بالعالم", 2),
        ("और पढ़ें", 2),
        ("더 보기", 2),
        ("阅读更多", 4),
        ("もっと読む", 5),
        ("か\u3099", 1),  # a kana and its combining mark
        ("ไทย", 3),
        ("iPhone手机", 3),
        ("手机iPhone", 3),
        ("2024年", 2),
        ("*** — ©", 0),
        ("\x00\ud800", 0),
        ("😀", 0),
    ],
)
def test_number_of_tokens(line: str, count: int) -> None:
    assert len(words(line)) == count


def test_every_digit_is_the_same_digit() -> None:
    assert words("17:45") == words("08:20")


def test_a_character_of_a_spaceless_script_is_the_same_token_anywhere() -> None:
    assert words("天地天") == [*words("天"), *words("地"), *words("天")]


def test_lines_of_tokens() -> None:
    tokens = tokenise(read_chars(["a b", "***", "c", ""]))
    assert tokens.lines.tolist() == [0, 0, 2]
    assert tokens.hashes.tolist() == [*words("a"), *words("b"), *words("c")]


@pytest.mark.parametrize("lines", [[], [""], ["***"]])
def test_no_tokens(lines: list[str]) -> None:
    tokens = tokenise(read_chars(lines))
    assert tokens.hashes.dtype == np.uint64
    assert (len(tokens.hashes), len(tokens.lines)) == (0, 0)


def test_lines_of_the_same_tokens_have_the_same_key() -> None:
    one, other, swapped, nothing = line_keys(tokenise(read_chars(["a b!", "a", "B a", "***"])), 4).tolist()
    assert one == swapped
    assert len({one, other, nothing}) == 3
    assert nothing == 0


def test_pairs_are_of_adjacent_tokens_of_one_line() -> None:
    keys, lines = token_pairs(tokenise(read_chars(["a b c", "d", "b a", "a b"])))
    assert lines.tolist() == [0, 0, 2, 3]
    assert keys[0] == keys[3]
    assert len(set(keys.tolist())) == 3  # the order of a pair counts


def test_characters_of_each_class() -> None:
    counts = read_chars(["Ab 12", "7"]).class_counts()
    assert counts[CLASS_OF["digit"]].tolist() == [2, 1]
    assert counts[CLASS_OF["latin_upper"]].tolist() == [1, 0]
    assert counts.sum(axis=0).tolist() == [6, 2]  # a newline each


def test_places_of_marks() -> None:
    chars = read_chars(["a: b", "c", "|d–e ："])
    assert chars.places_of("–:|").tolist() == [1, 7, 9]
    assert chars.places_of("：").tolist() == [12]
    assert chars.places_of("?").tolist() == []


def test_chars() -> None:
    chars = read_chars(["Ab", "7"])
    assert chars.codes.tolist() == [ord(char) for char in "ab\n0\n"]
    assert chars.line_starts.tolist() == [0, 3, 5]


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_a_line_has_the_same_tokens_whatever_stands_around_it(lines: list[str]) -> None:
    tokens = tokenise(read_chars(lines))
    for number, line in enumerate(lines):
        assert tokens.hashes[tokens.lines == number].tolist() == words(line)


@given(st.lists(st.text(st.characters(exclude_characters="\n"))))
def test_every_character_has_one_code_and_one_class(lines: list[str]) -> None:
    chars = read_chars(lines)
    n_chars = sum(len(line) + 1 for line in lines)
    assert len(chars.codes) == len(chars.classes) == chars.line_starts[-1] == n_chars
