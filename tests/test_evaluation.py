"""Evaluation: figures computed by hand, and the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bbclf import DatasetError, LineClassifier
from bbclf.dataset import parse_record
from bbclf.evaluation import evaluate
from tests.support.run import Bbclf

PROSE = "It rained all night, and in the morning the river stood at the door."
CAPTION = "A river at a door"
SHOUT = "Join one hundred thousand readers of our newsletter now"

RECORDS = [
    {
        "id": "right",
        "view": "text",
        "lang": "en",
        "source": "mine",
        "lines": [{"text": "Home", "label": "boilerplate"}, {"text": PROSE, "label": "content"}],
    },
    {
        "id": "wrong",
        "view": "leftover",
        "lines": [
            {"text": PROSE, "label": "content"},
            {"text": CAPTION, "label": "content"},
            {"text": SHOUT, "label": "boilerplate"},
            {"text": "Undecided", "label": "content", "weight": 0},
        ],
    },
]
"""To the plain model CAPTION is boilerplate and SHOUT content, both wrongly."""


def test_figures(plain_model: Path) -> None:
    report = evaluate(LineClassifier.load(plain_model), map(parse_record, RECORDS))
    right, wrong = report.pages
    assert right.words.f1 == right.lines.f1 == 1.0
    # PROSE has 14 words, CAPTION 5, SHOUT 9, Home 1.
    assert wrong.words == pytest.approx((14 / 23, 14 / 19, 2 * 14 / (23 + 19)))
    assert wrong.lines == pytest.approx((1 / 2, 1 / 2, 1 / 2))
    assert wrong.all_words == pytest.approx((19 / 28, 1.0, 2 * 19 / (28 + 19)))
    assert wrong.all_lines == pytest.approx((2 / 3, 1.0, 4 / 5))
    overall, *rest = report.slices
    assert (overall.by, overall.n_pages, overall.harmed) == ("overall", 2, 0.5)
    assert overall.word_f1 == pytest.approx((1 + 2 * 14 / 42) / 2)
    assert [(part.by, part.name) for part in rest] == [
        ("view", "leftover"),
        ("view", "text"),
        ("language", "?"),
        ("language", "en"),
        ("source", "?"),
        ("source", "mine"),
    ]


def test_nothing_to_evaluate_on(plain_model: Path) -> None:
    with pytest.raises(DatasetError, match="no page to evaluate on"):
        evaluate(LineClassifier.load(plain_model), [])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return path


def test_table(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model)
    header, columns, overall, *_ = done.stdout.decode().splitlines()
    assert "keep everything" in header
    assert columns.split() == ["pages", "line", "F1", "word", "F1", "line", "F1", "word", "F1", "harmed"]
    assert overall.split() == ["all", "pages", "2", "0.750", "0.833", "0.733", "0.887", "50.0%"]
    assert done.returncode == 0


def test_json_and_floor(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--json", "--floor", "0.9")
    report = json.loads(done.stdout)
    assert report["model"] == "plain-1"
    assert report["slices"][0]["n_pages"] == 2
    assert done.stderr == b"bbclf: word F1 0.8333 is below the floor 0.9\n"
    assert done.returncode == 1
    assert bbclf("evaluate", data, "--model", plain_model, "--floor", "0.8").returncode == 0


def test_report(bbclf: Bbclf, data: Path, plain_model: Path, tmp_path: Path) -> None:
    assert bbclf("evaluate", data, "--model", plain_model, "--report", "report").returncode == 0
    index = (tmp_path / "report/index.html").read_text()
    assert index.index("wrong") < index.index("right")  # the worst first
    page = (tmp_path / "report/pages/000002.html").read_text()
    assert page.count('class="boilerplate wrong"') == page.count('class="content wrong"') == 1


def test_broken_data(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    with data.open("a") as file:
        file.write('{"id": "c", "view": "text"}\n')
    done = bbclf("evaluate", data, "--model", plain_model)
    assert done.stderr.decode() == f"bbclf: {data}:3: 'lines' must be a list, got nothing\n"
    assert done.returncode == 2
