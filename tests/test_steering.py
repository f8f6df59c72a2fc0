"""A threshold or a favor in place of the model's thresholds: what is accepted, and what it does to a page."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import bbclf.cleaning
from bbclf.classifier import LineClassifier
from bbclf.errors import InputError, ModelError
from bbclf.page import Page
from bbclf.steering import Steering, read_threshold
from tests.support.run import Bbclf
from tests.support.tiny_model import tiny_model

RAIN = "It rained all night, and the river rose."
PAGE = Page.from_text(f"Home\nNews\nMore\n{RAIN}\nShare", view="leftover")
"""To the tiny model, p_boilerplate .88, .95, .88, .27, .88."""

FAVOR = {"precision": {"leftover": 0.2}, "recall": {"leftover": 0.9}}


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan"), float("inf"), "0.5", True, [0.5]])
def test_a_threshold_is_a_number_from_0_to_1(threshold: Any) -> None:
    for ask in (
        lambda: LineClassifier(tiny_model(), threshold=threshold),
        lambda: LineClassifier(tiny_model()).label(PAGE, threshold=threshold),
        lambda: next(LineClassifier(tiny_model()).label_many([PAGE], threshold=threshold)),
    ):
        with pytest.raises(InputError, match="threshold must be a number from 0 to 1, got "):
            ask()


@pytest.mark.parametrize("text", ["None", "", "half", "nan", "2", "-1"])
def test_a_threshold_in_text(text: str) -> None:
    with pytest.raises(InputError, match=f"threshold must be a number from 0 to 1, got '?{text}"):
        read_threshold(text)
    assert read_threshold("0.25") == 0.25


def test_a_favor_is_one_of_two_and_excludes_a_threshold() -> None:
    with pytest.raises(InputError, match="favor must be 'precision' or 'recall', got 'speed'"):
        Steering(favor="speed")  # type: ignore[arg-type]
    with pytest.raises(InputError, match=r"threshold 0.5 and favor 'recall' contradict each other: give one"):
        Steering(0.5, "recall")


def n_kept(classifier: LineClassifier, **steering: Any) -> int:
    found = {
        int((~labelled.is_boilerplate).sum())
        for labelled in [classifier.label(PAGE, **steering), *classifier.label_many([PAGE], **steering)]
    }
    (number,) = found
    return number


def test_a_wish_replaces_the_default_and_that_replaces_the_model_s() -> None:
    model = tiny_model(favor=FAVOR)
    assert n_kept(LineClassifier(model)) == 1
    assert n_kept(LineClassifier(model), threshold=np.float32(0.9)) == 4
    assert n_kept(LineClassifier(model, threshold=0.9)) == 4
    assert n_kept(LineClassifier(model, threshold=0.9), threshold=0.2) == 0
    assert n_kept(LineClassifier(model), favor="precision") == 0
    assert n_kept(LineClassifier(model, favor="precision"), favor="recall") == 4
    assert n_kept(LineClassifier(model, favor="recall"), threshold=0.2) == 0


def test_a_threshold_switches_the_rules_for_single_pages_off() -> None:
    unsure = Page.from_text(RAIN, view="text")
    model = tiny_model(thresholds=dict.fromkeys(("html", "text", "leftover"), 0.01))
    assert LineClassifier(model).label(unsure).text == RAIN
    assert LineClassifier(model).label(unsure, threshold=0.01).text == ""


def test_a_model_without_named_thresholds_says_so() -> None:
    with pytest.raises(ModelError, match="no threshold that favors recall for view 'leftover'"):
        LineClassifier(tiny_model()).label(PAGE, favor="recall")


def test_clean_text_and_clean_html(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bbclf.cleaning, "_packaged", lambda: LineClassifier(tiny_model(favor=FAVOR)))
    text = "\n".join(PAGE.lines)
    assert bbclf.clean_text(text, view="leftover") == RAIN
    assert bbclf.clean_text(text, view="leftover", threshold=1.0) == text
    assert bbclf.clean_text(text, view="leftover", favor="precision") == ""
    assert bbclf.clean_html(f"<p>Home</p><p>{RAIN}</p>", threshold=1.0) == f"Home\n\n{RAIN}"


# --- the commands; to the plain model, p_boilerplate of short lines is .9, of others .1 ---


def test_predict_by_a_threshold(predict: Bbclf) -> None:
    done = predict("--threshold", "0.95", "--view", "text", input=f"Home\n{RAIN}".encode())
    assert done.stdout.decode() == f"Home\n{RAIN}\n"
    assert b"bbclf: threshold 0.95 on every page: the model's rules for single pages are off\n" in done.stderr
    assert b"rules" not in predict("--quiet", "--threshold", "0.95", input=b"Home").stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--threshold", "None"], "threshold must be a number from 0 to 1, got 'None'"),
        (["--threshold", "nan"], "threshold must be a number from 0 to 1, got nan"),
        (
            ["--threshold", "0.5", "--favor", "recall"],
            "threshold 0.5 and favor 'recall' contradict each other: give one",
        ),
    ],
)
def test_what_is_wrong_is_said_in_one_line(predict: Bbclf, options: list[str], message: str) -> None:
    done = predict(*options, input=b"Home")
    assert (done.stderr.decode(), done.returncode) == (f"bbclf: {message}\n", 2)


def test_predict_by_a_favor_that_the_model_lacks(predict: Bbclf) -> None:
    done = predict("--favor", "recall", "--view", "text", input=b"Home")
    assert done.stderr.startswith(b"bbclf: the model plain-1 has no threshold that favors recall for view 'text'")
    assert done.stderr.count(b"\n") == 1
    assert done.returncode == 2
