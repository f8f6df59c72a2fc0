"""The calls of docs/migrate.md: each library's beside ours, on the same page."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest

import bbclf
from tests.support.run import ROOT

NAMES = {
    "trafilatura": ("trafilatura", "extract"),
    "jusText": ("justext", "justext"),
    "readability": ("readability", "Document"),
    "boilerpy3": ("boilerpy3.extractors", "ArticleExtractor"),
    "resiliparse": ("resiliparse.extract.html2text", "extract_plain_text"),
    "dragnet": ("dragnet", "extract_content"),
}
"""Module and name of what each library's calls begin with."""

HTML = (ROOT / "data/demo/english-blog.html").read_text("utf-8")
PROSE = "Nineteen people came."


def calls() -> list[tuple[str, str, str]]:
    """Library, its call and ours, of each row."""
    rows, library = [], ""
    for name, theirs, ours in re.findall(
        r"^\| ?(\w*) ?\| `(.+?)`.* \| `(.+?)` \|$", (ROOT / "docs/migrate.md").read_text("utf-8"), re.MULTILINE
    ):
        library = name or library
        rows.append((library, theirs, ours))
    return rows


def test_every_library_has_a_call() -> None:
    assert {library for library, _, _ in calls()} == set(NAMES)


@pytest.mark.usefixtures("shipped_model")
@pytest.mark.parametrize(("library", "theirs", "ours"), calls())
def test_both_calls_give_the_same_kind_of_thing(library: str, theirs: str, ours: str) -> None:
    names: dict[str, Any] = {"html": HTML, "bbclf": bbclf, "classifier": bbclf.LineClassifier.load()}
    mine = eval(ours, names | {"page": bbclf.Page.from_html(HTML)})
    module, name = NAMES[library]
    call: Callable[..., Any] = getattr(pytest.importorskip(module), name)
    if library == "jusText":
        names["stoplist"] = pytest.importorskip("justext").get_stoplist("English")
    other = eval(theirs, names | {name: call})
    assert type(mine) is type(other)
    if "headline" in ours:
        assert mine in other or other in mine
    elif isinstance(mine, str):
        assert PROSE in mine
        assert PROSE in other
    else:
        assert set(mine) == set(other) == {True, False}
