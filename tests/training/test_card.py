"""The model card: scores of groups of pages with their intervals, and kinds of lines that went wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.features import FEATURES, featurise
from bbclf.fit import Fitted, fit_model
from bbclf.fit.thresholds import page_scores
from bbclf.lexicon.phrases import phrase_table
from bbclf.page import LineBatch, Page
from tests.support.tiny_model import tiny_model
from tests.support.training_pages import HTMLS, PARAMS, TEXTS, hand_lines
from training.model.card import model_card
from training.model.page_groups import N_DRAWS, SEED, PageScores, bootstrap_interval, group_scores, score_pages
from training.model.wrong_lines import KINDS_OF_LINES, kind_errors, kinds_of_lines

OTHER_TEXTS = [replace(page, lang="el") for page in TEXTS]


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit_model([*HTMLS, *TEXTS, *OTHER_TEXTS], PARAMS)


def scores_of(f1: Sequence[float], keep_all: float = 0.5) -> PageScores:
    values = np.array(f1)
    return PageScores(values, values, values, np.full(len(values), keep_all))


# --- scores of pages ---


def test_words_of_a_page() -> None:
    # Two content lines of 3 and 1 words, a menu of 4, a line that could not be labelled.
    lines = hand_lines([False, False, True, False], page=[0, 0, 0, 0], weight=[1, 1, 1, 0])
    n_words = np.array([3.0, 1.0, 4.0, 9.0])
    scores = score_pages(np.array([False, True, False, True]), lines, n_words)
    assert scores.precision[0] == pytest.approx(3 / 7)
    assert scores.recall[0] == pytest.approx(3 / 4)
    assert scores.f1[0] == pytest.approx(6 / 11)
    assert scores.keep_all[0] == pytest.approx(8 / 12)
    assert scores.harmed.tolist() == [True]


def test_scores_are_those_that_thresholds_are_chosen_by(fitted: Fitted) -> None:
    for fit in fitted.views.values():
        scores = score_pages(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
        expected = page_scores(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
        np.testing.assert_allclose(scores.f1, expected)


def test_a_page_without_content_has_no_score_and_nothing_kept_no_precision() -> None:
    lines = hand_lines([True, False], page=[0, 1], weight=[1, 1])
    scores = score_pages(np.array([True, True]), lines, np.array([3.0, 3.0]))
    assert np.isnan(scores.f1[0])
    assert (scores.f1[1], scores.precision[1], scores.recall[1]) == (0, 0, 0)


# --- groups ---


def test_small_groups_are_summed_up_and_pages_without_a_group_left_out() -> None:
    names = ["a"] * 6 + ["b"] * 5 + ["c"] * 2 + ["d"] + [None]
    rows = group_scores(
        scores_of([1.0] * 6 + [0.5] * 5 + [0.0] * 2 + [0.3] + [0.9]), names, [f"s{i}" for i in range(15)]
    )
    assert [(row.name, row.n_pages) for row in rows] == [("a", 6), ("b", 5), ("others", 3), ("all", 14)]
    assert rows[2].f1 == pytest.approx(0.1)
    assert rows[2].harmed == pytest.approx(1.0)
    assert rows[3].f1 == pytest.approx((6 + 2.5 + 0.3) / 14)


def test_pages_without_content_are_in_no_group() -> None:
    rows = group_scores(scores_of([np.nan, 1.0]), ["a", "a"], ["s", "t"])
    assert [(row.name, row.n_pages) for row in rows] == [("others", 1), ("all", 1)]


def test_without_groups_there_are_no_rows() -> None:
    assert group_scores(scores_of([1.0]), [None], ["s"]) == []


# --- intervals ---


def test_the_interval_is_that_of_sites_drawn_one_by_one() -> None:
    random = np.random.default_rng(3)
    values, sites = random.random(30), [f"s{i}" for i in random.integers(0, 8, 30)]
    names = sorted(set(sites))
    draws = np.random.default_rng(SEED).multinomial(len(names), [1 / len(names)] * len(names), size=N_DRAWS)
    means = []
    for draw in draws:
        drawn = [value for name, times in zip(names, draw, strict=True) for _ in range(times)
                 for value, site in zip(values, sites, strict=True) if site == name]  # fmt: skip
        means.append(np.mean(drawn))
    low, high = np.quantile(means, [0.025, 0.975])
    assert bootstrap_interval(values, sites) == pytest.approx((low, high))


def test_repeating_the_pages_of_a_site_does_not_narrow_the_interval() -> None:
    values, sites = np.array([0.2, 0.4, 0.9, 1.0]), ["a", "b", "c", "d"]
    once, thrice = bootstrap_interval(values, sites), bootstrap_interval(np.tile(values, 3), sites * 3)
    assert once == pytest.approx(thrice)
    assert once is not None
    assert once[0] < values.mean() < once[1]


def test_one_site_has_no_interval() -> None:
    assert bootstrap_interval(np.array([0.2, 0.8]), ["a", "a"]) is None


# --- kinds of lines ---

PAGE_OF_KINDS = """
<h1>The river rose</h1>
<ul><li><a href=/a>Home</a><li><a href=/b>The harbour was closed for the third time</a><li>Bread and salt</ul>
<p>$ 12.50</p><p>[row id="1"]</p>
<figure><figcaption>The river at night</figcaption></figure>
<main><p>It rained all night, and in the morning the river stood at the door of the old library.</p>
<p>The council met at noon and said that the bridge would stay closed until the water had gone.</p></main>
<aside><p>A book about rivers, bridges and what they have in common, by our own reporter.</p></aside>
<table><tr><td>Water<td>3.2 m</table><p>Fine</p>
<p>Leave a reply</p><div class="entry comments-list"><div><p>I do not believe a word of it</p></div></div>
<p>Nor do I, said he</p>
"""


def kinds_on(page: Page) -> dict[str, str]:
    phrases = phrase_table([("Leave a reply", "comment"), ("Read also", "related"), ("Log in", "account")])
    features = featurise(LineBatch([page]), replace(tiny_model().lexical, phrases=phrases))
    kinds = kinds_of_lines([page], features.X, features.words)
    return {line: KINDS_OF_LINES[kind] for line, kind in zip(page.lines, kinds, strict=True)}


def test_kinds_of_lines_of_html() -> None:
    kinds = {line[:12]: kind for line, kind in kinds_on(Page.from_html(PAGE_OF_KINDS)).items()}
    assert kinds == {
        "The river ro": "headings",
        "Home": "links: short",
        "The harbour ": "links: teasers",
        "Bread and sa": "list items",
        "$ 12.50": "prices",
        '[row id="1"]': "residue of markup",
        "The river at": "captions",
        "It rained al": "paragraphs inside the main container",
        "The council ": "paragraphs inside the main container",
        "A book about": "paragraphs outside the main container",
        "Water": "table cells",
        "3.2 m": "table cells",
        "Fine": "short lines",
        "Leave a repl": "phrases of sites' software",
        "I do not bel": "comments",
        "Nor do I, sa": "short lines",
    }


def test_kinds_of_lines_of_text() -> None:
    prose = "It rained all night, and in the morning the river stood at the door of the old library."
    kinds = kinds_on(Page.from_text(f"Home\n{prose}\nLog in\nLeave a reply\nNo", view="text"))
    assert list(kinds.values()) == [
        "short lines",
        "paragraphs",
        "phrases of sites' software",
        "phrases of sites' software",
        "comments",
    ]


def test_errors_sum_to_the_whole(fitted: Fitted) -> None:
    fit = fitted.views["text"]
    wrong = replace(fit, thresholds=np.full(len(fit.pages), 0.0))  # all content is lost
    errors = kind_errors(wrong)
    assert sum(kind.words for kind in errors) == pytest.approx(1)
    assert sum(kind.content_lost for kind in errors) == pytest.approx(1)
    assert {kind.boilerplate_kept for kind in errors} == {0.0}
    assert errors[0].kind == "paragraphs"
    assert errors[0].wrong == pytest.approx(1)


def test_a_view_without_errors_has_none_to_share_out(fitted: Fitted) -> None:
    fit = fitted.views["text"]
    perfect = replace(
        fit,
        cross=replace(fit.cross, p_boilerplate=fit.cross.lines.is_boilerplate.astype(np.float32)),
        thresholds=np.full(len(fit.pages), 0.5),
    )
    assert {kind.content_lost + kind.boilerplate_kept for kind in kind_errors(perfect)} == {0.0}


# --- the card ---


def test_the_card_groups_pages_and_quotes_none(fitted: Fitted) -> None:
    types = {str(page.page.id): "article" for page in TEXTS}
    card = model_card(fitted, types, {"walk": TEXTS, "other": OTHER_TEXTS})
    _, html, text, *_ = card.split("### View ")
    assert "| en | 16 | 8 |" in html
    assert "| maker |" not in html
    assert "| article | 32 | 8 |" in text
    assert "| walk | 16 | 8 |" in text
    assert "| el | 16 | 8 |" in text
    assert "the same pages several times" in text
    assert "## Where it fails" in card
    assert "Expected calibration error" in card
    for line in lines_of([*HTMLS, *TEXTS]):
        assert line not in card


def lines_of(pages: Sequence[TrainingPage]) -> set[str]:
    return {line for page in pages for line in page.page.lines if len(line.split()) > 1}


def test_the_columns_that_kinds_are_decided_by_exist() -> None:
    X = np.full((1, len(FEATURES)), np.nan, dtype=np.float32)
    kinds = kinds_of_lines([Page.from_text("Rain", view="text")], X, np.array([20.0]))
    assert kinds.tolist() == [KINDS_OF_LINES.index("paragraphs")]


def test_the_class_of_the_whole_page_does_not_make_it_a_comment() -> None:
    kinds = kinds_on(Page.from_html("<body class=comments-open><p>Rain</p><div id=COMMENTS><p>No</p></div></body>"))
    assert kinds == {"Rain": "short lines", "No": "comments"}
