"""Writers of blocks: labels before headlines, teasers, words of related languages where a language has none."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.lexicon import needs_lexicon
from training.residue.blocks import WRITERS, write_block
from training.residue.decoration import labelled
from training.residue.leftovers import add_residue
from training.residue.other_articles import first_paragraph, headline_list, read_also, teaser
from training.residue.phrasing import Phrasing, Words

TITLE = "The mill by the river"
PARAGRAPH = "The mill has stood by the river for two hundred years. It was sold on Monday. Nobody knows to whom."
WORDS = Words(
    lang="en",
    newsroom={"also": ["Read also:"], "more": ["Read more"], "related": ["Related"]},
    lexicon={},
    titles=[TITLE],
    paragraphs=[PARAGRAPH],
)
NO_WORDS = Words("xx", {}, {}, [])
SEEDS = range(60)


def rng(seed: int) -> np.random.Generator:
    return np.random.default_rng(seed)


@pytest.mark.parametrize("kind", WRITERS)
def test_the_same_generator_writes_the_same_block(kind: str) -> None:
    for seed in range(5):
        assert write_block(kind, [WORDS], rng(seed)) == write_block(kind, [WORDS], rng(seed))


def test_a_label_stands_before_its_value_in_many_forms() -> None:
    forms = {labelled("Read also:", TITLE, rng(seed)) for seed in range(300)}
    expected = {f"Read also: {TITLE}", f"Read also | {TITLE}", f"[Read also] {TITLE}", f"Read also – {TITLE}"}
    assert forms >= {*expected, f">> Read also: {TITLE}"}
    assert all(form.index("Read also") < form.index(TITLE) for form in forms)


def test_a_label_of_signs_alone_is_kept() -> None:
    assert all(labelled("▶", TITLE, rng(seed)).index("▶") < 9 for seed in SEEDS)


def test_read_also_is_a_label_a_headline_or_both() -> None:
    for seed in SEEDS:
        lines = read_also(WORDS, rng(seed))
        assert 1 <= len(lines) <= 2
        assert any("read" in line.lower() for line in lines)


def test_a_list_of_headlines_begins_with_its_label() -> None:
    for seed in SEEDS:
        label, *titles = headline_list(WORDS, rng(seed))
        assert "rea" in label.lower() or "rel" in label.lower()
        assert titles
        assert all(TITLE in title for title in titles)


def test_a_teaser_has_the_headline_and_the_first_sentence_of_another_page() -> None:
    for seed in SEEDS:
        text = "\n".join(teaser(WORDS, rng(seed)))
        assert TITLE in text
        assert "for two hundred years" in text
        assert "Nobody knows" not in text


def test_there_is_no_teaser_without_a_paragraph() -> None:
    assert teaser(WORDS._replace(paragraphs=[]), rng(0)) == []


def test_the_first_paragraph_of_a_page_is_its_first_long_line() -> None:
    assert first_paragraph(f"{TITLE}\n{PARAGRAPH}\n{PARAGRAPH}") == [PARAGRAPH]
    assert first_paragraph(TITLE) == []


def test_a_language_without_words_takes_those_of_the_next() -> None:
    assert write_block("more", [NO_WORDS], rng(0)) == []
    assert "READ MORE" in write_block("more", [NO_WORDS, WORDS], rng(0))[0].upper()


@needs_lexicon
def test_relatives_stand_in_before_english() -> None:
    languages = Phrasing({}).with_relatives("gl-ES")
    assert [words.lang for words in languages] == ["gl", "es", "pt", "en"]
    assert [words.lang for words in Phrasing({}).with_relatives("en")] == ["en"]


@needs_lexicon
def test_a_page_gets_no_copy_of_its_own_headline_and_paragraph() -> None:
    title = "The mill by the river was sold on Monday evening"
    phrasing = Phrasing({"xx": [title]}, paragraphs={"xx": [PARAGRAPH]})
    page = f"{title}\n{PARAGRAPH}\nA line.\nAnother line."
    for seed in range(200):
        lines = add_residue(page, "xx", phrasing, rng(seed)).text.splitlines()
        assert lines.count(title) == 1
        assert sum(PARAGRAPH in line for line in lines) == 1  # short-codes may be glued to it


@needs_lexicon
def test_residue_inside_an_article_is_as_frequent_as_told() -> None:
    phrasing = Phrasing({"en": [TITLE]})
    page = "\n".join(f"Line {n} of an article about a mill." for n in range(30))
    inside = []
    for seed in range(300):
        leftover = add_residue(page, "en", phrasing, rng(seed))
        content = np.setdiff1d(np.arange(len(leftover.text.splitlines())), leftover.residue)
        inside.append(np.sum((leftover.residue > content[1]) & (leftover.residue < content[-1])))
    assert 1.2 <= np.mean(inside) <= 3.5  # lines: 75% of pages, 1.5 blocks of one to five lines
