"""Pages to labels, by a model written by hand (``tiny_model.py``)."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import bbclf
import bbclf.cleaning
from bbclf.classifier import LineClassifier
from bbclf.errors import InputError, ModelError
from bbclf.model import Model, save_model
from bbclf.page import LabelledPage, Page
from tests.support.tiny_model import tiny_model

RAIN = "It rained all night, and the river rose."
RIVER = "By the morning it stood in the market."

PAGES = [
    Page.from_text(f"Home\nNews\n{RAIN}\n{RIVER}\nShare", id="a", view="text"),
    Page.from_html(f"<ul class=menu><li>Home<li>News</ul><p>{RAIN}</p>", id="b"),
    Page.from_text("", id="c", view="text"),
    Page.from_text(f"{RAIN}\nShare this with all who live by the river", id="d", view="leftover"),
    Page.from_html("", id="e"),
    Page.from_text(f"昨夜大雨下了整整一夜。\nاترك ردّاً\n{RAIN}", id="f", view="text"),
]


@pytest.fixture(scope="module")
def classifier() -> LineClassifier:
    return LineClassifier(tiny_model())


def labels(labelled: LabelledPage) -> list[str]:
    return [line.label[0] for line in labelled.lines]


def outcome(labelled: LabelledPage) -> tuple[str | None, bytes, float]:
    return labelled.page.id, labelled.p_boilerplate.tobytes(), labelled.threshold


def sigmoid(log_odds: float) -> float:
    return 1 / (1 + exp(-log_odds))


# --- labels ---


def test_a_line_is_read_with_the_lines_around_it(classifier: LineClassifier) -> None:
    """Short lines have log-odds of 2, others of -2; whatever stands between two short ones has 1 more."""
    labelled = classifier.label(Page.from_text(f"Home\nNews\nMore\n{RAIN}\nShare", view="text"))
    expected = [sigmoid(2), sigmoid(2 + 1), sigmoid(2), sigmoid(-2 + 1), sigmoid(2)]
    assert labelled.p_boilerplate.tolist() == pytest.approx(expected, abs=1e-6)
    assert labels(labelled) == ["b", "b", "b", "c", "b"]


def test_words_and_markup_are_read(classifier: LineClassifier) -> None:
    assert labels(classifier.label(PAGES[3])) == ["c", "b"]
    menu = f"<p>{RAIN}</p><div class=menu>{RAIN}</div>"
    assert labels(classifier.label(Page.from_html(menu))) == ["c", "b"]


def test_a_page_without_lines(classifier: LineClassifier) -> None:
    for page in (Page.from_text(""), Page.from_text(" \n\n"), Page.from_html(b""), Page.from_html("<p> </p>")):
        labelled = classifier.label(page)
        assert (labelled.lines, labelled.text) == ([], "")


@pytest.mark.parametrize(
    ("threshold", "expected"), [(0.0, "bbb"), (0.1, "bbb"), (0.5, "bcb"), (0.9, "ccc"), (1.0, "ccc")]
)
def test_a_line_is_boilerplate_from_the_threshold_on(threshold: float, expected: str) -> None:
    model = tiny_model(thresholds={"html": 0.5, "text": 0.5, "leftover": threshold})
    labelled = LineClassifier(model).label(Page.from_text(f"Home\n{RAIN}\nShare", view="leftover"))
    assert "".join(labels(labelled)) == expected


def test_the_threshold_itself_is_boilerplate() -> None:
    page = Page.from_text("Home", view="leftover")
    p = LineClassifier(tiny_model()).label(page).lines[0].p_boilerplate
    for threshold, label in ((p, "boilerplate"), (float(np.nextafter(np.float32(p), np.float32(1))), "content")):
        model = tiny_model(thresholds=dict.fromkeys(("html", "text", "leftover"), threshold))
        assert LineClassifier(model).label(page).lines[0].label == label


def test_each_view_has_its_threshold() -> None:
    model = tiny_model(thresholds={"html": 0.55, "text": 0.45, "leftover": 0.5})
    thresholds = [labelled.threshold for labelled in LineClassifier(model).label_many(PAGES)]
    assert thresholds == [0.45, 0.55, 0.45, 0.5, 0.55, 0.45]


def test_a_threshold_that_keeps_next_to_nothing_gives_way_but_not_for_leftovers() -> None:
    model = tiny_model(thresholds=dict.fromkeys(("html", "text", "leftover"), 0.01))
    text, leftover = (LineClassifier(model).label(Page.from_text(RAIN, view=view)) for view in ("text", "leftover"))
    assert (text.text, leftover.text) == (RAIN, "")


def test_a_view_that_the_model_lacks_is_named() -> None:
    model = tiny_model(thresholds={"text": 0.5})
    model = Model(model.lexical, {"text": model.networks["text"]}, model.manifest)
    with pytest.raises(ModelError, match="no network for view 'html', only for text"):
        LineClassifier(model).label(PAGES[1])


# --- what is kept ---


def test_kept_text(classifier: LineClassifier) -> None:
    assert classifier.label(PAGES[0]).text == f"{RAIN}\n{RIVER}"


def test_code_keeps_its_indentation(classifier: LineClassifier) -> None:
    source = "def rained_all_night(river):\n    for every_hour in range(24):\n        river.rise_a_little(1)"
    labelled = classifier.label(Page.from_html(f"<p>Home</p><pre>{source}</pre>"))
    assert labelled.text == source
    assert [line.text for line in labelled.lines[1:]] == [line.strip() for line in source.split("\n")]


def test_offsets_slice_the_lines_out_of_the_text(classifier: LineClassifier) -> None:
    text = f"\ufeff  Home \r\n\r\n\t{RAIN}\u2028Share\x85\ud800 x"
    lines = classifier.label(Page.from_text(text)).lines
    assert [text[line.start : line.end] for line in lines] == [line.text for line in lines]
    assert [line.text for line in lines] == ["\ufeff  Home", RAIN, "Share", "\ud800 x"]


def test_lines_of_html_have_no_offsets(classifier: LineClassifier) -> None:
    assert {(line.start, line.end) for line in classifier.label(PAGES[1]).lines} == {(None, None)}


def test_clean_text_and_clean_html(classifier: LineClassifier, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bbclf.cleaning, "_packaged", lambda: classifier)
    assert bbclf.clean_text(f"Home\n{RAIN}\nShare") == RAIN
    assert bbclf.clean_html(f"<p>Home</p><p>{RAIN}</p>") == RAIN
    assert bbclf.clean_html(f"<p>Home</p><p>{RAIN} été</p>".encode("cp1252")) == f"{RAIN} été"


# --- many pages ---


@pytest.mark.parametrize("batch_size", [1, 2, 100, 200_000])
def test_label_many_is_label(classifier: LineClassifier, batch_size: int) -> None:
    many = [outcome(labelled) for labelled in classifier.label_many(PAGES * 3, batch_size=batch_size)]
    assert many == [outcome(classifier.label(page)) for page in PAGES * 3]


def test_label_many_reads_pages_as_they_are_needed(classifier: LineClassifier) -> None:
    n_read = 0

    def endless() -> Iterator[Page]:
        nonlocal n_read
        while True:
            n_read += 1
            yield PAGES[0]

    size = sum(map(len, PAGES[0].lines))
    labelled = classifier.label_many(endless(), batch_size=3 * size)
    next(labelled)
    assert n_read == 3  # the batch is full
    for _ in range(3):
        next(labelled)
    assert n_read == 6


def test_label_many_yields_the_pages_before_an_error(classifier: LineClassifier) -> None:
    def failing() -> Iterator[Page]:
        yield from PAGES[:2]
        raise OSError("the disk is gone")

    labelled = classifier.label_many(failing())
    assert [next(labelled).page, next(labelled).page] == PAGES[:2]
    with pytest.raises(OSError, match="the disk is gone"):
        next(labelled)


def test_no_pages(classifier: LineClassifier) -> None:
    assert list(classifier.label_many([])) == []


def test_batch_size_is_1_or_more(classifier: LineClassifier) -> None:
    with pytest.raises(InputError, match="batch_size must be 1 character or more, got 0"):
        next(classifier.label_many(PAGES, batch_size=0))


def test_the_same_page_has_the_same_result_each_time(classifier: LineClassifier) -> None:
    before = outcome(classifier.label(PAGES[0]))
    list(classifier.label_many(PAGES))
    assert outcome(classifier.label(PAGES[0])) == before


@given(st.lists(st.text(), max_size=5), st.sampled_from(["auto", "text", "leftover"]))
def test_any_text(texts: list[str], view: str) -> None:
    classifier = LineClassifier(tiny_model())
    pages = [Page.from_text(text, view=view) for text in texts]
    for page, labelled in zip(pages, classifier.label_many(pages), strict=True):
        assert [line.text for line in labelled.lines] == page.lines
        assert all(0 <= line.p_boilerplate <= 1 for line in labelled.lines)
        assert outcome(labelled) == outcome(classifier.label(page))


@given(st.text(st.sampled_from("<>/=\"' &;!-abdivpulith1\n\x00\ud800é雨")) | st.text())
def test_any_html(html: str) -> None:
    assume("<" in html or not set("/\\") & set(html))  # a path or URL is refused
    page = Page.from_html(html)
    labelled = LineClassifier(tiny_model()).label(page)
    assert [line.text for line in labelled.lines] == page.lines
    assert all(0 <= line.p_boilerplate <= 1 for line in labelled.lines)


@pytest.mark.parametrize(
    "line",
    ["rain " * 200_000, "雨" * 1_000_000, "x" * 1_000_000, "\ud800\u202e\x00" * 1000, "[" * 100_000, "1" * 100_000],
    ids=["a megabyte of words", "of Chinese", "of one word", "surrogates", "brackets", "digits"],
)
def test_lines_of_any_kind(classifier: LineClassifier, line: str) -> None:
    labelled = classifier.label(Page.from_text(f"Home\n{line}"))
    assert len(labelled.lines) == 2


# --- threads and processes ---


def label_all(folder: Path) -> list[tuple[str | None, bytes, float]]:
    """What a worker process does: load the model, label the pages."""
    return [outcome(labelled) for labelled in LineClassifier.load(folder).label_many(PAGES)]


def test_eight_threads_label_as_one(classifier: LineClassifier) -> None:
    serial = [outcome(classifier.label(page)) for page in PAGES]
    with ThreadPoolExecutor(8) as pool:
        rounds = list(pool.map(lambda page: outcome(classifier.label(page)), PAGES * 20))
    assert rounds == serial * 20


# Python 3.12 warns of any fork while numpy's threads sleep; that it is safe here is what is tested.
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")
@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_worker_processes_label_as_this_one(tmp_path: Path, method: str) -> None:
    save_model(tiny_model(), tmp_path / "model", "")
    expected = label_all(tmp_path / "model")
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context(method)) as pool:
        found = list(pool.map(label_all, [tmp_path / "model"] * 2))
    assert found == [expected, expected]
