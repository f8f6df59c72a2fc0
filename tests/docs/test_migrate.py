"""The pages of docs/migrate/: what they say of another library is run beside it, on the same page."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib import import_module
from io import StringIO
from typing import Any

import pytest

import bbclf
from bbclf.metrics import word_f1
from tests.support.run import ROOT
from training.documentation.blocks import read_blocks

FOLDER = ROOT / "docs/migrate"

OPTIONS_OF = {
    "trafilatura": ["trafilatura:extract"],
    "justext": ["justext:justext"],
    "readability": ["readability:Document", "readability:Document.summary"],
    "boilerpy3": ["boilerpy3.extractors:ArticleExtractor"],
    "resiliparse": ["resiliparse.extract.html2text:extract_plain_text"],
}
"""The functions whose options each page lists, as ``module:name``."""

PAGES = [*OPTIONS_OF, "dragnet"]
BETWEEN = "=" * 40 + "\n"
"""What the blocks print between the library's output and ours."""

COMPARABLE = 0.8
"""Word F1 of two outputs that show the same content; the lowest is .88, of trafilatura's text of the whole page."""


@pytest.fixture
def names(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, shipped_model: object) -> dict[str, Any]:
    """The names that a page's block leaves, and as ``printed`` what it prints."""
    for function in OPTIONS_OF.get(request.param, []):
        pytest.importorskip(function.partition(":")[0], reason="run  pip install '.[compare]'")
    monkeypatch.chdir(ROOT)
    found: dict[str, Any] = {"bbclf": bbclf}
    with redirect_stdout(StringIO()) as printed:
        exec(next(read_blocks(FOLDER / f"{request.param}.md")).code, found)
    return {**found, "printed": printed.getvalue()}


def tables(page: str) -> dict[str, list[tuple[str, str]]]:
    """The rows of a page's tables, both cells, by the heading above."""
    found: dict[str, list[tuple[str, str]]] = {}
    for section in (FOLDER / f"{page}.md").read_text("utf-8").split("\n## ")[1:]:
        heading, _, text = section.partition("\n")
        rows = re.findall(r"^\| (.+?) \| (.+) \|$", text, re.MULTILINE)
        found[heading] = [row for row in rows if "`" in row[0]]
    return found


def spans(cell: str) -> list[str]:
    return re.findall(r"`([^`\n]+)`", cell)


def calls(page: str) -> list[tuple[str, str]]:
    """Calls of Python, each with ours."""
    rows = [(spans(theirs)[0], spans(ours)[0]) for theirs, ours in tables(page)["Calls"]]
    return [row for row in rows if not re.match(r"\w+ ", row[1])]


def options(page: str) -> list[tuple[str, str]]:
    return next(rows for heading, rows in tables(page).items() if heading.startswith("Options"))


def test_every_library_has_a_page() -> None:
    index = (FOLDER / "index.md").read_text("utf-8")
    assert sorted(re.findall(r"\]\((\w+)\.md\)", index)) == sorted(PAGES)
    assert {path.stem for path in FOLDER.iterdir()} == {"index", *PAGES}


@pytest.mark.parametrize(("names", "page"), [(page, page) for page in OPTIONS_OF], indirect=["names"])
def test_both_print_comparable_output(page: str, names: dict[str, Any]) -> None:
    theirs, between, ours = names["printed"].partition(BETWEEN)
    assert between
    assert word_f1(theirs, ours).f1 > COMPARABLE
    assert "Nineteen people came." in theirs
    assert "Nineteen people came." in ours


@pytest.mark.parametrize(
    ("names", "theirs", "ours"),
    [(page, *row) for page in OPTIONS_OF for row in calls(page)],
    indirect=["names"],
)
def test_both_calls_give_the_same_kind_of_thing(names: dict[str, Any], theirs: str, ours: str) -> None:
    mine, other = eval(ours, names), eval(theirs, names)
    assert type(mine) is type(other)
    if isinstance(mine, list):
        assert type(mine[0]) is type(other[0])
        assert 0.7 < len(mine) / len(other) < 1.5
    elif "headline" in ours:
        assert mine
        assert other
        assert mine in other or other in mine
    else:
        assert word_f1(mine, other).f1 > COMPARABLE


@pytest.mark.parametrize("page", OPTIONS_OF)
def test_every_option_is_listed_and_no_other(page: str) -> None:
    known = {name for function in OPTIONS_OF[page] for name in parameters(function)}
    assert {name for theirs, _ in options(page) for name in spans(theirs)} == known


def parameters(function: str) -> list[str]:
    """Names of the parameters of a function or a class, ``module:name``."""
    module, _, name = function.partition(":")
    pytest.importorskip(module, reason="run  pip install '.[compare]'")
    found: Callable[..., Any] = import_module(module)
    for part in name.split("."):
        found = getattr(found, part)
    return [name for name in inspect.signature(found).parameters if name != "self"]


@pytest.mark.parametrize(("names", "page"), [(page, page) for page in PAGES], indirect=["names"])
def test_what_stands_for_an_option_runs(page: str, names: dict[str, Any]) -> None:
    cells = [ours for _, ours in tables(page)["Calls"] + options(page)]
    ran = [run_expression(code, names) for cell in cells for code in spans(cell)]
    assert any(ran)


def run_expression(code: str, names: dict[str, Any]) -> bool:
    """Evaluate what is a call or an attribute of ours; whether it was."""
    try:
        root = ast.parse(code, mode="eval")
    except SyntaxError:  # an option of a command, or a setting
        assert not re.match(r"(bbclf|classifier|labelled|page)\.", code)
        return False
    used = {node.id for node in ast.walk(root) if isinstance(node, ast.Name)}
    if used.isdisjoint({"bbclf", "classifier", "labelled", "page"}):
        return False
    eval(code, names)
    return True
