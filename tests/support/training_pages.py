"""Small invented pages to train on, and what several test files make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.features import featurise
from bbclf.fit import LexicalParams, NetworkParams, TrainParams
from bbclf.fit.lines import Lines, assign_folds
from bbclf.fit.vocabulary import fit_lexical
from bbclf.lexicon.phrases import PhraseTable
from bbclf.lexicon.scores import LexicalModel
from bbclf.page import LineBatch, Page

SUBJECTS = ["river", "harbour", "market", "bridge", "school", "library", "council", "railway"]
NETWORK = NetworkParams(n_networks=2, n_units=8, epochs=20, early_stopping=False, batch_size=16, learning_rate=0.01)
PARAMS = TrainParams(
    n_folds=2, lexical=LexicalParams(word_bits=12, attribute_bits=10), network=NETWORK, text_network=NETWORK
)
SIDE_LINES = ["Home", "Share this page", "Subscribe to the newsletter", "Leave a reply", "All rights reserved"]


def prose(subject: str, n: int) -> str:
    return f"The {subject} was closed for the {n}th time this year, said the people who live beside the {subject}."


def labelled(page: Page, site: str, lang: str = "en") -> TrainingPage:
    """A page whose lines are content where they speak of a closing."""
    is_boilerplate = np.array([" was closed " not in line for line in page.lines], dtype=np.bool_)
    return TrainingPage(page, is_boilerplate, np.ones(len(page), dtype=np.float32), lang=lang, site=site)


def text_page(subject: str, number: int) -> TrainingPage:
    content = [prose(subject, number + i) for i in range(4)]
    lines = [*SIDE_LINES[:2], *content, *SIDE_LINES[2:]]
    return labelled(Page.from_text("\n".join(lines), id=f"{subject}-{number}", view="text"), subject)


def html_page(subject: str, number: int) -> TrainingPage:
    content = "".join(f"<p>{prose(subject, number + i)}</p>" for i in range(4))
    menu = "".join(f"<li><a href=/>{line}</a></li>" for line in SIDE_LINES)
    html = f"<title>{subject}</title><ul class=menu>{menu}</ul><main class={subject}>{content}</main>"
    return labelled(Page.from_html(html, id=f"{subject}-{number}-html"), subject)


TEXTS = [text_page(subject, number) for subject in SUBJECTS for number in range(2)]
HTMLS = [html_page(subject, number) for subject in SUBJECTS for number in range(2)]


def in_folds(pages: Sequence[TrainingPage]) -> tuple[list[TrainingPage], NDArray[np.int64]]:
    """Pages in the order of their folds, and the folds."""
    folds = assign_folds(pages, PARAMS.n_folds)
    order = np.argsort(folds, kind="stable")
    return [pages[i] for i in order], folds[order]


def vocabularies(pages: Sequence[TrainingPage], folds: NDArray[np.int64]) -> tuple[list[LexicalModel], LexicalModel]:
    return fit_lexical(pages, folds, PARAMS, PhraseTable.empty())


def with_labels(page: TrainingPage, is_boilerplate: bool) -> TrainingPage:
    return replace(page, is_boilerplate=np.full(len(page.page), is_boilerplate))


def hand_lines(is_boilerplate: Sequence[bool], page: Sequence[int], weight: Sequence[float]) -> Lines:
    starts = np.searchsorted(page, range(max(page) + 2))
    return Lines(np.array(page), np.array(is_boilerplate), np.array(weight, dtype=np.float64), starts)


def float_rows(*rows: Sequence[float]) -> NDArray[np.float32]:
    return np.array(rows, dtype=np.float32)


def training_rows() -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Feature rows of text and of HTML, NaN where the one lacks what the other has."""
    pages = TEXTS + HTMLS
    _, lexical = vocabularies(*in_folds(pages))
    X = featurise(LineBatch([page.page for page in pages]), lexical).X
    return X, np.concatenate([page.is_boilerplate for page in pages])
