"""How many headlines are kept, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.fit.site import JudgedPage
from bbclf.page import Page
from tests.support.tiny_model import tiny_model
from training.compare.headlines import headline_share, undoubted_headline

HTML = "<p>Menu</p><h1>The ferry <b>runs</b> again</h1><p>Rain</p>"


def page(html: str = HTML, id: str = "") -> Page:
    return Page.from_html(html, id=id)


def judged(id: str, p_headline: float) -> JudgedPage:
    given = page(id=id)
    labels = TrainingPage(given, np.zeros(3, dtype=np.bool_), np.ones(3, dtype=np.float32))
    return JudgedPage(labels, np.array([0.9, p_headline, 0.1], dtype=np.float32))


def test_the_only_h1_that_begins_the_title_is_the_headline() -> None:
    assert undoubted_headline(page(), "The ferry runs  again - The Courier") == [1]
    assert undoubted_headline(page("<h1>The ferry<br>runs again</h1>"), "The Ferry runs again | News") == [0, 1]


@pytest.mark.parametrize(
    ("html", "title"),
    [
        (HTML, "The Courier - The ferry runs again"),
        (HTML, ""),
        (HTML + "<h1>The Courier</h1>", "The ferry runs again"),
        ("<h1>Ferry again</h1>", "Ferry again"),
        ("<p>The ferry runs again</p>", "The ferry runs again"),
    ],
)
def test_other_headlines_are_in_doubt(html: str, title: str) -> None:
    assert undoubted_headline(page(html), title) == []


def test_a_text_has_no_h1() -> None:
    assert undoubted_headline(Page.from_text("The ferry runs again"), "The ferry runs again") == []


def test_headlines_above_the_threshold_are_lost() -> None:
    titles = {"kept": "The ferry runs again", "lost": "The ferry runs again", "other": "Rain"}
    share = headline_share([judged("kept", 0.4), judged("lost", 0.99), judged("other", 0.99)], titles, tiny_model())
    assert share == (2, 1)
