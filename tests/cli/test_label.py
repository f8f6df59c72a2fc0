"""``bbclf label`` and ``predict --with-source``: pages become a dataset that train and evaluate read."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from bbclf.dataset import label_by_truth, read_dataset
from bbclf.page import Page
from bbclf.site import site_of_url
from tests.support.prose import PROSE
from tests.support.run import Bbclf

pytest.importorskip("rapidfuzz")

HTML = f"<nav><a href=/>Home</a></nav><p>{PROSE}</p>"


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://www.example.org/a", "example.org"),
        ("http://News.Example.org:80/", "news.example.org"),
        ("example.org/a", None),
        ("http://[x", None),
        ("", None),
        (None, None),
    ],
)
def test_the_site_of_an_address(url: str | None, site: str | None) -> None:
    assert site_of_url(url) == site


def test_a_page_is_labelled_by_its_known_text() -> None:
    page = Page.from_html(HTML, id="a", url="https://www.example.org/a")
    labelled, coverage = label_by_truth(page, PROSE, HTML, lang="en")
    assert labelled.is_boilerplate.tolist() == [True, False]
    assert (labelled.site, labelled.lang, labelled.html, coverage) == ("example.org", "en", HTML, 1.0)
    assert label_by_truth(page, PROSE, site="other").page.site == "other"
    assert label_by_truth(page, "Nothing of this stands on the page at all.").coverage == 0


RECORDS = [
    {"id": "a", "url": "http://a.example.org/1", "html": HTML, "article": PROSE, "lang": "en"},
    {"id": "b", "site": "b", "text": f"Home\n\n{PROSE}\nShare", "article": PROSE},
    {"id": "c", "html": HTML},
    {"id": "d", "html": HTML, "article": "Another text, of another page, on another day altogether."},
]


@pytest.fixture
def pages(tmp_path: Path) -> str:
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS))
    return "pages.jsonl"


def test_by_a_field(bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    done = bbclf("label", pages, "--truth", "article", "-o", "labelled.jsonl", "--view", "text")
    assert done.stderr.decode().splitlines() == [
        "bbclf: left out, no field 'article': pages.jsonl:3",
        "bbclf: left out, less than 50% of the known text is on the page: pages.jsonl:4 (0%)",
        "bbclf: pages labelled 2, coverage of their known text 100.0% on average and 100.0% at least; left out 2,"
        " not readable 0",
    ]
    assert (done.stdout, done.returncode) == (b"", 0)
    a, b = read_dataset(tmp_path / "labelled.jsonl")
    assert (a.page.id, a.page.view, a.lang, a.site) == ("a", "html", "en", "a.example.org")
    assert (b.page.id, b.page.view, b.lang, b.site, b.page.gaps.tolist()) == ("b", "text", None, "b", [0, 1, 0])
    assert b.is_boilerplate.tolist() == [True, False, True]


def test_by_a_folder(bbclf: Bbclf, tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "texts").mkdir()
    for name in ("one", "two"):
        (tmp_path / f"crawl/{name}.html").write_text(HTML)
    (tmp_path / "texts/one.txt").write_text(PROSE)
    done = bbclf("label", "crawl", "--truth", "texts", "-o", "labelled.jsonl")
    assert b"bbclf: left out, no text in texts: crawl/two.html\n" in done.stderr
    (page,) = read_dataset(tmp_path / "labelled.jsonl")
    assert (page.page.id, page.is_boilerplate.tolist()) == ("one.html", [True, False])


def test_names_with_dots_and_files_that_are_no_pages(bbclf: Bbclf, tmp_path: Path) -> None:
    (tmp_path / "crawl").mkdir()
    (tmp_path / "texts").mkdir()
    (tmp_path / "crawl/example.org.html.gz").write_bytes(gzip.compress(HTML.encode()))
    (tmp_path / "crawl/style.css").write_text("p { color: red }")
    (tmp_path / "texts/example.org.txt").write_text(f"\ufeff{PROSE}")
    (tmp_path / "texts/example.txt").write_text("Another text, of another page.")
    done = bbclf("label", "crawl", "--truth", "texts", "-o", "labelled.jsonl")
    assert done.stderr.startswith(b"bbclf: left out: crawl/style.css: other file\n")
    (page,) = read_dataset(tmp_path / "labelled.jsonl")
    assert page.is_boilerplate.tolist() == [True, False]


def test_an_earlier_file_stays_where_nothing_is_labelled(bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    (tmp_path / "labelled.jsonl").write_text("earlier work")
    (tmp_path / "empty.jsonl").write_text("")
    commands = (
        ["label", pages, "--truth", "body", "-o", "labelled.jsonl"],
        ["convert", "empty.jsonl", "--to", "doccano", "-o", "labelled.jsonl"],
        ["convert", "empty.jsonl", "--from", "doccano", "-o", "labelled.jsonl"],
    )
    for command in commands:
        assert bbclf(*command).returncode == 2
        assert (tmp_path / "labelled.jsonl").read_text() == "earlier work"


def test_no_input_is_written_over(bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    before = (tmp_path / pages).read_bytes()
    for command in (["label", pages, "--truth", "article"], ["site-profile", pages]):
        done = bbclf(*command, "-o", pages)
        assert b"pages.jsonl: the run writes to pages.jsonl: write elsewhere" in done.stderr
        assert done.returncode == 2
        assert (tmp_path / pages).read_bytes() == before
        assert b"give --output FILE" in bbclf(*command, "-o", "-").stderr


def test_nothing_that_can_be_labelled(bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    done = bbclf("label", pages, "--truth", "body", "-o", "labelled.jsonl")
    assert done.stderr.splitlines()[-1] == b"bbclf: no page could be labelled: is --truth the right field or folder?"
    assert done.returncode == 2
    assert not (tmp_path / "labelled.jsonl").exists()


def test_a_record_that_cannot_be_read_is_named(bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    with (tmp_path / pages).open("a") as file:
        file.write("{nonsense\n")
    done = bbclf("label", pages, "--truth", "article", "-o", "labelled.jsonl")
    assert done.stderr.startswith(b"bbclf: pages.jsonl:5: not a JSON record")
    assert done.stderr.endswith(b"not readable 1\n")
    assert done.returncode == 2


def test_predict_writes_what_evaluate_reads(predict: Bbclf, bbclf: Bbclf, pages: str, tmp_path: Path) -> None:
    done = predict(pages, "--to", "jsonl", "--with-source", "-o", "labelled.jsonl", "--view", "text", "--quiet")
    assert (done.stderr, done.returncode) == (b"", 0)
    a, b, *_ = read_dataset(tmp_path / "labelled.jsonl")
    assert (a.page.id, a.page.view, a.html, a.lang, a.site) == ("a", "html", HTML, "en", "a.example.org")
    assert (b.page.gaps.tolist(), b.site) == ([0, 1, 0], "b")
    assert b.is_boilerplate.tolist() == [True, False, True]


def test_html_of_any_charset_can_be_read_back(predict: Bbclf, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_bytes(b"<meta charset=windows-1252><p>Caf\xe9 au lait, s'il vous pla\xeet, dit-il.")
    assert predict("page.html", "--to", "jsonl", "--with-source", "-o", "labelled.jsonl").returncode == 0
    (page,) = read_dataset(tmp_path / "labelled.jsonl")
    assert page.page.lines == ["Café au lait, s'il vous plaît, dit-il."]
    assert page.page.id == "page.html"


def test_only_jsonl_holds_the_source(predict: Bbclf) -> None:
    done = predict("--with-source", input=b"Home")
    assert b"--with-source needs --to jsonl" in done.stderr
    assert done.returncode == 2
