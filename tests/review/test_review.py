"""A review without its server: what is doubtful, what is saved, and what a second review finds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bbclf.classifier import LineClassifier
from bbclf.dataset import read_dataset
from bbclf.errors import DatasetError, InputError, OutputError
from bbclf.review import Review, read_drafts
from bbclf.review.slots import LineState
from tests.support.tiny_model import tiny_model

RAIN = "It rained all night, and the river rose."
TEXT = f"Home\nNews\nMore\n\n{RAIN}\nShare\n"
"""To the tiny model, p_boilerplate .88, .95, .88, .27, .88 at a threshold of .5."""

HTML = f"<ul class=menu><li>Home<li>News</ul><main><p>{RAIN}</main>"


@pytest.fixture
def classifier() -> LineClassifier:
    return LineClassifier(tiny_model())


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "labelled.jsonl"


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "a.txt").write_text(TEXT, "utf-8")
    (folder / "b.html").write_text(HTML, "utf-8")
    return folder


@pytest.fixture
def review(pages: Path, output: Path, classifier: LineClassifier) -> Iterator[Review]:
    with Review(read_drafts([str(pages)], output, classifier, "text"), output) as opened:
        yield opened


def labels(path: Path) -> list[list[bool]]:
    return [page.is_boilerplate.tolist() for page in read_dataset(path)]


def test_raw_pages_begin_with_the_labels_of_the_model(review: Review, output: Path) -> None:
    text, html = read_dataset(output)
    assert text.is_boilerplate.tolist() == [True, True, True, False, True]
    assert (text.page.id, text.page.view, text.page.gaps.tolist()) == ("a.txt", "text", [0, 0, 0, 1, 0])
    assert (html.page.id, html.html, html.is_boilerplate.tolist()) == ("b.html", HTML, [True, True, False])


def test_the_most_doubtful_come_first(review: Review) -> None:
    text = review.pages[0]
    assert text.margins == pytest.approx([0.38, 0.45, 0.38, 0.23, 0.38], abs=0.01)
    assert text.doubtful_first == [3, 0, 2, 4, 1]
    least = [min(page.margins) for page in review.pages]
    assert review.doubtful_first() == sorted((0, 1), key=least.__getitem__)
    assert [page["page"] for page in review.summary()["pages"]] == review.doubtful_first()


def test_every_correction_is_in_the_file_at_once(review: Review, output: Path) -> None:
    review.set_label(0, 1, "content")
    assert labels(output)[0] == [True, False, True, False, True]
    review.set_label(1, 2, "boilerplate")
    assert labels(output)[1] == [True, True, True]
    review.set_label(0, 1, "boilerplate")
    assert labels(output)[0] == [True, True, True, False, True]
    assert review.pages[0].n_reviewed == review.pages[1].n_reviewed == 1


def test_undo(review: Review, output: Path) -> None:
    before = output.read_bytes()
    assert review.undo() is None
    review.set_label(0, 1, "content")
    review.set_label(0, 1, "boilerplate")
    assert [review.undo(), review.undo(), review.undo()] == [(0, 1), (0, 1), None]
    assert output.read_bytes() == before
    assert review.pages[0].n_reviewed == 0


@pytest.mark.parametrize(
    ("page", "line", "label"), [(0, 5, "content"), (2, 0, "content"), (-1, 0, "content"), (0, 0, "x")]
)
def test_what_is_no_line_or_label(review: Review, output: Path, page: int, line: int, label: str) -> None:
    before = output.read_bytes()
    with pytest.raises(InputError, match=r"there is no line|label must be"):
        review.set_label(page, line, label)
    assert output.read_bytes() == before


def test_a_second_review_goes_on(pages: Path, output: Path, classifier: LineClassifier) -> None:
    with Review(read_drafts([str(pages)], output, classifier, "text"), output) as first:
        first.set_label(0, 1, "content")
    (pages / "c.txt").write_text(TEXT, "utf-8")
    with Review(read_drafts([str(pages)], output, classifier, "text"), output) as second:
        assert [page.id for page in second.pages] == ["a.txt", "b.html", "c.txt"]
        assert second.pages[0].states[1] == LineState("content", reviewed=True)
        assert [page.n_reviewed for page in second.pages] == [1, 0, 0]
        # The model is against it, which is doubt enough to show it first.
        assert second.pages[0].doubtful_first[0] == 1
    assert [path.name for path in output.parent.iterdir() if path.is_file()] == ["labelled.jsonl"]


def test_labelled_pages_keep_their_labels(tmp_path: Path, output: Path, classifier: LineClassifier) -> None:
    given = tmp_path / "given.jsonl"
    lines = [{"text": RAIN, "label": "boilerplate"}, {"text": "Tags", "label": "content", "weight": 0, "gap": 1}]
    given.write_text(json.dumps({"id": "a", "view": "text", "lang": "en", "lines": lines}) + "\n")
    with Review(read_drafts([str(given)], output, classifier), output) as review:
        assert review.pages[0].as_json()["lines"][1]["undecided"]
        (page,) = read_dataset(output)
        assert (page.lang, page.is_boilerplate.tolist(), page.weight.tolist()) == ("en", [True, False], [1, 0])
        review.set_label(0, 1, "content")
        (page,) = read_dataset(output)
        assert (page.weight.tolist(), page.page.gaps.tolist()) == ([1, 1], [0, 1])


def test_other_fields_of_labelled_pages_are_kept(output: Path, classifier: LineClassifier) -> None:
    line = {"text": "It rained all night.", "label": "content", "weight": 0.5, "p_boilerplate": 0.25, "tag": "p"}
    record = {"id": "a", "view": "text", "note": "mine", "lines": [line]}
    output.write_text(json.dumps(record), "utf-8")
    with Review(read_drafts([str(output)], output, classifier), output) as review:
        assert json.loads(output.read_text("utf-8")) == record
        review.set_label(0, 0, "boilerplate")
    reviewed = {name: value for name, value in line.items() if name != "weight"} | {"label": "boilerplate"}
    assert json.loads(output.read_text("utf-8")) == {**record, "lines": [{**reviewed, "reviewed": True}]}


def test_jsonl_without_lines_is_pages(tmp_path: Path, output: Path, classifier: LineClassifier) -> None:
    given = tmp_path / "given.jsonl"
    records = [{"id": "a", "html": HTML, "url": "https://www.example.org/a", "lang": "en"}, {"nothing": 1}]
    given.write_text("".join(json.dumps(record) + "\n" for record in records))
    warnings: list[str] = []
    with Review(read_drafts([str(given)], output, classifier, warn=warnings.append), output):
        (page,) = read_dataset(output)
    assert (page.page.id, page.site, page.lang, page.html) == ("a", "example.org", "en", HTML)
    (warning,) = warnings
    assert warning.startswith(f"{given}:2: a record needs the field")


def test_two_reviews_of_one_file(review: Review, pages: Path, output: Path, classifier: LineClassifier) -> None:
    with pytest.raises(OutputError, match="another run is writing to it"):
        Review(read_drafts([str(pages)], output, classifier), output)
    review.set_label(0, 1, "content")  # the first still holds it


def test_what_cannot_be_reviewed(tmp_path: Path, output: Path, classifier: LineClassifier) -> None:
    (tmp_path / "empty.jsonl").touch()
    with pytest.raises(InputError, match="no page to review: give"):
        Review(read_drafts([str(tmp_path / "empty.jsonl")], output, classifier), output)
    assert not output.exists()
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"id": "a", "view": "text", "lines": [{"text": "a"}]}\n')
    with pytest.raises(DatasetError, match=r"broken\.jsonl:1: line 1 of the page: 'label' must be"):
        Review(read_drafts([str(broken)], output, classifier), output)
    with pytest.raises(OutputError, match="labels cannot be replaced in a compressed file"):
        Review([], tmp_path / "labelled.jsonl.gz")
    with pytest.raises(OutputError, match=r"nowhere/a\.jsonl: cannot be written: No such file"):
        Review(iter([]), tmp_path / "nowhere/a.jsonl")


def test_what_is_no_page_is_named(tmp_path: Path, output: Path, classifier: LineClassifier) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "crawl/page.txt").write_text("It rained.")
    (tmp_path / "crawl/style.css").write_text("p { color: red }")
    said: list[str] = []
    assert len(list(read_drafts([str(tmp_path / "crawl")], output, classifier, "text", said.append))) == 1
    assert said == [f"left out: {tmp_path}/crawl/style.css: other file"]
