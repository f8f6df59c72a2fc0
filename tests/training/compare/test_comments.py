"""What is kept of readers' comments, by hand."""

from __future__ import annotations

import math

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.fit.site import JudgedPage
from bbclf.page import Page
from tests.support.tiny_model import tiny_model
from training.compare.comments import comment_shares

HTML = "<p>Rain</p><ol class=comments><li>So it is</li><li>No</li><li>I say it is dry</li></ol>"


def judged(noise: list[bool], p: list[float], weight: tuple[int, ...] = (1, 1, 1, 1)) -> JudgedPage:
    page = TrainingPage(Page.from_html(HTML), np.array(noise), np.array(weight, dtype=np.float32))
    return JudgedPage(page, np.array(p, dtype=np.float32))


def test_shares_of_words_inside_elements_for_comments() -> None:
    # Comments of 3, 1 and 5 words; at the threshold of .5, the first is kept in both.
    below_article = judged([False, True, True, True], [0.1, 0.1, 0.9, 0.9], (1, 1, 1, 0))
    thread = judged([False, False, False, False], [0.9, 0.1, 0.1, 0.9])
    shares = comment_shares([below_article, thread], tiny_model())
    assert (shares.boilerplate_pages, shares.content_pages) == (1, 1)
    assert shares.boilerplate_kept == 3 / 4
    assert shares.content_kept == 4 / 9


def test_no_comments() -> None:
    assert math.isnan(comment_shares([], tiny_model()).content_kept)
