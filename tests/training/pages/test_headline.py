"""The headline is content, whatever the truth says; its repetitions are not decided."""

from __future__ import annotations

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.headline import with_headline

TITLE = "Rain in the valley - The Courier"
BODY = "It rained all night, and in the morning the road was under water."


def labelled(page: Page, signs: str) -> TrainingPage:
    is_boilerplate = np.array([sign == "-" for sign in signs])
    return TrainingPage(page, is_boilerplate, np.array([sign != "?" for sign in signs], dtype=np.float32))


def signs(page: TrainingPage) -> str:
    pairs = zip(page.is_boilerplate, page.weight, strict=True)
    return "".join("?" if not weight else "-" if noise else "+" for noise, weight in pairs)


def test_the_last_line_above_the_content_that_says_the_title() -> None:
    page = Page.from_text(f"Rain in the valley\nNews\nRain in the valley\n{BODY}\nRain in the valley", view="text")
    assert signs(with_headline(labelled(page, "---+-"), TITLE)) == "?-++?"


def test_a_short_headline_in_h1() -> None:
    page = Page.from_html(f"<p>Rain valley</p><h1>Rain <b>valley</b></h1><p>{BODY}</p>")
    assert signs(with_headline(labelled(page, "--+"), TITLE)) == "-++"


def test_a_page_without_its_title_or_without_labels_is_as_it_was() -> None:
    page = Page.from_html(f"<h1>Sun</h1><p>{BODY}</p>")
    assert signs(with_headline(labelled(page, "-+"), TITLE)) == "-+"
    undecided = labelled(Page.from_html("<h1>Rain in the valley</h1>"), "?")
    assert with_headline(undecided, TITLE) is undecided
