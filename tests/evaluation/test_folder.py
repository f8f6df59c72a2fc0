"""``evaluate --report``: figures and the worst pages as a folder of HTML."""

from __future__ import annotations

import json
import re
import shutil
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from bbclf.dataset import TrainingPage
from bbclf.errors import OutputError
from bbclf.evaluation import PageScore, ReportFolder
from bbclf.evaluation.bootstrap import Interval
from bbclf.evaluation.folder.charts import Axis, Dot, IntervalRow, Series, interval_chart, line_chart
from bbclf.evaluation.folder.worst import N_WORST, WorstPage, WorstPages
from bbclf.metrics import Score
from bbclf.page import Page
from tests.support.labelled import labelled
from tests.support.prose import PROSE
from tests.support.run import Bbclf

ARABIC = "هطل المطر طوال الليل، وفي الصباح كان النهر واقفا عند الباب."
CHINESE = "昨天夜里一直在下雨，早上河水已经涨到了门口，村里的人都站在外面看。"
ATTACK = "<img src=x onerror=alert(1)>"


def record(id: str, lang: str, prose: str, *short: str, **more: object) -> dict[str, Any]:
    """A page on which the plain model takes the short lines, which are content, for boilerplate."""
    lines = [{"text": line, "label": "content"} for line in (*short, prose)]
    return {"id": id, "lang": lang, "site": id, "view": "text", "lines": lines, **more}


RECORDS = [
    record("right", "en", PROSE),
    record("wrong", "ar", ARABIC, "مطر", "نهر"),
    record(ATTACK, ATTACK, CHINESE, ATTACK, source="a-source-with-a-name-that-no-narrow-screen-has-room-for"),
]


@pytest.fixture
def data(tmp_path: Path) -> str:
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return "pages.jsonl"


def test_the_index_and_the_worst_pages(bbclf: Bbclf, data: str, plain_model: Path, tmp_path: Path) -> None:
    done = bbclf("evaluate", data, "--model", plain_model, "--threshold", "0.5", "--report", "report")
    assert done.returncode == 0
    index = (tmp_path / "report/index.html").read_text()
    assert index.count("<svg") == index.count("<figure>") == 4
    assert "threshold 0.5 on every page: the model&#x27;s rules for single pages are off" in index
    assert ATTACK not in index
    links = re.findall(r'<a href="([^"]+)" dir="auto">([^<]+)</a>', index)
    assert links == [("pages/01.html", escape(ATTACK)), ("pages/02.html", "wrong"), ("pages/03.html", "right")]
    assert [path.name for path in pages(tmp_path)] == ["01.html", "02.html", "03.html"]
    worst = (tmp_path / "report/pages/02.html").read_text()
    assert worst.count('class="line boilerplate wrong"') == 2
    assert "text, language ar, source ?: word F1" in worst


def test_the_index_says_what_does_not_count(bbclf: Bbclf, data: str, plain_model: Path, tmp_path: Path) -> None:
    bbclf("evaluate", data, "--model", plain_model, "--no-headline", "--report", "report")
    assert "lines of headlines count for neither side" in (tmp_path / "report/index.html").read_text()


def pages(folder: Path) -> list[Path]:
    return sorted((folder / "report/pages").iterdir())


def test_an_earlier_report_is_replaced_and_nothing_else(
    bbclf: Bbclf, data: str, plain_model: Path, tmp_path: Path
) -> None:
    def evaluate(*options: str) -> bytes:
        return bbclf("evaluate", data, "--model", plain_model, "--report", "report", *options).stderr

    assert evaluate() == b""
    (tmp_path / "report/pages/07.html").write_text("of an earlier report")
    (tmp_path / "report/notes.txt").write_text("mine")
    assert evaluate() == b""
    assert len(pages(tmp_path)) == 3
    assert (tmp_path / "report/notes.txt").read_text() == "mine"
    (tmp_path / "report/index.html").write_text("<title>My page</title>")
    message = b"bbclf: report: holds files that are no earlier report: give an empty or a new folder\n"
    assert evaluate() == message
    assert (tmp_path / "report/index.html").read_text() == "<title>My page</title>"


def test_a_report_that_was_not_finished_is_replaced(bbclf: Bbclf, data: str, plain_model: Path, tmp_path: Path) -> None:
    options = ("evaluate", data, "--model", plain_model, "--report", "report")
    bbclf(*options)
    shutil.rmtree(tmp_path / "report/pages")
    (tmp_path / "report/pages").write_text("in the way")
    assert b"report/pages: cannot be used: File exists: give another folder" in bbclf(*options).stderr
    (tmp_path / "report/pages").unlink()
    assert bbclf(*options).stderr == b""
    assert len(pages(tmp_path)) == 3


def test_what_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="file: cannot be used: File exists: give another folder"):
        ReportFolder(tmp_path / "file")


def worst_page(number: int, f1: float) -> WorstPage:
    page = Page.from_text("Home", id=str(number))
    score = Score(f1, f1, f1)
    whole = TrainingPage(page, np.array([True]), np.ones(1, dtype=np.float32))
    return WorstPage(
        whole, labelled(page, 0.9), PageScore(str(number), "text", "?", "?", "?", score, score, score, score)
    )


def test_no_more_pages_are_kept_than_are_shown() -> None:
    found = WorstPages()
    for number in range(3 * N_WORST):
        found.add(worst_page(number, f1=0.5 if number % 3 else number / 1000))
    shown = [int(page.score.id) for page in found.worst_first()]
    worst = [number for number in range(3 * N_WORST) if number % 3 == 0]
    assert shown == worst
    found.add(worst_page(999, 0.5))
    found.add(worst_page(1000, 0.0))
    assert [int(page.score.id) for page in found.worst_first()] == [0, 1000, *worst[1:-1]]


def test_a_line_chart_by_hand() -> None:
    chart = line_chart(Axis("x<", 0, 1), Axis("y", 0.5, 1), [Series("a<", [(0, 0.5), (1, 1)], [Dot(0.5, 2, 3, "<")])])
    assert 'points="40,208 350,10"' in chart
    assert 'cx="195" cy="10" r="3"' in chart  # what is above the range is at its end
    assert "<ul" not in chart
    assert "x&lt;" in chart
    assert "<title>&lt;</title>" in chart
    assert re.findall(r'class="end"[^>]*>([^<]+)<', chart) == ["0.5", "0.6", "0.7", "0.8", "0.9", "1"]
    assert re.findall(r'class="middle" x="[^"]+" y="223">([^<]+)<', chart) == ["0", "0.2", "0.4", "0.6", "0.8", "1"]


def test_an_interval_chart_by_hand() -> None:
    rows = [
        IntervalRow("en", Interval(0.8, 0.7, 0.9, 12, "sites"), "a note"),
        IntervalRow("<b>long name", Interval(1.0, 1.0, 1.0, 1, "pages"), "one"),
    ]
    chart = interval_chart(Axis("word F1", 0.6, 1), rows)
    # From 70 to 236 for .6 to 1.
    assert 'd="M111.5 9 H194.5"' in chart
    assert 'cx="153" cy="9"' in chart
    assert ">0.800 (0.700–0.900)<" in chart
    assert ">1.000<" in chart
    assert "&lt;b&gt;long …<" in chart


@pytest.mark.parametrize("width", [360, 1280])
def test_nothing_runs_off_the_screen(
    browser: Any, bbclf: Bbclf, data: str, plain_model: Path, tmp_path: Path, width: int
) -> None:
    bbclf("evaluate", data, "--model", plain_model, "--report", "report")
    tab = browser.new_page(viewport={"width": width, "height": 800})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    tab.goto((tmp_path / "report/index.html").as_uri())
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    rightmost = tab.locator("td, th, svg text, li").evaluate_all(
        "all => Math.max(...all.map(element => element.getBoundingClientRect().right))"
    )
    assert rightmost <= width
    colour = "getComputedStyle(document.querySelector('polyline')).stroke"
    assert tab.evaluate(colour) == "rgb(31, 111, 235)"
    tab.emulate_media(color_scheme="dark")
    assert tab.evaluate(colour) == "rgb(108, 176, 255)"
    tab.get_by_role("link", name="wrong").click()
    tab.get_by_role("button", name="only wrong").click()
    assert tab.locator(".line:visible .text").all_inner_texts() == ["مطر", "نهر"]
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    tab.close()
    assert said == []
