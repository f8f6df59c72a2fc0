"""What markup alone tells of lines."""

from __future__ import annotations

import numpy as np

from bbclf.page import Page
from training.pages.furniture import caption_lines, credit_lines, furniture_lines, line_keys, linked_lines

HTML = """
<div class="site-nav nav"><a href=/>Home</a></div>
<article><h1>Rain</h1><div class=byline>By M. Okafor</div><p>12 March 2019</p>
<figure><img><figcaption>The old mill</figcaption></figure><p>It rained all night in the valley.</p>
<footer><p>Filed under weather</p></footer></article>
<form><p>Your name</p></form><footer><a href=/about>About this site</a></footer>
"""


def chosen(page: Page, found: np.ndarray) -> list[str]:
    return [line for line, is_chosen in zip(page.lines, found, strict=True) if is_chosen]


def test_furniture_outside_the_article() -> None:
    page = Page.from_html(HTML)
    nothing = np.zeros(len(page), dtype=np.bool_)
    assert chosen(page, furniture_lines(page, nothing)) == ["Home", "Your name", "About this site"]


def test_an_element_that_holds_content_is_no_furniture() -> None:
    page = Page.from_html("<form><p>The whole page</p><p>stands in here</p></form><p>and</p><p>there</p><p>too</p>")
    content = np.array([True, False, False, False, False])
    assert not furniture_lines(page, content).any()


def test_a_form_around_the_page_is_no_furniture() -> None:
    page = Page.from_html("<form><p>The whole page</p><p>stands in here</p></form>")
    assert not furniture_lines(page, np.zeros(2, dtype=np.bool_)).any()


def test_captions_credits_and_links() -> None:
    page = Page.from_html(HTML)
    assert chosen(page, caption_lines(page)) == ["The old mill"]
    assert chosen(page, credit_lines(page)) == ["By M. Okafor", "12 March 2019"]
    assert chosen(page, linked_lines(page)) == ["Home", "About this site"]


def test_keys_are_equal_for_the_same_words() -> None:
    keys = line_keys(["Read more!", "read more", "Read on", "***"]).tolist()
    assert keys[0] == keys[1] != keys[2]
    assert keys[3] == 0
