"""Residue: drawn from a small invented lexicon, woven into text, its lines known exactly."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.errors import InputError
from bbclf.text import split_lines
from tests.support.lexicon import needs_lexicon
from training.residue.blocks import WRITERS, write_block
from training.residue.leftovers import add_residue, add_short_codes
from training.residue.phrasing import Phrasing
from training.residue.short_codes import short_code
from training.sources.lexicon import (
    Phrase,
    base_language,
    cap_phrases,
    read_lexicon,
    read_newsroom_phrases,
)

ARTICLE = "Three days of rain\nThe rain that began on Monday did not stop.\nNobody was hurt.\nIt is dry again."
TITLES = {"en": ["The mill by the river - Village News"], "ko": ["강가의 방앗간"]}
KINDS = {"also", "source", "photo", "tags", "share", "comment", "related", "newsletter", "follow", "ad"}
OTHER_KINDS = {
    *("more", "cookie", "share_title", "policy", "paywall", "author", "disclaimer", "counter", "contact"),
}


@pytest.fixture(scope="module")
def phrasing(tmp_path_factory: pytest.TempPathFactory) -> Phrasing:
    path = tmp_path_factory.mktemp("lexicon") / "phrases.jsonl.gz"
    write_lexicon(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BBCLF_LEXICON", str(path))
        return Phrasing(TITLES)


def write_lexicon(path: Path) -> None:
    phrases = [
        ("en", "Share this page", "share"),
        ("nb", "Del denne siden", "share"),
        ("et", "Loe 5 kommentaari", "comment"),
        ("et", "Write to info@example.com", "comment"),
    ]
    with gzip.open(path, "wt", encoding="utf-8") as file:
        for lang, text, kind in phrases:
            file.write(json.dumps({"lang": lang, "text": text, "kind": kind, "source": "invented"}) + "\n")


@given(
    text=st.text(alphabet="ab \n\r\t\u2028é水.", max_size=70),
    lang=st.sampled_from(["en", "ko", "ar", "xx", ""]),
    title=st.sampled_from(["", "ab", "A title"]),
    seed=st.integers(0, 10_000),
)
def test_the_page_is_still_there_between_the_residue(
    phrasing: Phrasing, text: str, lang: str, title: str, seed: int
) -> None:
    leftover = add_residue(text, lang, phrasing, np.random.default_rng(seed), title)
    lines = split_lines(leftover.text).lines
    residue = set(leftover.residue.tolist())
    kept = [line for i, line in enumerate(lines) if i not in residue]
    before = split_lines(text).lines
    # A doubled title adds a line that only the truth can judge.
    assert kept in (before, [title, *before])
    assert len(residue) <= 3 + len(before)


def test_the_same_generator_gives_the_same_leftover(phrasing: Phrasing) -> None:
    first, second = (add_residue(ARTICLE, "en", phrasing, np.random.default_rng(5)) for _ in range(2))
    assert first.text == second.text
    assert first.residue.tolist() == second.residue.tolist()


def test_some_pages_stay_as_they_are(phrasing: Phrasing) -> None:
    leftovers = [add_residue(ARTICLE, "en", phrasing, np.random.default_rng(seed)) for seed in range(200)]
    n_clean = sum(leftover.text == ARTICLE for leftover in leftovers)
    assert 35 <= n_clean <= 75


def test_a_page_with_blank_lines_gets_residue_with_blank_lines(phrasing: Phrasing) -> None:
    text = ARTICLE.replace("\n", "\n\n")
    for seed in range(30):
        leftover = add_residue(text, "en", phrasing, np.random.default_rng(seed))
        assert (split_lines(leftover.text).gaps[1:] == 1).all()


def test_a_short_code_glued_to_a_line_leaves_it_one_line_of_content(phrasing: Phrasing) -> None:
    line = "The rain that began on Monday evening did not stop before the morning of the third day of the week."
    seeds = (np.random.default_rng(seed) for seed in range(300))
    glued = 0
    for rng in seeds:
        leftover = add_residue(line, "en", phrasing, rng)
        (content,) = np.delete(split_lines(leftover.text).lines, leftover.residue)
        assert line in content
        glued += content != line
    assert glued > 5


@given(text=st.text(alphabet="ab \n\r\t\u2028é水.", max_size=70), seed=st.integers(0, 10_000))
def test_short_codes_stand_between_the_lines_of_a_page(text: str, seed: int) -> None:
    made = add_short_codes(text, np.random.default_rng(seed))
    assert np.delete(split_lines(made.text).lines, made.residue).tolist() == split_lines(text).lines
    assert len(made.residue) > 0 or not split_lines(text).lines


@pytest.mark.parametrize("kind", WRITERS)
@pytest.mark.parametrize("lang", ["en", "ar", "zh", "ko", "th", "et", "xx"])
def test_a_block_is_lines_of_text(phrasing: Phrasing, kind: str, lang: str) -> None:
    for seed in range(30):
        for line in write_block(kind, phrasing.with_relatives(lang), np.random.default_rng(seed)):
            assert split_lines(line).lines == [line]


def test_fixed_numbers_and_addresses_of_the_lexicon_are_replaced(phrasing: Phrasing) -> None:
    words = phrasing.words("et")
    drawn = {words.phrase("comment", np.random.default_rng(seed)) for seed in range(40)}
    assert len(drawn) > 10
    assert not any("info@example.com" in (phrase or "") for phrase in drawn)


def test_a_language_can_be_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "phrases.jsonl.gz"
    write_lexicon(path)
    monkeypatch.setenv("BBCLF_LEXICON", str(path))
    assert {phrase.lang for phrase in read_lexicon(without=["no"])} == {"en", "et"}
    words = Phrasing(TITLES, without=["no", "ko"]).words("ko")
    assert not words.newsroom
    assert words.phrase("share", np.random.default_rng(0)) is None


def test_headlines_lose_the_name_of_their_site(phrasing: Phrasing) -> None:
    assert phrasing.words("en").title(np.random.default_rng(0)) == "The mill by the river"


def test_a_missing_lexicon_says_how_to_name_it(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no lexicon here: set BBCLF_LEXICON"):
        read_lexicon(tmp_path / "nothing.jsonl.gz")


def test_codes_of_one_language_are_one() -> None:
    assert [base_language(code) for code in ("zh-Hant", "pt-BR", "nb", "nn", "fil", "en")] == [
        *("zh", "pt", "no", "no", "tl", "en"),
    ]


def test_the_cap_takes_the_same_phrases_in_any_order() -> None:
    phrases = [Phrase("en", "share", source, f"phrase {i}") for i in range(40) for source in "ab"]
    capped = cap_phrases(phrases, cap=5)
    assert len(capped) == 10
    assert set(capped) == set(cap_phrases(reversed(phrases), cap=5))


def test_newsroom_phrases_are_of_known_kinds_and_said_once() -> None:
    phrases = read_newsroom_phrases()
    assert set().union(*phrases.values()) == KINDS | OTHER_KINDS
    for lang, kinds in phrases.items():
        assert base_language(lang) == lang
        for texts in kinds.values():
            assert len(texts) == len(set(texts))
            assert all(split_lines(text).lines == [text] for text in texts)


def test_short_codes_are_one_line_and_many() -> None:
    rng = np.random.default_rng(0)
    codes = [short_code(rng) for _ in range(500)]
    assert all(split_lines(code).lines == [code] for code in codes)
    assert len(set(codes)) > 400


@needs_lexicon
def test_languages_without_training_pages_have_words() -> None:
    lexicon = {phrase.lang for phrase in read_lexicon()}
    newsroom = read_newsroom_phrases()
    for lang in re.findall(r"\w+", "ko tr hi fa uk pt vi th ur bn it sv no sw ta gu hy"):
        assert lang in lexicon
        assert newsroom[lang].keys() >= KINDS
