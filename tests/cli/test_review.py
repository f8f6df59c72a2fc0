"""``bbclf review`` as a person uses it: in a browser, by keyboard, until the server is killed."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bbclf.dataset import read_dataset
from tests.support.prose import PROSE
from tests.support.run import Bbclf

ARABIC = "هطل المطر طوال الليل، وفي الصباح كان النهر واقفا عند الباب."
PAGE = f"<ul><li><a href=/>Home</a><li><a href=/a>About</a></ul><p>{PROSE}</p><p>{ARABIC}</p><p>Share this</p>"


class Started(NamedTuple):
    process: subprocess.Popen[str]
    message: str

    @property
    def address(self) -> str:
        return self.message.split("open ")[1].split("  ")[0]


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    return tmp_path


NEW = ("page.html", "-o", "labelled.jsonl")


@contextmanager
def started(
    folder: Path, environment: dict[str, str], model: Path, arguments: tuple[str, ...] = NEW
) -> Iterator[Started]:
    command = [sys.executable, "-m", "bbclf", "review", *arguments, "--no-browser"]
    process = subprocess.Popen(
        [*command, "--model", str(model)], cwd=folder, env=environment, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    try:
        yield Started(process, process.stderr.readline())
    finally:
        process.kill()
        process.communicate()


def press(tab: Any, key: str, reviewed: int) -> None:
    tab.keyboard.press(key)
    tab.get_by_text(f"{reviewed} of 5 lines reviewed").wait_for()


def test_three_labels_survive_a_kill(browser: Any, pages: Path, environment: dict[str, str], plain_model: Path) -> None:
    tab = browser.new_page()
    with started(pages, environment, plain_model) as review:
        tab.goto(review.address)
        tab.locator(".line.current").wait_for()
        lines = tab.locator(".line .text")
        assert lines.all_inner_texts() == ["Home", "About", PROSE, ARABIC, "Share this"]
        assert [lines.nth(number).evaluate("line => getComputedStyle(line).direction") for number in (2, 3)] == [
            "ltr",
            "rtl",
        ]
        first_label = [page.is_boilerplate.tolist() for page in read_dataset(pages / "labelled.jsonl")]
        assert first_label == [[True, True, False, False, True]]
        for number, key in ((0, "c"), (3, "b"), (4, "c")):
            tab.locator(".line").nth(number).click()
            press(tab, key, reviewed=tab.locator(".line.reviewed").count() + 1)
        review.process.send_signal(signal.SIGKILL)
        assert review.process.wait() == -signal.SIGKILL

    corrected = [[False, True, False, True, False]]
    assert [page.is_boilerplate.tolist() for page in read_dataset(pages / "labelled.jsonl")] == corrected
    with started(pages, environment, plain_model) as review:
        assert "1 pages, 3 lines reviewed before" in review.message
        tab.goto(review.address)
        tab.get_by_text("3 of 5 lines reviewed").wait_for()
        labels = tab.locator(".line").evaluate_all("lines => lines.map(line => line.classList[1])")
        assert labels == ["content", "boilerplate", "content", "boilerplate", "content"]
        press(tab, "Enter", 4)
        press(tab, "u", 3)
        press(tab, "Enter", 4)
        press(tab, "Enter", 5)
        tab.get_by_text("every line of this page is reviewed").wait_for()
        review.process.send_signal(signal.SIGINT)
        assert review.process.wait() == 0
        assert review.process.stderr is not None
        assert review.process.stderr.read() == "bbclf: 2 lines reviewed; all of them are in labelled.jsonl\n"
    assert [page.is_boilerplate.tolist() for page in read_dataset(pages / "labelled.jsonl")] == corrected
    tab.keyboard.press("c")
    tab.get_by_text("the server has ended").wait_for()
    tab.close()


def test_what_is_reviewed_is_what_evaluate_reads(
    bbclf: Bbclf, pages: Path, environment: dict[str, str], plain_model: Path
) -> None:
    with started(pages, environment, plain_model):
        done = bbclf("evaluate", "labelled.jsonl", "--model", plain_model, "--json")
    assert json.loads(done.stdout)["slices"][0]["word_f1"] == 1


def test_a_dataset_is_corrected_in_place(
    browser: Any, pages: Path, environment: dict[str, str], plain_model: Path
) -> None:
    record = {"id": "a", "view": "text", "lines": [{"text": PROSE, "label": "boilerplate", "weight": 0.5}]}
    (pages / "own.jsonl").write_text(json.dumps(record))
    tab = browser.new_page()
    with started(pages, environment, plain_model, ("own.jsonl",)) as review:
        tab.goto(review.address)
        tab.locator(".line.current").wait_for()
        tab.keyboard.press("c")
        tab.get_by_text("1 of 1 lines reviewed").wait_for()
    tab.close()
    (page,) = read_dataset(pages / "own.jsonl")
    assert page.is_boilerplate.tolist() == [False]


def test_what_cannot_be_reviewed(bbclf: Bbclf, pages: Path) -> None:
    done = bbclf("review", "page.html", "-o", "-", "--no-browser")
    assert done.stderr == b"bbclf: a review needs a file to save to: give --output FILE\n"
    assert done.returncode == 2
    assert bbclf("review", "page.html", "--no-browser").stderr == done.stderr
    done = bbclf("review", "nothing.html", "-o", "labelled.jsonl", "--no-browser")
    assert done.stderr.startswith(b"bbclf: nothing.html: ")
    assert done.returncode == 2
    assert not (pages / "labelled.jsonl").exists()
