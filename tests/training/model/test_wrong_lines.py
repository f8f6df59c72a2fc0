"""Kinds of lines, and how much of what went wrong was of each kind."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from bbclf.features import FEATURES, featurise
from bbclf.fit import Fitted, fit_model
from bbclf.lexicon.phrases import phrase_table
from bbclf.page import LineBatch, Page
from tests.support.tiny_model import tiny_model
from tests.support.training_pages import HTMLS, PARAMS, TEXTS
from training.model.wrong_lines import KINDS_OF_LINES, kind_errors, kinds_of_lines


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    return fit_model([*HTMLS, *TEXTS], PARAMS)


PAGE_OF_KINDS = """
<h1>The river rose</h1>
<ul><li><a href=/a>Home</a><li><a href=/b>The harbour was closed for the third time</a><li>Bread and salt</ul>
<p>$ 12.50</p><p>[row id="1"]</p>
<figure><figcaption>The river at night</figcaption></figure>
<main><p>It rained all night, and in the morning the river stood at the door of the old library.</p>
<p>The council met at noon and said that the bridge would stay closed until the water had gone.</p></main>
<aside><p>A book about rivers, bridges and what they have in common, by our own reporter.</p></aside>
<table><tr><td>Water<td>3.2 m</table><p>Fine</p>
<p>Leave a reply</p><div class="entry comments-list"><div><p>I do not believe a word of it</p></div></div>
<p>Nor do I, said he</p>
"""


def kinds_on(page: Page) -> dict[str, str]:
    phrases = phrase_table([("Leave a reply", "comment"), ("Read also", "related"), ("Log in", "account")])
    features = featurise(LineBatch([page]), replace(tiny_model().lexical, phrases=phrases))
    kinds = kinds_of_lines([page], features.X, features.words)
    return {line: KINDS_OF_LINES[kind] for line, kind in zip(page.lines, kinds, strict=True)}


def test_kinds_of_lines_of_html() -> None:
    kinds = {line[:12]: kind for line, kind in kinds_on(Page.from_html(PAGE_OF_KINDS)).items()}
    assert kinds == {
        "The river ro": "headings",
        "Home": "links: short",
        "The harbour ": "links: teasers",
        "Bread and sa": "list items",
        "$ 12.50": "prices",
        '[row id="1"]': "residue of markup",
        "The river at": "captions",
        "It rained al": "paragraphs inside the main container",
        "The council ": "paragraphs inside the main container",
        "A book about": "paragraphs outside the main container",
        "Water": "table cells",
        "3.2 m": "table cells",
        "Fine": "short lines",
        "Leave a repl": "phrases of sites' software",
        "I do not bel": "comments",
        "Nor do I, sa": "short lines",
    }


def test_kinds_of_lines_of_text() -> None:
    prose = "It rained all night, and in the morning the river stood at the door of the old library."
    kinds = kinds_on(Page.from_text(f"Home\n{prose}\nLog in\nLeave a reply\nNo", view="text"))
    assert list(kinds.values()) == [
        "short lines",
        "paragraphs",
        "phrases of sites' software",
        "phrases of sites' software",
        "comments",
    ]


def test_errors_sum_to_the_whole(fitted: Fitted) -> None:
    fit = fitted.views["text"]
    wrong = replace(fit, thresholds=np.full(len(fit.pages), 0.0))  # all content is lost
    errors = kind_errors(wrong, fitted.model.lexical)
    assert sum(kind.words for kind in errors) == pytest.approx(1)
    assert sum(kind.content_lost for kind in errors) == pytest.approx(1)
    assert {kind.boilerplate_kept for kind in errors} == {0.0}
    assert errors[0].name == "paragraphs"
    assert errors[0].wrong == pytest.approx(1)


def test_a_view_without_errors_has_none_to_share_out(fitted: Fitted) -> None:
    fit = fitted.views["text"]
    perfect = replace(
        fit,
        cross=replace(fit.cross, p_boilerplate=fit.cross.lines.is_boilerplate.astype(np.float32)),
        thresholds=np.full(len(fit.pages), 0.5),
    )
    assert {kind.content_lost + kind.boilerplate_kept for kind in kind_errors(perfect, fitted.model.lexical)} == {0.0}


def test_the_columns_that_kinds_are_decided_by_exist() -> None:
    X = np.full((1, len(FEATURES)), np.nan, dtype=np.float32)
    kinds = kinds_of_lines([Page.from_text("Rain", view="text")], X, np.array([20.0]))
    assert kinds.tolist() == [KINDS_OF_LINES.index("paragraphs")]


def test_the_class_of_the_whole_page_does_not_make_it_a_comment() -> None:
    kinds = kinds_on(Page.from_html("<body class=comments-open><p>Rain</p><div id=COMMENTS><p>No</p></div></body>"))
    assert kinds == {"Rain": "short lines", "No": "comments"}
