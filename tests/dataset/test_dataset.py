"""Labelled pages: what is written reads back, and what breaks the schema is said with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf.dataset import TrainingPage, parse_record, read_dataset, to_record, write_dataset
from bbclf.errors import DatasetError, InputError
from bbclf.page import Page


def record(**changes: Any) -> dict[str, Any]:
    """A sound record with some of its fields changed; None removes one."""
    base = {
        "id": "a",
        "lang": "en",
        "site": "example.org",
        "view": "text",
        "lines": [
            {"text": "Home", "label": "boilerplate"},
            {"text": "It rained all night.", "label": "content", "gap": 2, "weight": 0.5},
        ],
    }
    return {name: value for name, value in {**base, **changes}.items() if value is not None}


def test_record_becomes_page() -> None:
    page = parse_record(record())
    assert page.page.lines == ["Home", "It rained all night."]
    assert page.page.gaps.tolist() == [0, 2]
    assert page.page.starts is not None
    assert page.page.starts.tolist() == [0, 7]
    assert page.is_boilerplate.tolist() == [True, False]
    assert page.weight.tolist() == [1.0, 0.5]
    assert (page.lang, page.site, page.source) == ("en", "example.org", None)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"id": None}, "'id' is missing"),
        ({"id": 3}, "'id' must be text, got int"),
        ({"view": "markdown"}, "view must be 'html', 'text' or 'leftover', got 'markdown'"),
        ({"view": "html"}, "needs the field 'html'"),
        ({"lines": None}, "'lines' must be a list"),
        ({"lines": ["Home"]}, "line 1 of the page: must be an object"),
        ({"lines": [{"label": "content"}]}, "'text' must be text"),
        (
            {"lines": [{"text": "a", "label": "noise"}]},
            "'label' must be 'content' or 'boilerplate', got 'noise'",
        ),
        (
            {"lines": [{"text": "a", "label": "content", "weight": -1}]},
            "'weight' must be a number, 0 or more",
        ),
        ({"lines": [{"text": "a", "label": "content", "weight": True}]}, "'weight' must be"),
        ({"lines": [{"text": "a", "label": "content", "weight": float("nan")}]}, "'weight' must be"),
        ({"lines": [{"text": "a", "label": "content", "gap": 1.5}]}, "'gap' must be a whole number"),
        ({"lines": [{"text": "a", "label": "content", "reviewed": 1}]}, "'reviewed' must be true or false, got 1"),
        (
            {"lines": [{"text": " a", "label": "content"}]},
            "line 1 of the page: got ' a', expected stripped text",
        ),
        ({"lines": [{"text": "a\nb", "label": "content"}]}, "without a line end"),
        ({"lines": [{"text": "", "label": "content"}]}, "expected stripped text"),
        ({"lang": ["en"]}, "'lang' must be text, got list"),
    ],
)
def test_schema(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(DatasetError) as caught:
        parse_record(record(**changes))
    assert message in str(caught.value)


def test_error_names_path_and_line(tmp_path: Path) -> None:
    path = tmp_path / "pages.jsonl"
    path.write_text(json.dumps(record()) + "\n\n" + '{"id": \n')
    with pytest.raises(DatasetError, match="not a JSON record") as caught:
        list(read_dataset(path))
    assert str(caught.value).startswith(f"{path}:3: ")


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.jsonl: cannot be read: No such file"):
        list(read_dataset(tmp_path / "nowhere.jsonl"))


@pytest.mark.parametrize("suffix", ["", ".gz", ".xz", ".zst"])
def test_round_trip(tmp_path: Path, suffix: str) -> None:
    if suffix == ".zst":
        pytest.importorskip("zstandard")
    path = tmp_path / f"pages.jsonl{suffix}"
    pages = [parse_record(record()), parse_record(record(id="b", lines=[], source="mine"))]
    assert write_dataset(path, pages) == 2
    assert [to_record(page) for page in read_dataset(path)] == [to_record(page) for page in pages]
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


def test_nothing_is_left_of_a_failed_write(tmp_path: Path) -> None:
    page = parse_record(record())
    unwritable = TrainingPage(Page([], page.page.gaps[:0], "html"), page.is_boilerplate[:0], page.weight[:0])
    with pytest.raises(DatasetError, match="no html to write"):
        write_dataset(tmp_path / "pages.jsonl", [page, unwritable])
    assert list(tmp_path.iterdir()) == []


def test_html_page_must_give_the_lines() -> None:
    pytest.importorskip("bbclf.html")
    html = "<nav><a href='/'>Home</a></nav><p>It rained all night.</p>"
    lines = [{"text": "Home", "label": "boilerplate"}, {"text": "It rained all night.", "label": "content"}]
    page = parse_record(record(view="html", html=html, lines=lines))
    assert page.page.markup is not None
    assert to_record(page)["html"] == html
    lines[1]["text"] = "It rained."
    with pytest.raises(DatasetError, match=r"line 2 of the page: got 'It rained\.', expected the line that"):
        parse_record(record(view="html", html=html, lines=lines))
    with pytest.raises(DatasetError, match=r"line 2 of the page: got no line, expected"):
        parse_record(record(view="html", html=html, lines=lines[:1]))


@given(text=st.text(), data=st.data())
def test_any_text_survives(text: str, data: st.DataObject) -> None:
    page = Page.from_text(text, id="a", view="text")
    n = len(page)
    labels = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    given_page = TrainingPage(page, np.array(labels, dtype=np.bool_), np.ones(n, dtype=np.float32))
    read = parse_record(json.loads(json.dumps(to_record(given_page))))
    assert read.page.lines == page.lines
    assert read.page.gaps.tolist() == page.gaps.tolist()
    assert read.is_boilerplate.tolist() == labels


def test_what_is_no_labelled_page_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="expected a TrainingPage, got str"):
        write_dataset(tmp_path / "pages.jsonl", ["Rain"])  # type: ignore[list-item]
    assert not any(tmp_path.iterdir())
