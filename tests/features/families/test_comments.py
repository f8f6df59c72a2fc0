"""Sections of comments: each column's value, computed by hand."""

from __future__ import annotations

from math import log1p

import pytest

from bbclf.html.comments import naming_comments, says_comments
from tests.support.rows import NAN, TWELVE, TWENTY, Value, html, text

# Prose words: 10 in the article, none in the heading, 2 in the comment, none in the footer.
ARTICLE = html(
    f"<article><p>{TWENTY}</p></article>"
    f"<div id=comments><h2>Replies</h2><div class=comment><p>{TWELVE}</p></div></div>"
    "<footer><p>About</p></footer>"
)
TWO_SECTIONS = html(f"<ol class=commentlist><li>Rain</li></ol><p>{TWENTY}</p><ol class=commentlist><li>Sun</li></ol>")
WHOLE_PAGE = html(f"<div class=comments><p>{TWENTY}</p><p>Rain</p></div>")

VALUES = [
    Value("in_comments", ARTICLE, 0, 0),
    Value("in_comments", ARTICLE, 1, 1),
    Value("in_comments", ARTICLE, 2, 1),
    Value("in_comments", ARTICLE, 3, 0),
    Value("in_comments", WHOLE_PAGE, 0, 0),  # an element that is the page names no section of it
    Value("in_comments", text("Rain"), 0, NAN),
    Value("comments_prose", ARTICLE, 0, 2 / 12),
    Value("comments_prose", ARTICLE, 2, 2 / 12),
    Value("comments_prose", WHOLE_PAGE, 0, 0),
    Value("prose_before_comments", ARTICLE, 0, NAN),
    Value("prose_before_comments", ARTICLE, 2, 10 / 12),
    Value("prose_before_comments", TWO_SECTIONS, 0, 0),
    Value("prose_before_comments", TWO_SECTIONS, 2, 1),
    Value("comments_line", ARTICLE, 1, 0),
    Value("comments_line", ARTICLE, 2, log1p(1)),
    Value("comments_line", ARTICLE, 3, NAN),
    Value("comments_line", TWO_SECTIONS, 2, 0),
]


@pytest.mark.parametrize("value", VALUES, ids=Value.name)
def test_value(value: Value) -> None:
    assert value.computed == value.wanted


@pytest.mark.parametrize(
    "words",
    [
        "comments", "comment-list odd", "userComments", "post__comment", "commentlist", "commentarea", "disqus_thread",
        "respond", "replies", "livefyre-app", "hyvor", "commento", "kommentare", "Kommentarer", "commentaires",
        "comentarios", "commenti", "comentarii",
    ],
)  # fmt: skip
def test_words_that_name_comments(words: str) -> None:
    assert says_comments(words)
    assert naming_comments({words, "article"}) == {words}


@pytest.mark.parametrize("words", ["", "commented-out", "commentary", "recommend", "responsive", "incommensurable"])
def test_words_that_do_not(words: str) -> None:
    assert not says_comments(words)
    assert naming_comments({words, "comments"}) == {"comments"}
    assert not naming_comments({words})
