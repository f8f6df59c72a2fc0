"""What repeated siblings say of a line: each feature's value, computed by hand."""

from __future__ import annotations

from math import log, log1p

import pytest

from bbclf.features import cards
from bbclf.page import Page
from tests.support.rows import NAN, TWENTY, Value, columns, text

# Words: 1, three times 1 and 20, three times 1 and 1: together 70. Characters of the teasers: 6 each, 3 in a link.
POST = f"<div class=post><p>Ann</p><p>{TWENTY}</p></div>"
TEASER = "<div class=teaser><a href=/>Sun</a><p>Dry</p></div>"
THREAD = Page.from_html(f"<p>Rain</p><section>{POST * 3}</section><aside>{TEASER * 3}</aside>")
TWO_POSTS = Page.from_html(f"<section>{POST * 2}</section>")
MENU = Page.from_html("<ul>" + "<li><a href=/>Home</a></li>" * 5 + "</ul>")

VALUES = [
    Value("card_lines", THREAD, 2, log(2)),
    Value("card_lines", THREAD, 0, NAN),
    Value("card_lines", TWO_POSTS, 0, NAN),
    Value("card_lines", MENU, 0, NAN),  # of one line each
    Value("card_words", THREAD, 2, log1p(21)),
    Value("card_words", THREAD, 7, log1p(2)),
    Value("card_prose", THREAD, 1, 30 / 63),
    Value("card_links", THREAD, 1, 0),
    Value("card_links", THREAD, 8, 9 / 18),
    Value("cards_share", THREAD, 1, 63 / 70),
    Value("cards_rank", THREAD, 1, 1),
    Value("cards_rank", THREAD, 7, 6 / 63),
    Value("cards_place", THREAD, 6, 1 / 13),
    Value("cards_place", THREAD, 9, 7 / 13),
    Value("card_line", THREAD, 3, 0),
    Value("card_line", THREAD, 4, log1p(1)),
]


@pytest.mark.parametrize(
    ("feature", "page", "line", "expected"), VALUES, ids=[f"{v.feature}-{v.line}-{v.expected:.2f}" for v in VALUES]
)
def test_value(feature: str, page: Page, line: int, expected: float) -> None:
    assert columns(page)[feature][line] == pytest.approx(expected, abs=1e-5, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    assert {value.feature for value in VALUES} == {feature.name for feature in cards.FEATURES}


def test_text_has_no_cards() -> None:
    found = columns(text("Ann", TWENTY, "Ann", TWENTY, "Ann", TWENTY))
    assert all(found[feature.name] == pytest.approx([NAN] * 6, nan_ok=True) for feature in cards.FEATURES)
