"""Headlines on the subject of a page."""

from __future__ import annotations

import numpy as np
import pytest

from training.residue.phrasing import Words
from training.residue.subjects import N_NEAREST, Subjects

HEADLINES = [
    "Ferry to the islands runs again",
    "Council votes on the new school",
    "Storm closes the ferry harbour",
    "Apple harvest is late this year",
]


def test_headlines_that_share_words_with_the_page_are_found_nearest_first() -> None:
    page = "The ferry to the islands was late.\nIslands without a ferry need a harbour, said the ferry company."
    assert Subjects(HEADLINES).nearest(page)[:2] == [HEADLINES[0], HEADLINES[2]]


@pytest.mark.parametrize("page", ["", "…", "Zzz yyy xxx"])
def test_a_page_without_common_words_has_none(page: str) -> None:
    assert Subjects(HEADLINES).nearest(page) == []


def test_scripts_without_spaces_have_subjects_too() -> None:
    headlines = ["渡船今天恢复航行", "学校新楼开工", "苹果今年晚熟"]
    assert Subjects(headlines).nearest("受大风影响，渡船停航三天。渡船公司说明天恢复。")[0] == headlines[0]


def test_a_page_gets_no_headline_that_it_has_itself() -> None:
    page = f"{HEADLINES[2]}\nThe ferry harbour was closed by a storm."
    assert HEADLINES[2] not in Subjects(HEADLINES).nearest(page)


def test_no_more_than_a_few_are_near() -> None:
    subjects = Subjects([f"The {name} ferry" for name in "abcdefghijklmnop"])
    assert len(subjects.nearest("A b c d e f g h i j k l m n o p")) == N_NEAREST


def test_words_of_most_headlines_tell_no_subject() -> None:
    headlines = [f"The ferry to harbour {name}" for name in "abcdefghijklmnop"]
    assert Subjects(headlines).nearest("The ferry to Kiel") == []


@pytest.mark.parametrize("headlines", [[], ["", "!"]])
def test_without_headlines_there_are_none(headlines: list[str]) -> None:
    assert Subjects(headlines).nearest("The ferry is late") == []


def test_most_headlines_drawn_for_a_page_are_on_its_subject() -> None:
    words = Words("en", {}, {}, titles=["Apple harvest"], near=["Ferry runs again"])
    drawn = [words.title(np.random.default_rng(seed)) for seed in range(300)]
    assert 0.6 < drawn.count("Ferry runs again") / len(drawn) < 0.8
