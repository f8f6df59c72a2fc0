"""Evaluation: figures computed by hand, and the command."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from bbclf import DatasetError, LineClassifier
from bbclf.dataset import parse_record
from bbclf.evaluation import PageScore, Report, compare_reports, evaluate, threshold_curve, without_headline
from bbclf.metrics import HARM, Score
from tests.support.prose import PROSE
from tests.support.run import Bbclf

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
    assert (overall.word_precision, overall.word_recall) == pytest.approx(((1 + 14 / 23) / 2, (1 + 14 / 19) / 2))
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
    names = "pages|line F1|word F1|precision|recall|harmed|line F1|word F1"
    assert re.split(r"\s{2,}", columns.strip()) == names.split("|")
    figures = ["2", "0.750", "0.833", "0.804", "0.868", "50.0%", "0.733", "0.887"]
    assert overall.split() == ["all", "pages", *figures]
    assert header.index("keep everything") > columns.index("harmed")
    assert done.returncode == 0


def test_pages_of_one_view(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--view", "text", "--json")
    assert [part["name"] for part in json.loads(done.stdout)["slices"]] == ["all pages", "text", "en", "mine"]
    done = bbclf("evaluate", data, "--model", plain_model, "--view", "html")
    assert done.stderr == b"bbclf: no page to evaluate on: the data is empty, or has no page of the view\n"
    assert done.returncode == 2


def test_headlines_count_for_neither_side(bbclf: Bbclf, plain_model: Path, tmp_path: Path) -> None:
    """To the plain model the headline, which is content, is boilerplate for being short."""
    html = f"<title>The river rises</title><h1>The river rises</h1><p>{PROSE}</p><p>The river rises</p>"
    lines = ["The river rises", PROSE, "The river rises"]
    records = [
        {"id": "a", "view": "html", "html": html, "lines": [{"text": line, "label": "content"} for line in lines]},
        {"id": "b", "view": "text", "lines": [{"text": line, "label": "content"} for line in lines]},
    ]
    assert [without_headline(parse_record(record)).weight.tolist() for record in records] == [[0, 1, 0], [0, 1, 0]]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    found = {}
    for option in ("--headline", "--no-headline"):
        done = bbclf("evaluate", "a.jsonl", "--model", plain_model, option, "--json", "--curve")
        report = json.loads(done.stdout)
        found[option] = (report["slices"][0]["word_f1"], report["curve"][5]["word_f1"])
    with_headline = pytest.approx(2 * 14 / (14 + 20))
    assert found == {"--headline": (with_headline, with_headline), "--no-headline": (1, 1)}


def test_by_a_threshold(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--json", "--threshold", "0.95")
    assert done.stderr == b"bbclf: threshold 0.95 on every page: the model's rules for single pages are off\n"
    overall = json.loads(done.stdout)["slices"][0]
    assert overall["word_f1"] == overall["all_word_f1"]


def test_harmed_is_a_loss_of_more_than_a_twentieth() -> None:
    kept, perfect = Score(1.0, 0.9, 0.94), Score(1.0, 1.0, 1.0)
    page = PageScore("a", "text", "?", "?", "?", kept, kept, perfect, perfect)
    assert page.is_harmed
    assert not replace(page, words=Score(1.0, 0.92, 0.96)).is_harmed
    assert HARM == 0.05


def report_of(version: str, scores: list[tuple[str, float]]) -> Report:
    """A report of pages by their sites and word F1."""
    score = Score(1.0, 1.0, 1.0)
    pages = [PageScore("", "text", "?", site, "?", score, Score(f1, f1, f1), score, score) for site, f1 in scores]
    return Report(version, pages)


def test_a_comparison_draws_sites_if_there_are_enough() -> None:
    sites = [f"site{number // 2}" for number in range(40)]
    comparison = compare_reports(
        report_of("new", [(site, 0.9) for site in sites]),
        report_of("old", [(site, 0.8 if number % 4 < 2 else 0.9) for number, site in enumerate(sites)]),
    )
    assert (comparison.model, comparison.against) == ("new", "old")
    assert comparison.difference == pytest.approx(0.05)
    # Ten of twenty sites gain .1: the mean's standard deviation is .05 / 20**.5 = .0112, its 95% interval .05 +- .022.
    assert (comparison.low, comparison.high) == pytest.approx((0.028, 0.072), abs=0.004)
    assert (comparison.n_better, comparison.n_worse) == (20, 0)
    assert (comparison.n_resampled, comparison.resampled) == (20, "sites")


def test_a_comparison_draws_pages_of_few_sites() -> None:
    new, old = report_of("new", [("a", 0.5), ("a", 0.7)]), report_of("old", [("a", 0.6), ("a", 0.6)])
    comparison = compare_reports(new, old)
    assert (comparison.n_resampled, comparison.resampled) == (2, "pages")
    assert (comparison.low, comparison.high) == pytest.approx((-0.1, 0.1))
    assert "word F1 against old: +0.0000 (95% interval -0.1000 to +0.1000" in comparison.sentence()


def test_curve(plain_model: Path) -> None:
    points = threshold_curve(LineClassifier.load(plain_model), map(parse_record, RECORDS), (0.0, 0.5, 1.0))
    nothing, half, everything = points
    assert nothing == (0.0, 0.0, 0.0, 0.0, 1.0)
    assert half == pytest.approx((0.5, (1 + 14 / 23) / 2, (1 + 14 / 19) / 2, (1 + 2 * 14 / 42) / 2, 0.5))
    assert everything == pytest.approx((1.0, (14 / 15 + 19 / 28) / 2, 1.0, (28 / 29 + 38 / 47) / 2, 0.0))
    with pytest.raises(DatasetError, match="no page to evaluate on"):
        threshold_curve(LineClassifier.load(plain_model), [])


def test_curve_of_the_command(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    rows = bbclf("evaluate", data, "--model", plain_model, "--curve").stdout.decode().splitlines()
    assert rows[-12].split() == ["threshold", "precision", "recall", "word", "F1", "harmed"]
    assert rows[-1].split() == ["0.95", "0.806", "1.000", "0.887", "0.0%"]
    report = json.loads(bbclf("evaluate", data, "--model", plain_model, "--curve", "--json").stdout)
    assert [point["threshold"] for point in report["curve"]][:3] == [0.05, 0.1, 0.2]


def test_standard_input_is_not_read_twice(bbclf: Bbclf) -> None:
    done = bbclf("evaluate", "-", "--against", "default")
    assert done.stderr.startswith(b"bbclf: --against reads its data twice, which standard input cannot be")
    assert done.returncode == 2


def test_against_another_model(bbclf: Bbclf, data: Path, plain_model: Path, folder: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--against", folder)
    header, _, overall, *_, last = done.stdout.decode().splitlines()
    assert "other model" in header
    assert len(overall.split()) == 12
    assert last.startswith("word F1 against 1: ")
    report = json.loads(bbclf("evaluate", data, "--model", plain_model, "--against", plain_model, "--json").stdout)
    assert (report["comparison"]["difference"], report["comparison"]["against"]) == (0, "plain-1")


def test_json_and_floor(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--json", "--floor", "0.9")
    report = json.loads(done.stdout)
    assert report["model"] == "plain-1"
    assert report["slices"][0]["n_pages"] == 2
    assert done.stderr == b"bbclf: word F1 0.8333 is below the floor 0.9\n"
    assert done.returncode == 1
    assert bbclf("evaluate", data, "--model", plain_model, "--floor", "0.8").returncode == 0


def test_broken_data(bbclf: Bbclf, data: Path, plain_model: Path) -> None:
    with data.open("a") as file:
        file.write('{"id": "c", "view": "text"}\n')
    done = bbclf("evaluate", data, "--model", plain_model)
    assert done.stderr.decode() == f"bbclf: {data}:3: 'lines' must be a list, got nothing\n"
    assert done.returncode == 2
