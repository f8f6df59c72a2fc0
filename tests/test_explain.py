"""Reasons for a label: they add up to the line's log-odds, and name what the model was given to go by."""

from __future__ import annotations

import json
import pickle
from math import exp
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray

from bbclf.classifier import LineClassifier
from bbclf.cli.explain import bars
from bbclf.errors import InputError
from bbclf.explain import TEMPLATE, IntegratedGradients
from bbclf.features import FEATURES, GROUP_OF_COLUMN, Group
from bbclf.network import INPUT_LIMIT, Network
from bbclf.page import Explanation, Page, Reason
from tests.support.networks import plain_scaling
from tests.support.run import ROOT, Bbclf
from tests.support.tiny_model import tiny_model

RAIN = "It rained all night, and the river rose."
PAGE = Page.from_text(f"Home\nNews\n{RAIN}\nShare", view="text")
MENU = Page.from_html(f"<ul class=menu><li>Home<li>News</ul><main><p>{RAIN}<p>Oh</main>")


@pytest.fixture(scope="module")
def classifier() -> LineClassifier:
    return LineClassifier(tiny_model())


def sigmoid(log_odds: float) -> np.float32:
    return np.float32(1 / (1 + exp(-log_odds)))


def test_contributions_by_hand() -> None:
    """One unit, max(0, 2a - b): it is 0 until two thirds of the way from (-4, 0) to (2, 0) and 4 at its end."""
    network = Network(
        plain_scaling(2),
        weights=np.array([[2, -1]], dtype=np.int16),
        bias=np.array([0], dtype=np.int32),
        out=np.array([3], dtype=np.int32),
        out_scale=0.5,
        out_bias=-1.0,
    )
    base, added = contributions(network, np.array([-4.0, 0.0]), np.array([2.0, 0.0]))
    assert (base, added.tolist()) == (-1.0, [1.5 * 4, 0.0])
    # From (1, 1) to (3, 5): 1 at first, 1 at the end, above 0 all the way, so that each input counts in full.
    base, added = contributions(network, np.array([1.0, 1.0]), np.array([3.0, 5.0]))
    assert (base, added.tolist()) == (-1.0 + 1.5, [1.5 * 4, -1.5 * 4])
    # From (1, 1) to (1, 5): 1 at first, 0 from a quarter of the way on.
    assert contributions(network, np.array([1.0, 1.0]), np.array([1.0, 5.0]))[1].tolist() == [0.0, -1.5]


def contributions(
    network: Network, start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[float, NDArray[np.float64]]:
    gradients = IntegratedGradients(network, start)
    return gradients.base, gradients.added(end)


points = arrays(np.float64, 3, elements=st.floats(-INPUT_LIMIT, INPUT_LIMIT))


@given(
    points,
    points,
    arrays(np.int16, (4, 3), elements=st.integers(-50, 50)),
    arrays(np.int32, 4, elements=st.integers(-900, 900)),
)
def test_contributions_add_up(start: np.ndarray, end: np.ndarray, weights: np.ndarray, bias: np.ndarray) -> None:
    network = Network(plain_scaling(3), weights, bias, np.array([5, -7, 1, 0], dtype=np.int32), 1e-3, 0.25)

    def log_odds(point: np.ndarray) -> float:
        return float(network.out @ np.maximum(weights @ point + bias, 0)) * network.out_scale + network.out_bias

    base, added = contributions(network, start, end)
    assert base == pytest.approx(log_odds(start), abs=1e-6)
    assert base + added.sum() == pytest.approx(log_odds(end), abs=1e-6)


@pytest.mark.parametrize("page", [PAGE, MENU], ids=["text", "html"])
def test_reasons_add_up_to_the_line_s_log_odds(classifier: LineClassifier, page: Page) -> None:
    labelled = classifier.label(page)
    for number, line in enumerate(labelled.lines):
        explanation = labelled.explain(number)
        assert explanation == classifier.explain(labelled, number)
        assert (explanation.number, explanation.text, explanation.label) == (number, line.text, line.label)
        assert sigmoid(explanation.log_odds) == pytest.approx(line.p_boilerplate, abs=1e-6)
        assert explanation.base + sum(reason.log_odds for reason in explanation.reasons) == explanation.log_odds
        for reason in explanation.reasons:
            assert reason.name == TEMPLATE or sum(reason.columns.values()) == pytest.approx(reason.log_odds)


def test_several_lines_are_explained_as_each_of_them(classifier: LineClassifier) -> None:
    labelled = classifier.label(MENU)
    one_by_one = [labelled.explain(number) for number in range(len(MENU))]
    assert labelled.explain_lines() == one_by_one
    assert classifier.explain_lines(labelled, [3, 0]) == [one_by_one[3], one_by_one[0]]
    assert labelled.explain_lines(np.array([3, 0])) == [one_by_one[3], one_by_one[0]]
    assert type(labelled.explain_lines(np.array([3]))[0].number) is int
    assert labelled.explain_lines([]) == []


def test_reasons_of_the_shipped_model_add_up(shipped_model: LineClassifier) -> None:
    page = Page.from_html((ROOT / "data/demo/english-blog.html").read_bytes())
    labelled = shipped_model.label(page)
    network, features = shipped_model.model.networks["html"], labelled.p_boilerplate
    for number in range(len(page)):
        log_odds = labelled.explain(number).log_odds
        assert float(1 / (1 + np.exp(-log_odds))) == pytest.approx(float(features[number]), abs=1e-6)
    assert len(network.scaling.center) == len(GROUP_OF_COLUMN) == len(FEATURES)


def test_what_the_model_goes_by_is_the_reason(classifier: LineClassifier) -> None:
    """A long line of the class "menu" among long lines of none: only the elements around it tell."""
    page = Page.from_html(f"<p>{RAIN}</p><div class=menu>{RAIN}</div><p>{RAIN}</p>")
    reason = classifier.label(page).explain(1).reasons[0]
    assert reason.name == Group.ELEMENTS
    assert reason.log_odds > 0
    assert list(reason.columns) == ["attribute_score"]


def test_template_is_what_lines_of_one_path_tell_each_other(classifier: LineClassifier) -> None:
    """Two paragraphs of one path, "Oh" with higher log-odds: it is given some of the other's."""
    labelled = classifier.label(MENU)
    of_template = [
        {reason.name: reason.log_odds for reason in labelled.explain(number).reasons}[TEMPLATE] for number in (2, 3)
    ]
    assert of_template[0] > 0 > of_template[1]
    assert TEMPLATE not in [reason.name for reason in classifier.label(PAGE).explain(0).reasons]


def test_a_line_that_does_not_exist(classifier: LineClassifier) -> None:
    labelled = classifier.label(PAGE)
    for number in (-1, 4):
        with pytest.raises(InputError, match=f"there is no line {number}: the page has 4, counted from 0"):
            labelled.explain(number)


def test_the_model_is_not_pickled_with_the_page(classifier: LineClassifier) -> None:
    labelled = classifier.label(PAGE)
    pickled = pickle.dumps(labelled)
    assert len(pickled) < 2000
    copy = pickle.loads(pickled)
    assert copy.lines == labelled.lines
    with pytest.raises(InputError, match="call LineClassifier"):
        copy.explain(0)
    assert classifier.explain(copy, 0) == labelled.explain(0)


# --- the command ---


def test_bars() -> None:
    reasons = (Reason("its words", 2.0, {}), Reason("its links", -1.0, {}))
    text = bars(Explanation(4, "Share", "boilerplate", 0.75, 0.5, 0.1, reasons))
    assert text.splitlines() == [
        "line 5: Share",
        "boilerplate: p_boilerplate 0.750, threshold 0.500",
        "  log-odds  content              |          boilerplate",
        "     +2.00                       | ████████████████████  its words",
        "     -1.00            ██████████ |                       its links",
        "     +0.10  the page's mean line",
        "     +1.10  together",
    ]


@pytest.fixture
def page(tmp_path: Path) -> str:
    (tmp_path / "page.txt").write_text(f"Home\n{RAIN}\nShare\n" + f"{RAIN}\n" * 20)
    return "page.txt"


def test_a_line_by_number_or_by_text(bbclf: Bbclf, page: str, plain_model: Path) -> None:
    for choice in (["--line", "3"], ["--match", "Sha"]):
        done = bbclf("explain", page, "--model", plain_model, *choice)
        assert done.stdout.decode().startswith("line 3: Share\nboilerplate: p_boilerplate 0.900, threshold 0.500\n")
        assert done.returncode == 0


def test_json_has_the_columns(bbclf: Bbclf, page: str, plain_model: Path) -> None:
    lines = bbclf("explain", page, "--model", plain_model, "--json", "--threshold", "0.95").stdout.splitlines()
    first = json.loads(lines[0])
    assert len(lines) == 10
    assert (first["line"], first["label"], first["threshold"]) == (0, "content", 0.95)
    assert first["log_odds"] == pytest.approx(first["base"] + sum(reason["log_odds"] for reason in first["reasons"]))
    assert list(first["reasons"][0]["columns"]) == ["log_chars"]


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["page.txt", "--line", "99"], "page.txt: there is no line 99: the page has 23"),
        (["page.txt", "--match", "x?"], "page.txt: no line holds 'x?': --line takes a number from 1 to 23"),
        (["page.txt", "--line", "1", "--match", "a"], "--line and --match both choose lines: give one of them"),
        (["two.jsonl"], "two.jsonl: expected one page, found several"),
        (["."], ".: expected one page, found several"),
        (["none.txt"], "none.txt: no such file or directory"),
    ],
)
def test_what_cannot_be_explained(
    bbclf: Bbclf, page: str, tmp_path: Path, plain_model: Path, args: list[str], message: str
) -> None:
    (tmp_path / "two.jsonl").write_text('{"text": "Home"}\n{"text": "Home"}\n')
    done = bbclf("explain", "--model", plain_model, *args)
    assert done.stderr.decode().splitlines() == [f"bbclf: {message}"]
    assert done.returncode == 2


def test_characters_that_no_terminal_takes(bbclf: Bbclf, tmp_path: Path, plain_model: Path) -> None:
    (tmp_path / "odd.jsonl").write_text('{"text": "a\\ud800\\u001b[2J"}\n')
    shown = bbclf("explain", "odd.jsonl", "--model", plain_model).stdout.decode()
    assert shown.splitlines()[0] == "line 1: a?\ufffd[2J"
    (line,) = bbclf("explain", "odd.jsonl", "--model", plain_model, "--json").stdout.splitlines()
    assert json.loads(line)["text"] == "a\ud800\x1b[2J"
