"""The comparison: means by slice, out-of-fold text, tables."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bbclf.errors import DatasetError, InputError
from bbclf.metrics import Score
from training.compare.comparison import Kept, compare, out_of_fold_system
from training.compare.scores import PageScore, page_slices, summarise, to_markdown
from training.sources.pages import RawPage


def make_page(number: int, lang: str = "en", truth: str = "It rained all night.") -> RawPage:
    return RawPage(f"p{number}", "invented", "", "", lang, "", f"<p>{truth}", truth, "article")


def keep_all(page: RawPage) -> Kept:
    return Kept(page.truth, 2.0)


def keep_nothing(page: RawPage) -> Kept:
    return Kept("", None)


def test_systems_are_scored_on_the_same_pages() -> None:
    scores = compare([make_page(1), make_page(2)], {"all": keep_all, "none": keep_nothing}, extractors=())
    assert scores["all"].whole == (1.0, 1.0, 1.0, 2)
    assert scores["none"].whole == (0.0, 0.0, 0.0, 2)
    assert (scores["all"].ms, scores["none"].ms) == (2.0, None)
    assert (scores["all"].n_empty, scores["none"].n_empty) == (0, 2)


def test_no_pages_are_an_error() -> None:
    with pytest.raises(InputError, match="no pages"):
        compare([], {"all": keep_all}, extractors=())


def test_languages_count_alike_in_their_mean_and_small_ones_not() -> None:
    perfect, half = Score(1.0, 1.0, 1.0), Score(0.5, 0.5, 0.5)
    scores = [PageScore({"lang": "en"}, perfect, None, False)] * 20
    scores += [PageScore({"lang": "ko"}, half, None, False)] * 5
    scores += [PageScore({"lang": "el"}, Score(0.0, 0.0, 0.0), None, True)] * 4
    summary = summarise(scores)
    assert summary.language_macro == pytest.approx(0.75)
    assert list(summary.by["lang"]) == ["en", "ko", "el"]
    assert summary.by["lang"]["ko"] == (0.5, 0.5, 0.5, 5)
    assert summary.by["page_type"] == {}


def test_slices_of_a_page() -> None:
    assert page_slices(make_page(1, lang="zh-Hant")) == {
        "source": "invented",
        "lang": "zh",
        "page_type": "article",
    }


def test_out_of_fold_text_is_looked_up_and_a_missing_page_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "html.jsonl"
    path.write_text(json.dumps({"id": "p1", "view": "html", "text": "It rained."}) + "\n", encoding="utf-8")
    system = out_of_fold_system(path)
    assert system(make_page(1)) == Kept("It rained.", None)
    with pytest.raises(InputError, match="no out-of-fold text for page p2"):
        system(make_page(2))


def test_an_out_of_fold_record_without_text_is_named(tmp_path: Path) -> None:
    path = tmp_path / "html.jsonl"
    path.write_text('{"id": "p1"}\n', encoding="utf-8")
    with pytest.raises(DatasetError, match=r"html\.jsonl:1"):
        out_of_fold_system(path)


def test_tables_show_every_system_and_slice() -> None:
    pages = [make_page(i, lang) for i, lang in enumerate(["en"] * 3 + ["ko"] * 2)]
    tables = to_markdown(compare(pages, {"all": keep_all, "none": keep_nothing}, extractors=()))
    assert "| all | 1.000 | 1.000 | 1.000 |  | 0 | 2.0 |" in tables
    assert "| ko | 2 | 1.000 (1.00/1.00) | 0.000 (0.00/0.00) |" in tables
    assert "by page_type" in tables
