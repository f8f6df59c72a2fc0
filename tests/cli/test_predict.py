"""``bbclf predict`` as a subprocess: every format in and out, with a model that calls short lines boilerplate."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.archives import zstd
from tests.support.cli_pages import HTML, KEPT, TEXT, objects, prose, write_jsonl
from tests.support.prose import PROSE
from tests.support.run import Bbclf
from tests.support.warc import html_page, warc_record


def test_text_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    done = predict("page.txt")
    assert done.stdout.decode() == KEPT
    assert done.stderr.decode() == ("bbclf: pages 1, lines of content 1, of boilerplate 3, records failed 0\n")
    assert done.returncode == 0


def test_html_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "page.html").write_text(HTML)
    assert predict("page.html").stdout.decode() == PROSE + "\n"


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ("content", KEPT),
        ("boilerplate", "Home\nAbout us\n\nShare\n"),
        ("all", f"- Home\n- About us\n+ {PROSE}\n- Share\n"),
    ],
)
def test_keep(predict: Bbclf, keep: str, expected: str) -> None:
    assert predict("-", "--keep", keep, input=TEXT.encode()).stdout.decode() == expected


@pytest.mark.parametrize(
    ("keep", "expected"),
    [
        ("content", f"{PROSE}\n"),
        ("boilerplate", "Home\n"),
        ("all", f"- Home\n+ {PROSE}\n"),
    ],
)
def test_strip_markup(predict: Bbclf, keep: str, expected: str) -> None:
    text = f"[b]Home[/b]\n{PROSE}<br/>\n[slider-pro id=”12″ type=”gallery-text/javascript”]\n"
    done = predict("--strip-markup", "--keep", keep, input=text.encode())
    assert done.stdout.decode() == expected


def test_strip_markup_leaves_the_lines_alone(predict: Bbclf) -> None:
    text = f"Home\n[row id=”1″] {PROSE}"
    (page,) = objects(predict("--strip-markup", "--to", "jsonl", "--view", "text", input=text.encode()).stdout)
    assert page["text"] == PROSE
    assert [line["text"] for line in page["lines"]] == text.split("\n")
    (record,) = objects(predict("--strip-markup", "--to", "record", input=text.encode()).stdout)
    assert record["text"] == PROSE


def test_standard_input_is_the_default(predict: Bbclf) -> None:
    assert predict(input=TEXT.encode()).stdout.decode() == KEPT
    assert predict(input=HTML.encode()).stdout.decode() == PROSE + "\n"


def test_threshold(predict: Bbclf) -> None:
    assert predict("--threshold", "0", input=TEXT.encode()).stdout == b""
    assert predict("--threshold", "1", input=TEXT.encode()).stdout.decode() == TEXT


def test_empty_file(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "empty.txt").touch()
    done = predict("empty.txt", "--quiet")
    assert (done.stdout, done.stderr, done.returncode) == (b"", b"", 0)


def test_jsonl_output(predict: Bbclf) -> None:
    (page,) = objects(predict("--to", "jsonl", "--view", "text", input=TEXT.encode()).stdout)
    assert (page["id"], page["view"], page["model"], page["text"]) == ("stdin", "text", "plain-1", KEPT)
    assert [line["label"][0] for line in page["lines"]] == ["b", "b", "c", "b"]
    assert [line["p_boilerplate"] for line in page["lines"]] == [0.9, 0.9, 0.1, 0.9]
    for line in page["lines"]:
        assert TEXT[line["start"] : line["end"]] == line["text"]


def test_attributes_output(predict: Bbclf) -> None:
    data = json.dumps({"id": "a", "text": TEXT}).encode()
    (page,) = objects(predict("--to", "attributes", input=data).stdout)
    assert page["id"] == "a"
    (spans,) = page["attributes"].values()
    assert [TEXT[start:end] for start, end, _ in spans] == ["Home", "About us", PROSE, "Share"]


@pytest.mark.parametrize("format", ["html", "report"])
def test_html_output_is_escaped(predict: Bbclf, format: str) -> None:
    shown = predict("--to", format, "--keep", "all", input=f"{TEXT}<script>alert(1)</script>".encode()).stdout.decode()
    assert PROSE in shown
    assert "&lt;script&gt;" in shown
    assert ("<script>alert" if format == "report" else "<script>") not in shown  # a report has a script of its own


def test_markdown_and_html_of_a_page(predict: Bbclf) -> None:
    page = f"<h1>{PROSE}</h1><nav>Home</nav><ul><li>{PROSE} <a href='/b' onclick='x'>b</a></ul>".encode()
    assert predict("--from", "html", "--to", "markdown", input=page).stdout.decode() == f"# {PROSE}\n\n- {PROSE} b\n"
    linked = predict("--from", "html", "--to", "markdown", "--links", "--no-headline", input=page).stdout.decode()
    assert linked == f"- {PROSE} [b](/b)\n"
    html = predict("--from", "html", "--to", "html", input=page).stdout.decode()
    assert html.startswith("<!DOCTYPE html>")
    assert f'<h1>{PROSE}</h1>\n<ul><li>{PROSE} <a href="/b">b</a></li>' in html


def test_record_output_adds_or_replaces_a_field(predict: Bbclf) -> None:
    record = {"b": [1.5, None], "text": TEXT, "a": {"deep": "ü\ud800"}}
    data = json.dumps(record).encode()
    (added,) = objects(predict("--text-field", "clean", input=data).stdout)
    assert list(added) == ["b", "text", "a", "clean"]
    assert added == {**record, "clean": KEPT}
    (replaced,) = objects(predict("--to", "record", input=data).stdout)
    assert list(replaced) == ["b", "text", "a"]
    assert replaced == {**record, "text": KEPT}


def test_fields_of_the_input_are_named_by_options(predict: Bbclf) -> None:
    record = {"n": 7, "link": "https://example.org", "body": TEXT, "text": "not this", "id": "nor this"}
    named = ["--input-field", "body", "--html-field", "raw", "--id-field", "n", "--url-field", "link"]
    (page,) = objects(predict("--to", "jsonl", "--view", "leftover", *named, input=json.dumps(record).encode()).stdout)
    assert (page["id"], page["url"], page["view"], page["text"]) == ("7", record["link"], "leftover", KEPT)
    (page,) = objects(predict("--to", "jsonl", *named, input=json.dumps({**record, "raw": HTML}).encode()).stdout)
    assert (page["view"], page["text"]) == ("html", PROSE)


@pytest.mark.parametrize("compress", [gzip.compress, zstd])
def test_compressed_jsonl_to_compressed_jsonl(tmp_path: Path, predict: Bbclf, compress: Any) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 3)
    (tmp_path / "pages.jsonl.packed").write_bytes(compress((tmp_path / "pages.jsonl").read_bytes()))
    assert predict("pages.jsonl.packed", "--output", "out.jsonl.gz").returncode == 0
    pages = objects(gzip.decompress((tmp_path / "out.jsonl.gz").read_bytes()))
    assert [page["text"] for page in pages] == [prose(i) for i in range(3)]


def test_parquet_to_parquet(tmp_path: Path, predict: Bbclf) -> None:
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    when = arrow.array([1, 2, 3], type=arrow.timestamp("ns"))
    table = arrow.table({"when": when, "text": [TEXT, None, prose(3)], "tags": [["x"], [], None]})
    parquet.write_table(table, tmp_path / "in.parquet")
    done = predict("in.parquet", "--output", "out.parquet", "--text-field", "clean")
    assert b"in.parquet:2: a record needs the field" in done.stderr
    assert done.returncode == 2
    written = parquet.read_table(tmp_path / "out.parquet")
    assert written.select(table.column_names).equals(table.take([0, 2]))
    assert written["clean"].to_pylist() == [KEPT, prose(3)]


def test_warc_with_a_damaged_member(tmp_path: Path, predict: Bbclf) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(i, html_page(i))) for i in range(4)]
    members[1] = members[1][:40] + bytes(50) + members[1][90:]
    (tmp_path / "crawl.warc.gz").write_bytes(b"".join(members))
    done = predict("crawl.warc.gz", "--to", "jsonl", "--rejects", "rejects.jsonl")
    assert [page["id"] for page in objects(done.stdout)] == [f"<urn:uuid:{i}>" for i in (0, 2, 3)]
    (rejected,) = objects((tmp_path / "rejects.jsonl").read_bytes())
    assert (rejected["path"], rejected["number"]) == ("crawl.warc.gz", 2)
    assert done.returncode == 0


def test_wet_file(tmp_path: Path, predict: Bbclf) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(i, prose(i).encode(), "conversion", "text/plain")) for i in range(3)]
    (tmp_path / "crawl.warc.wet.gz").write_bytes(b"".join(members))
    pages = objects(predict("crawl.warc.wet.gz", "--to", "jsonl").stdout)
    assert [(page["id"], page["view"]) for page in pages] == [(f"<urn:uuid:{i}>", "text") for i in range(3)]
    assert [page["lines"][0]["text"] for page in pages] == [prose(i) for i in range(3)]


def test_jobs_keep_the_order(tmp_path: Path, predict: Bbclf) -> None:
    write_jsonl(tmp_path / "pages.jsonl", 1500)
    alone = predict("pages.jsonl", "--to", "jsonl")
    together = predict("pages.jsonl", "--to", "jsonl", "--jobs", "2")
    assert [page["id"] for page in objects(alone.stdout)] == [str(i) for i in range(1500)]
    assert together.stdout == alone.stdout
    assert together.stderr == alone.stderr


def test_directory_to_directory(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "in/below").mkdir(parents=True)
    (tmp_path / "in/page.txt").write_text(TEXT)
    (tmp_path / "in/below/page.html").write_text(HTML)
    (tmp_path / "in/below/empty.jsonl").touch()
    (tmp_path / "in/logo.svg").write_text("<svg/>")
    done = predict("in", "--output", "out/")
    assert done.stderr.endswith(b"records failed 0, not pages 1 (other file 1)\n")
    written = sorted(str(path.relative_to(tmp_path / "out")) for path in tmp_path.glob("out/**/[!.]*.*"))
    assert written == ["below/empty.jsonl.txt", "below/page.html.txt", "page.txt"]
    assert (tmp_path / "out/below/page.html.txt").read_text() == PROSE + "\n"


def test_two_inputs_never_share_an_output(tmp_path: Path, predict: Bbclf) -> None:
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "page.txt").write_text(TEXT)
    done = predict("a", "b", "--output", "out/")
    assert b"out/page.txt would be written twice" in done.stderr
    assert done.returncode == 2


def test_a_thousand_html_files(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "site").mkdir()
    for i in range(1000):
        (tmp_path / f"site/{i:04}.html").write_text(f"<nav>Home</nav><p>{prose(i)}</p>")
    done = predict("site")
    assert done.stdout.decode() == "\n\n".join(prose(i) for i in range(1000)) + "\n"
