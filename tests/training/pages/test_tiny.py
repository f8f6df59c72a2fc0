"""Tiny pages of training pages."""

from __future__ import annotations

import gzip
import json

import pytest

from training.pages.tiny import tiny_pages
from training.residue.phrasing import Phrasing
from training.sources.pages import RawPage

FIRST = "It rained all night in the valley, and in the morning the road was under water."
SECOND = "The miller said that he had never seen the river so high in all his forty years."
TITLE = "Rain & mud in the valley - The Courier"
SHORT = "Photographs by the miller"


@pytest.fixture(scope="module")
def phrasing(tmp_path_factory: pytest.TempPathFactory) -> Phrasing:
    path = tmp_path_factory.mktemp("lexicon") / "phrases.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"lang": "en", "text": "Share this page", "kind": "share", "source": "invented"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BBCLF_LEXICON", str(path))
        return Phrasing({})


def raw(number: int) -> RawPage:
    truth = f"{FIRST}\n{SHORT}\n{SECOND}"
    return RawPage(
        f"p{number}", "x", "", "example.org", "en", "Rain & mud in the valley - The Courier", "", truth, None
    )


def test_pages_of_a_few_lines_that_are_content_but_for_residue_at_the_end(phrasing: Phrasing) -> None:
    made = tiny_pages([raw(number) for number in range(60)], phrasing)
    assert len(made["html"]) == len(made["text"]) > 40
    for html, text in zip(made["html"], made["text"], strict=True):
        assert (html.page.view, text.page.view) == ("html", "text")
        assert html.is_boilerplate.tolist() == text.is_boilerplate.tolist()
        content = [line for line, noise in zip(text.page.lines, text.is_boilerplate, strict=True) if not noise]
        assert content == html.page.lines[: len(content)]
        assert set(content) <= {FIRST, SECOND, SHORT, "Rain & mud in the valley"}
        assert not set(text.page.lines[len(content) :]) & {FIRST, SECOND, SHORT}
    assert any(page.is_boilerplate.any() for page in made["text"])
    assert {page.site for page in made["html"]} == {"example.org"}


def test_the_same_whatever_the_other_pages(phrasing: Phrasing) -> None:
    alone = [page.page.lines for number in range(20) for page in tiny_pages([raw(number)], phrasing)["text"]]
    assert [page.page.lines for page in tiny_pages([raw(number) for number in range(20)], phrasing)["text"]] == alone


def test_a_page_without_paragraphs_gives_none(phrasing: Phrasing) -> None:
    assert tiny_pages([raw(number)._replace(truth="Short.") for number in range(20)], phrasing) == {
        "html": [],
        "text": [],
    }
