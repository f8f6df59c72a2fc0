"""``bbclf predict --to report`` as a person uses it: in a browser, with the slider, the keys and the mouse."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.prose import PROSE
from tests.support.run import Bbclf

ARABIC = "هطل المطر طوال الليل، وفي الصباح كان النهر واقفا عند الباب."
PAGE = f"<title>t</title><ul><li>Home<li>About</ul><p>{PROSE}</p><p>{ARABIC}</p><p>A caption of some length.</p>"
ATTACK = "<p>&lt;img src=x onerror=alert(1)&gt;&lt;script&gt;alert(2)&lt;/script&gt;</p>"


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    """A tab that fails the test on any message of the browser, such as a refused script, and on any request."""
    tab = browser.new_page(viewport={"width": 360, "height": 640})
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    tab.on("dialog", lambda dialog: said.append(dialog.message))
    yield tab
    tab.close()
    assert said == []


@pytest.fixture
def report(predict: Bbclf, tmp_path: Path) -> str:
    """The address of a report of two pages."""
    (tmp_path / "page.html").write_text(PAGE, "utf-8")
    (tmp_path / "attack.html").write_text(ATTACK, "utf-8")
    done = predict("page.html", "attack.html", "--to", "report", "-o", "page.report.html")
    assert done.returncode == 0
    return (tmp_path / "page.report.html").as_uri()


def labels(tab: Any) -> list[str]:
    found: list[str] = (
        tab.locator("section >> nth=0")
        .locator(".line")
        .evaluate_all("lines => lines.map(line => line.classList.contains('content') ? 'content' : 'boilerplate')")
    )
    return found


def current(tab: Any) -> str:
    return str(tab.locator(".line.current .text").inner_text())


def move_slider(tab: Any, value: str) -> None:
    tab.get_by_label("threshold").evaluate(
        "(slider, value) => { slider.value = value; slider.dispatchEvent(new Event('input')); }", value
    )


def test_the_slider_relabels_at_once(tab: Any, report: str) -> None:
    tab.goto(report)
    as_labelled = labels(tab)
    assert as_labelled == ["boilerplate", "boilerplate", "content", "content", "boilerplate"]
    assert tab.locator("h2").all_inner_texts() == ["page.html", "attack.html"]
    move_slider(tab, "1")
    assert labels(tab) == ["content"] * 5
    tab.get_by_text("threshold 1 on every page: the model's rules for single pages are off").wait_for()
    tab.get_by_text("5 content, 0 boilerplate").wait_for()
    move_slider(tab, "0")
    assert labels(tab) == ["boilerplate"] * 5
    tab.get_by_text("as labelled").click()
    assert labels(tab) == as_labelled
    tab.get_by_text("2 content, 3 boilerplate").wait_for()
    tab.get_by_label("threshold").focus()
    tab.keyboard.press("End")
    assert labels(tab) == ["content"] * 5


def test_keys_walk_through_doubtful_lines(tab: Any, report: str) -> None:
    tab.goto(report)
    # All lines are as doubtful as each other to this model but for rounding: every line is met once.
    met = []
    for _ in range(6):
        tab.keyboard.press("n")
        met.append(current(tab))
    assert len(set(met)) == 6
    tab.keyboard.press("p")
    assert current(tab) == met[4]
    tab.locator(".line").nth(1).click()
    assert current(tab) == "About"
    tab.keyboard.press("ArrowDown")
    assert current(tab) == PROSE
    tab.keyboard.press("k")
    assert current(tab) == "About"
    tab.keyboard.press("c")
    tab.keyboard.press("j")
    assert current(tab) == PROSE  # the next one that is shown


def test_only_lines_of_one_label(tab: Any, report: str) -> None:
    tab.goto(report)
    shown = tab.locator("section >> nth=0").locator(".line:visible .text")
    tab.get_by_role("button", name="only content").click()
    assert shown.all_inner_texts() == [PROSE, ARABIC]
    tab.keyboard.press("b")
    assert shown.all_inner_texts() == ["Home", "About", "A caption of some length."]
    assert tab.get_by_role("button", name="only boilerplate").get_attribute("aria-pressed") == "true"
    tab.keyboard.press("a")
    assert shown.count() == 5


def test_reasons_of_the_line_under_the_mouse(tab: Any, report: str) -> None:
    tab.goto(report)
    reasons = tab.locator("#reasons")
    assert not reasons.is_visible()
    tab.locator(".line").nth(2).hover()
    assert "its length and characters" in reasons.inner_text()
    assert reasons.inner_text().startswith("content: log-odds")
    tab.locator(".line").nth(0).focus()
    assert reasons.inner_text().startswith("boilerplate: log-odds")


def test_text_stays_text_and_runs_as_its_script_does(tab: Any, report: str) -> None:
    tab.goto(report)
    texts = tab.locator(".line .text")
    assert "<img src=x onerror=alert(1)><script>alert(2)</script>" in texts.all_inner_texts()
    directions = [texts.nth(number).evaluate("line => getComputedStyle(line).direction") for number in (2, 3)]
    assert directions == ["ltr", "rtl"]
    assert tab.evaluate("document.documentElement.scrollWidth") == 360


def test_it_is_dark_where_the_reader_wants_it(browser: Any, report: str) -> None:
    grey = []
    for scheme in ("light", "dark"):
        tab = browser.new_page(color_scheme=scheme)
        tab.goto(report)
        grey.append(tab.evaluate("getComputedStyle(document.querySelector('header')).backgroundColor"))
        tab.close()
    assert grey[0] == "rgb(255, 255, 255)"
    assert grey[1] != grey[0]
