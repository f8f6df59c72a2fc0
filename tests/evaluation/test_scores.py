"""Words of a page that is labelled in several ways: the same as of the texts that are kept, and tokenised once."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

import bbclf.evaluation.scores
from bbclf.dataset import TrainingPage
from bbclf.evaluation import ThresholdSweep
from bbclf.evaluation.scores import PageWords, score_page
from bbclf.metrics import word_f1
from bbclf.page import LabelledPage, Page
from bbclf.tokens import tokenise

LINES = ["Home", "Home Home about", "It rained, and it rained.", "昨夜大雨", "...", "Share"]
bools = st.lists(st.booleans(), min_size=len(LINES), max_size=len(LINES)).map(np.array)


def page_of(truth: NDArray[np.bool_], counted: NDArray[np.bool_]) -> TrainingPage:
    return TrainingPage(Page.from_text("\n".join(LINES), view="text"), truth, counted.astype(np.float32))


@given(bools, bools, bools)
def test_words_are_those_of_the_kept_text(
    truth: NDArray[np.bool_], counted: NDArray[np.bool_], is_boilerplate: NDArray[np.bool_]
) -> None:
    kept, true = (
        "\n".join(line for line, wanted in zip(LINES, chosen & counted, strict=True) if wanted)
        for chosen in (~is_boilerplate, ~truth)
    )
    assert PageWords(page_of(truth, counted)).score(is_boilerplate) == word_f1(kept, true)


def test_a_sweep_tokenises_a_page_once(monkeypatch: pytest.MonkeyPatch) -> None:
    everything = np.ones(len(LINES), dtype=np.bool_)
    page = page_of(~everything, everything)
    labelled = LabelledPage(page.page, np.linspace(0, 1, len(LINES), dtype=np.float32), 0.5)
    score, calls = score_page(page, labelled), []
    monkeypatch.setattr(bbclf.evaluation.scores, "tokenise", lambda chars: calls.append(1) or tokenise(chars))
    ThresholdSweep().add(page, labelled, score)
    assert len(calls) == 1
