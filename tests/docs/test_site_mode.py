"""The page about site mode: its Python runs, its commands exist, and its numbers are those of the code."""

from __future__ import annotations

import re
import shlex

import pytest
from typer.testing import CliRunner

import bbclf
from bbclf.cli import app
from bbclf.site.counts import MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE
from bbclf.site.profile import MAX_KEYS
from bbclf.site.windows import WINDOW_PAGES
from tests.support.run import ROOT
from tests.support.sites import FURNITURE, sited_model, text_page

PAGE = (ROOT / "docs/site_mode.md").read_text("utf-8")


def block(language: str) -> str:
    (found,) = re.findall(rf"```{language}\n(.*?)```", PAGE, re.DOTALL)
    return str(found)


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    classifier = bbclf.LineClassifier(sited_model())
    monkeypatch.setattr(bbclf.LineClassifier, "load", lambda: classifier)
    names = {"pages": map(text_page, range(4)), "stream": map(text_page, range(4)), "page": text_page(5)}
    exec(block("python").replace("    ...", "    texts = labelled.text"), names)
    assert FURNITURE not in str(names["texts"])


@pytest.mark.parametrize("line", block("sh").splitlines())
def test_the_commands_exist(line: str) -> None:
    _, command, *arguments = shlex.split(line, comments=True)
    help = CliRunner().invoke(app, [command, "--help"], env={"COLUMNS": "200"}).output
    options = [argument for argument in arguments if argument.startswith("-")]
    assert options
    assert all(option in help for option in options)


def test_the_numbers() -> None:
    for number in (WINDOW_PAGES, MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE, MAX_KEYS):
        assert f"{number:,}" in PAGE
