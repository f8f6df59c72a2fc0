"""Extractors on a small page, the cache in front of them, and pages that hang or break an extractor."""

from __future__ import annotations

from pathlib import Path

import pytest

from bbclf.errors import InputError, MissingDependencyError
from training.extractors import outputs as extractor_outputs
from training.extractors.extractors import EXTRACTORS, Extractor
from training.extractors.outputs import Extraction, cache_key, extract_pages, read_extractions
from training.sources.pages import RawPage

PARAGRAPH = (
    "The rain that began on Monday evening did not stop before the morning of the third day, and by then the"
    " river had risen to the lower steps of the mill, where the children of the village were counting"
    " the boats."
)
ARTICLE = f"""<html><head><title>Three days of rain</title></head><body>
<ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul>
<article><h1>Three days of rain</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH.replace("Monday", "Friday")}</p></article>
<div class="footer"><a href="/contact">Contact</a></div></body></html>"""


def make_page(html: str, lang: str = "en") -> RawPage:
    return RawPage("p", "invented", "", "", lang, "", html, "", None)


@pytest.mark.parametrize("name", EXTRACTORS)
@pytest.mark.filterwarnings("ignore")
def test_each_extractor_keeps_the_paragraphs_of_an_article(name: str) -> None:
    pytest.importorskip(EXTRACTORS[name].distribution.removesuffix("-lxml").lower())
    kept = EXTRACTORS[name].extract(ARTICLE, "en")
    assert kept is not None
    assert PARAGRAPH in " ".join(kept.split())
    assert "Contact" not in kept


def test_an_extractor_that_is_not_installed_names_the_extra() -> None:
    with pytest.raises(MissingDependencyError, match=r"\.\[compare\]"):
        _ = Extractor("none", "no-such-distribution", lambda html, lang: None).version


def test_the_key_of_a_page_changes_with_its_html_and_language() -> None:
    keys = {cache_key(make_page(*what)) for what in (("<p>a", "en"), ("<p>b", "en"), ("<p>a", "de"))}
    assert len(keys) == 3


def test_outputs_are_computed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ((_, first),) = extract_pages([make_page(ARTICLE)], ["resiliparse"], tmp_path)
    monkeypatch.setattr(extractor_outputs._Worker, "extract", None)  # a second run may not call it
    ((_, second),) = extract_pages([make_page(ARTICLE)], ["resiliparse"], tmp_path)
    assert first == second
    assert list(read_extractions("resiliparse", tmp_path).values()) == [first["resiliparse"]]


def test_a_page_that_no_extractor_was_run_over_says_what_to_run(tmp_path: Path) -> None:
    outputs = read_extractions("resiliparse", tmp_path)
    with pytest.raises(InputError, match=r"page a:0: run  python -m training\.extractors\.outputs"):
        outputs["a:0"]


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with extractor_outputs._Worker() as worker:
        monkeypatch.setattr(extractor_outputs, "TIME_LIMIT", 0.0)  # passes before the worker has begun to serve
        given_up = worker.extract(EXTRACTORS["resiliparse"], make_page(ARTICLE))
        monkeypatch.setattr(extractor_outputs, "TIME_LIMIT", 60.0)
        done = worker.extract(EXTRACTORS["resiliparse"], make_page(ARTICLE))
    assert (given_up.text, given_up.error) == ("", "time limit")
    assert PARAGRAPH in done.text


def test_failures_and_empty_answers_are_told_apart() -> None:
    def fail(html: str, lang: str) -> str | None:
        raise ValueError("bad page")

    failed = extractor_outputs._run(Extractor("a", "a", fail), "", "en")
    silent = extractor_outputs._run(Extractor("b", "b", lambda html, lang: None), "", "en")
    assert (failed.text, failed.error) == ("", "ValueError: bad page")
    assert (silent.text, silent.error) == ("", "found nothing")
    assert isinstance(failed, Extraction)
