"""Masks of sources, in HTML and in text."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.page import Page
from training.pages.by_source import label_by_source
from training.pages.conventions import apply_conventions
from training.sources.pages import RawPage

BODY = (
    "It rained all night in the valley, and in the morning the road to the mill was under water as far as the bridge."
)
HTML = f"""
<title>Rain in the valley - The Courier</title>
<ul><li><a href=/a>The mayor who swims every morning</a></li></ul>
<h1>Rain in the valley</h1><p class=byline>By M. Okafor</p><p>{BODY}</p>
<figure><figcaption>The old mill</figcaption></figure>
<footer><p>All rights reserved</p></footer>
"""
TITLE = "Rain in the valley - The Courier"
LINES = Page.from_html(HTML).lines


def raw(source: str, truth: str = BODY) -> RawPage:
    return RawPage("a", source, "", "example.org", "en", TITLE, HTML, truth, None)


def signs(labelled: TrainingPage) -> list[str]:
    return [
        "?" if not weight else "-" if noise else "+"
        for noise, weight in zip(labelled.is_boilerplate, labelled.weight, strict=True)
    ]


VIEWS = [Page.from_html(HTML), Page.from_text("\n".join(LINES), view="text")]


@pytest.mark.parametrize("page", VIEWS, ids=["html", "text"])
def test_the_headline_is_content_and_bylines_and_captions_are_not_decided(page: Page) -> None:
    # link, headline, byline, body, caption, footer
    assert signs(label_by_source(raw("andy_news"), page)) == ["-", "+", "?", "+", "?", "-"]


@pytest.mark.parametrize("page", VIEWS, ids=["html", "text"])
def test_a_source_that_keeps_everything_teaches_no_links_and_footers(page: Page) -> None:
    assert signs(label_by_source(raw("cleaneval", "\n".join(LINES)), page)) == ["?", "+", "?", "+", "?", "?"]


def test_other_sources_keep_their_labels() -> None:
    page = VIEWS[0]
    labelled = TrainingPage(page, np.ones(len(page), dtype=np.bool_), np.ones(len(page), dtype=np.float32))
    assert apply_conventions(raw("wcxb"), labelled) is labelled


def test_a_page_without_its_truth_stays_undecided() -> None:
    other = "Quite another text, of which not a single sentence stands anywhere on this page about rain."
    assert set(signs(label_by_source(raw("andy_news", other), VIEWS[0]))) == {"?"}


def test_names_and_dates_of_posts_are_not_decided() -> None:
    post = raw("harvest_forum")._replace(meta=("/profile/M.%20Okafor",))
    assert signs(label_by_source(post, VIEWS[1]))[2] == "?"


def test_known_blocks_go_before_the_truth() -> None:
    recipe = raw("recipes")._replace(known_blocks=(BODY,))
    assert signs(label_by_source(recipe, VIEWS[0])) == ["?", "+", "?", "+", "?", "-"]
