"""Known phrases, found whatever their case, digits and punctuation."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.lexicon.phrases import KINDS, PhraseTable, match_phrases, phrase_table
from bbclf.tokens import read_chars, tokenise

TABLE = phrase_table(
    [
        ("Share", "share"),
        ("Leave a reply", "comment"),
        ("Read also", "related"),
        ("5 comments", "comment"),
        ("اترك ردّاً", "comment"),
        ("阅读更多", "related"),
        ("分享", "share"),
    ]
)


def kind(number: int) -> str | None:
    return None if number < 0 else KINDS[number]


def found(*lines: str, table: PhraseTable = TABLE) -> list[tuple[str | None, str | None]]:
    """Kind of phrase that each line is, and that it begins with."""
    chars = read_chars(lines)
    matches = match_phrases(table, chars, tokenise(chars))
    return [(kind(w), kind(p)) for w, p in zip(matches.whole.tolist(), matches.prefix.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Share", "share"),
        ("SHARE!", "share"),
        ("Leave a reply", "comment"),
        ("123 comments", "comment"),
        ("(0) Comments", "comment"),
        ("اترك ردا", "comment"),
        ("阅读更多 »", "related"),
        ("Shares", None),
        ("Leave a", None),
        ("12", None),
        ("***", None),
    ],
)
def test_a_line_that_is_a_phrase(line: str, expected: str | None) -> None:
    assert found(line)[0][0] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Read also: The river falls", "related"),
        ("Leave a reply to this article", "comment"),
        ("阅读更多关于这条河的文章", "related"),
        ("Share: on all networks", "share"),
        ("分享：到所有网络", "share"),
        ("[Share] on all networks", "share"),
        ("Share | on all networks", "share"),
        ("Share » on all networks", "share"),
        ("Share > on all networks", "share"),
        ("Share – on all networks", "share"),
        ("Share — on all networks", "share"),
        (">> Share: on all networks", "share"),  # signs before the head end nothing
        ("| Share | on all networks", "share"),
        ("»Share« on all networks", None),
        ("Share՝ on all networks", "share"),  # Armenian
        ("Share፦ on all networks", "share"),  # Ethiopic
        ("Share-price on all networks", None),
        ("Share prices | Share: they fell again", None),  # the head is what stands before the first end
        ("Share prices: they fell again", None),
        ("Share:", None),  # it is the phrase
        (": Share and comment", None),
        ("Read also", None),  # it is the phrase, and begins nothing
        ("Share prices fell again", None),  # one word begins too many lines
        ("You may read also this", None),
    ],
)
def test_a_line_that_begins_with_a_phrase(line: str, expected: str | None) -> None:
    assert found(line)[0][1] == expected


def test_lines_do_not_run_into_each_other() -> None:
    assert found("Read", "also the river", "Share") == [(None, None), (None, None), ("share", None)]


def test_of_two_kinds_the_first_counts() -> None:
    table = phrase_table([("Follow", KINDS[3]), ("Follow", KINDS[1]), ("Follow", KINDS[2])])
    assert found("Follow", table=table) == [(KINDS[1], None)]


def test_long_phrases_are_left_out() -> None:
    assert len(phrase_table([("a " * 24, "other")]).keys) == 1
    assert len(phrase_table([("a " * 25, "other")]).keys) == 0


def test_phrases_without_words_are_left_out() -> None:
    assert len(phrase_table([("***", "other"), ("12", "other"), ("", "other")]).keys) == 0


@pytest.mark.parametrize("table", [PhraseTable.empty(), phrase_table([])])
def test_an_empty_table_knows_nothing(table: PhraseTable) -> None:
    assert found("Share", "", table=table) == [(None, None), (None, None)]


def test_a_table_comes_back_from_its_arrays() -> None:
    again = PhraseTable.from_arrays(TABLE.to_arrays())
    assert again.digest == TABLE.digest
    assert found("Leave a reply", table=again) == [("comment", None)]


def test_the_digest_knows_keys_and_kinds() -> None:
    other_kind = phrase_table([("Share", "comment")])
    other_phrase = phrase_table([("Follow", "share")])
    assert len({phrase_table([("Share", "share")]).digest, other_kind.digest, other_phrase.digest}) == 3


@pytest.mark.parametrize(
    ("keys", "kinds", "message"),
    [
        ([1, 2, 3], [0, 0], "keys and kinds differ in length: 3 and 2"),
        ([1, 3, 2], [0, 0, 0], "keys must ascend, each once"),
        ([1, 2, 2], [0, 0, 0], "keys must ascend, each once"),
        ([1, 2, 3], [0, len(KINDS), 0], f"kinds must be below {len(KINDS)}, got {len(KINDS)}"),
    ],
)
def test_arrays_that_make_no_table(keys: list[int], kinds: list[int], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        PhraseTable.from_arrays({"keys": np.array(keys, dtype=np.uint64), "kinds": np.array(kinds, dtype=np.uint8)})


@pytest.mark.parametrize("name", ["keys", "kinds"])
def test_an_array_of_a_table_is_missing_or_of_another_dtype(name: str) -> None:
    arrays = dict(TABLE.to_arrays())
    with pytest.raises(ValueError, match=f"{name} must be uint"):
        PhraseTable.from_arrays({**arrays, name: arrays[name].astype(np.int64)})
    with pytest.raises(ValueError, match=f"has no array {name}"):
        PhraseTable.from_arrays({other: array for other, array in arrays.items() if other != name})


def test_no_lines() -> None:
    assert found() == []
