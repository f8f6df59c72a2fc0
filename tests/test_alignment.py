"""Labels of small invented pages whose main text is known."""

from __future__ import annotations

import sys

import pytest

import bbclf.alignment
from bbclf.alignment import align
from bbclf.errors import MissingDependencyError

CONTENT, BOILERPLATE, UNDECIDED = "content", "boilerplate", "undecided"

RAIN = "The rain fell on the old town all night long."
RIVER = "By the morning the river had reached the market square."


def labels(lines: list[str], truth: str) -> list[str]:
    """The label of each line; undecided where its weight is 0."""
    found = align(lines, truth)
    return [
        UNDECIDED if weight == 0 else BOILERPLATE if noise else CONTENT
        for noise, weight in zip(found.is_boilerplate.tolist(), found.weight.tolist(), strict=True)
    ]


def test_lines_of_the_truth_are_content() -> None:
    lines = ["Home", "News", RAIN, RIVER, "Share this page"]
    found = align(lines, f"{RAIN}\n{RIVER}")
    assert found.is_boilerplate.tolist() == [True, True, False, False, True]
    assert found.weight.tolist() == [1, 1, 1, 1, 1]
    assert found.coverage == 1.0


@pytest.mark.parametrize(
    ("lines", "truth"),
    [
        (["首页 新闻", "昨夜大雨下了整整一夜。", "分享到微信"], "昨夜大雨下了整整一夜。"),
        (["الرئيسية", "هطلَ المطرُ طوالَ الليلِ هنا.", "شارك المقال"], "هطل المطر طوال الليل هنا."),
        (["หน้าแรก", "ฝนตกหนักตลอดทั้งคืน", "แชร์"], "ฝนตกหนักตลอดทั้งคืน"),
        (["मुख्य पृष्ठ", "रात भर तेज़ बारिश होती रही।", "साझा करें"], "रात भर तेज़ बारिश होती रही।"),
    ],
    ids=["Chinese", "Arabic", "Thai", "Hindi"],
)
def test_other_scripts(lines: list[str], truth: str) -> None:
    assert labels(lines, truth) == [BOILERPLATE, CONTENT, BOILERPLATE]


def test_a_paragraph_broken_at_an_inline_link_is_content_in_all_its_lines() -> None:
    lines = ["The mayor said on", "Tuesday evening", "that the old bridge would be closed.", "Read more"]
    truth = "The mayor said on Tuesday evening that the old bridge would be closed."
    assert labels(lines, truth) == [CONTENT, CONTENT, CONTENT, BOILERPLATE]


def test_paragraphs_glued_on_one_line_are_content() -> None:
    assert labels([f"{RAIN} {RIVER}"], f"{RAIN}\n\n{RIVER}") == [CONTENT]


def test_a_word_that_the_truth_has_too_is_an_accident() -> None:
    assert labels(["Market", RIVER], RIVER) == [BOILERPLATE, CONTENT]


def test_three_words_in_a_row_are_an_accident_and_four_are_not() -> None:
    truth = "Heavy rain fell on old town roofs until dawn."
    assert labels(["fell on old"], truth) == [BOILERPLATE]
    assert labels(["fell on old town"], truth) == [CONTENT]


def test_a_short_line_is_content_where_it_is_a_whole_line_of_the_truth() -> None:
    assert labels(["Aftermath", RIVER], f"Aftermath\n{RIVER}") == [CONTENT, CONTENT]


def test_of_a_title_said_twice_the_one_unmatched_is_undecided() -> None:
    title = "Rain floods the old town"
    found = labels([title, "Home", title, RIVER], f"{title}\n{RIVER}")
    assert sorted([found[0], found[2]]) == [CONTENT, UNDECIDED]
    assert (found[1], found[3]) == (BOILERPLATE, CONTENT)


def test_a_line_repeated_outside_the_truth_is_boilerplate_each_time() -> None:
    assert labels(["Home", RIVER, "Home"], RIVER) == [BOILERPLATE, CONTENT, BOILERPLATE]


@pytest.mark.parametrize(
    ("lines", "label"),
    [
        ([RAIN, "***", RIVER], CONTENT),
        (["Home", "***", "News"], BOILERPLATE),
        ([RAIN, "***", "News"], UNDECIDED),
        (["Home", "***", RIVER], UNDECIDED),
    ],
)
def test_a_wordless_line_is_as_its_neighbours_where_they_agree(lines: list[str], label: str) -> None:
    assert labels(lines, f"{RAIN}\n{RIVER}")[1] == label


def test_a_wordless_line_at_the_border_is_as_its_one_neighbour() -> None:
    assert labels(["***", RIVER, "***"], RIVER) == [CONTENT, CONTENT, CONTENT]


def test_a_page_of_wordless_lines_is_undecided() -> None:
    assert labels(["***", "—"], RIVER) == [UNDECIDED, UNDECIDED]


def test_a_line_half_in_the_truth_is_undecided() -> None:
    found = align(["one two three four five six seven eight"], "one two three four")
    assert found.weight.tolist() == [0]


def test_the_weight_of_a_line_grows_with_what_is_matched() -> None:
    found = align(["one two three four five six seven eight"], "one two three four five six")
    assert found.is_boilerplate.tolist() == [False]
    assert found.weight.tolist() == [0.5]  # 6 of 8: as far from half as from all


def test_coverage_is_the_share_of_the_truth_that_is_found() -> None:
    assert align(["one two three four"], "one two three four\nfive six seven eight").coverage == 0.5


def test_without_truth_all_is_boilerplate() -> None:
    found = align(["Home", RAIN], "")
    assert found.is_boilerplate.tolist() == [True, True]
    assert found.coverage == 1.0


def test_a_page_without_lines() -> None:
    found = align([], RAIN)
    assert (len(found.is_boilerplate), len(found.weight), found.coverage) == (0, 0, 0.0)


def test_what_is_too_long_to_align_is_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bbclf.alignment, "MAX_CELLS", 12 * 20)  # twelve tokens of the page, twenty of the truth
    truth = f"{RAIN}\n{RIVER}"
    assert labels([RAIN, "Home", RIVER, "News"], truth) == [CONTENT, BOILERPLATE, UNDECIDED, UNDECIDED]


def test_without_rapidfuzz_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidfuzz.distance", None)
    with pytest.raises(MissingDependencyError, match=r"\.\[train\]"):
        align([RAIN], RAIN)
