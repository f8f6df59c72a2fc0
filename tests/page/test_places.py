"""Where lines stand."""

from __future__ import annotations

import pytest

from bbclf import Page
from tests.support.labelled import labelled


def test_tag_path_and_links() -> None:
    page = Page.from_html(
        "<body class='single post'><div id=a><div class='2 article big'><p>It <a href=b>rains</a></p><ul><li>x</ul>"
        "<x-card><p></p>y</x-card>"
    )
    rain, item, card = labelled(page, 0.1, 0.1, 0.1).lines
    assert (rain.tag, rain.path, rain.link_ratio) == ("p", "div.a > div.article > p", pytest.approx(5 / 8))
    assert (item.tag, item.path, item.link_ratio) == ("li", "div.article > ul > li", 0)
    assert (card.tag, card.path) == ("other", "div.a > div.article > other")


def test_long_names_are_left_out_of_the_path() -> None:
    page = Page.from_html(f"<div class='{'a' * 1_000}'><p id='{'b' * 1_000}'>x</p></div>")
    (line,) = labelled(page, 0.1).lines
    assert line.path == "body > div > p"


def test_text_has_no_places() -> None:
    (line,) = labelled(Page.from_text("a"), 0.1).lines
    assert (line.tag, line.path, line.link_ratio) == (None, None, None)
