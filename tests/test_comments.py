"""The comments of readers, which are boilerplate that can be had back."""

from __future__ import annotations

import pytest

from bbclf import Page
from tests.support.labelled import labelled
from tests.support.prose import PROSE

COMMENT = "I have never seen it so high"
OTHER = "Nor has my mother, who is ninety"


def with_comments(page: Page) -> str:
    """What is kept with comments if everything but the prose is boilerplate."""
    return labelled(page, *(0.1 if line == PROSE else 0.9 for line in page.lines)).kept(comments=True)


@pytest.mark.parametrize(
    "html",
    [
        f"<div id=comments><p>{COMMENT}</p><p>{OTHER}</p></div>",
        f"<ol class=commentlist><li><p>{COMMENT}</p></li></ol><div class='post-comments'><p>{OTHER}</p></div>",
        f"<section class=disqus-thread><h3>Comments</h3><p>{COMMENT}</p><p>Reply</p><p>{OTHER}</p></section>",
        f"<section><h3>Comments</h3><p>{COMMENT}</p><h4>Ada</h4><p>{OTHER}</p></section>".replace("<h4>Ada</h4>", ""),
        f"<h3>Kommentare</h3><p>{COMMENT}</p><p>{OTHER}</p><h3>Related posts</h3><p>Another river</p>",
        f"<div id=comments><p>{COMMENT}</p><p>{OTHER}</p><form><p>Your name, please</p></form></div>",
    ],
)
def test_html(html: str) -> None:
    page = Page.from_html(f"<nav>Home</nav><article><p>{PROSE}</p></article>{html}<footer>Imprint</footer>")
    assert with_comments(page) == f"{PROSE}\n\n{COMMENT}\n\n{OTHER}"


def test_a_page_that_is_called_comments() -> None:
    page = Page.from_html(f"<body class=comments-open><p>{PROSE}</p><p>Advertisement here</p></body>")
    assert with_comments(page) == PROSE


def test_text() -> None:
    page = Page.from_text(f"Home\n{PROSE}\n\nComments\n{COMMENT}\nReply\n{OTHER}\n\nRelated posts\nAnother river\n")
    assert with_comments(page) == f"{PROSE}\n\n{COMMENT}\n{OTHER}\n"
    assert with_comments(Page.from_text("")) == ""
    assert with_comments(Page.from_text(f"Another river\n{PROSE}")) == PROSE
