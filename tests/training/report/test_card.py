"""The model card, written from figures alone."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bbclf.dataset import TrainingPage
from bbclf.fit import Fitted, fit_model
from tests.support.training_pages import HTMLS, PARAMS, TEXTS
from training.model.view_figures import view_figures
from training.report.card import model_card

OTHER_TEXTS = [replace(page, lang="el") for page in TEXTS]
EVIDENCE = [{"lang": "ta", "host": "hi", "n_phrases": 60, "shares": {"leftover": [0.5, 0.25], "text": [1.0, 0.75]}}]
LEFT_OUT = {"name": "fundus", "kind": "source", "pages": 7, "html": 0.9, "text": 0.8, "trafilatura": 0.7}
LEFT_OUT |= {"readability": 0.6}


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit_model([*HTMLS, *TEXTS, *OTHER_TEXTS], PARAMS)


@pytest.fixture(scope="module")
def figures(fitted: Fitted) -> dict[str, Any]:
    types = {str(page.page.id): "article" for page in TEXTS}
    others = {id(page) for page in OTHER_TEXTS}
    views = {
        view: view_figures(
            fit, types, [None if view == "html" else "other" if id(page) in others else "walk" for page in fit.pages]
        )
        for view, fit in fitted.views.items()
    }
    figures: dict[str, Any] = {"views": views, "left_out": {"rows": [LEFT_OUT]}, "lexicon": EVIDENCE}
    return dict(json.loads(json.dumps(figures)))


def test_a_threshold_for_recall_keeps_more(figures: dict[str, Any]) -> None:
    for view in figures["views"].values():
        precision, neither, recall = view["favor"]
        assert [row["name"] for row in view["favor"]] == ["precision", "neither", "recall"]
        assert precision["threshold"] <= neither["threshold"] <= recall["threshold"]
        assert precision["recall"] <= neither["recall"] <= recall["recall"]
        assert neither["f1"] == pytest.approx(view["groups"]["language"][-1]["f1"])


def test_a_higher_threshold_keeps_more(figures: dict[str, Any]) -> None:
    for view in figures["views"].values():
        recalls = [row["recall"] for row in view["thresholds"]]
        assert recalls == sorted(recalls)
        assert [row["threshold"] for row in view["thresholds"]][:2] == [0.05, 0.1]


def test_the_card_groups_pages_and_quotes_none(figures: dict[str, Any]) -> None:
    card = model_card(figures)
    _, html, text, *_ = card.split("### View ")
    assert "| en | 16 | 8 |" in html
    assert "| made by |" not in html
    assert "| article | 32 | 8 |" in text
    assert "| walk | 16 | 8 |" in text
    assert "| el | 16 | 8 |" in text
    assert "each page several times" in text
    assert "each page several times" not in html
    assert "## Where it fails" in card
    assert "Expected calibration error" in card
    assert "| fundus | 7 | **.900** |" in card
    assert "| ta | hi | 60 |" in card
    for line in lines_of([*HTMLS, *TEXTS]):
        assert line not in card


def lines_of(pages: Sequence[TrainingPage]) -> set[str]:
    return {line for page in pages for line in page.page.lines if len(line.split()) > 1}


def test_the_card_says_that_left_out_was_skipped(figures: dict[str, Any]) -> None:
    assert "of an earlier version of this model" not in model_card(figures)
    skipped = {**figures, "left_out": {**figures["left_out"], "skipped": True}}
    assert "of an earlier version of this model" in model_card(skipped)
    assert "Not measured." in model_card({**figures, "left_out": {"rows": [], "skipped": True}})
