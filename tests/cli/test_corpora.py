"""Where corpora live: WARC, WET and JSONL to Parquet and back, with what the crawl knows of each page."""

from __future__ import annotations

import datetime
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from tests.support.cli_pages import HTML, KEPT, TEXT, objects
from tests.support.prose import PROSE
from tests.support.run import Bbclf
from tests.support.warc import html_page, warc_record

arrow = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")

COLUMNS = ["id", "url", "date", "status", "language", "text"]


def rows(path: Path) -> list[dict[str, Any]]:
    return list(parquet.read_table(path).to_pylist())


def crawl(path: Path, n_pages: int) -> None:
    pytest.importorskip("fastwarc")
    members = []
    for i in range(n_pages):
        record = warc_record(i, html_page(i))
        members.append(record.replace(b"WARC-Type", b"WARC-Date: 2026-11-0%dT10:00:00Z\r\nWARC-Type" % (i + 1)))
    path.write_bytes(b"".join(map(gzip.compress, members)))


def test_a_crawl_through_parquet_to_jsonl(tmp_path: Path, predict: Bbclf, plain_model: Path) -> None:
    crawl(tmp_path / "crawl.warc.gz", 3)
    assert predict("crawl.warc.gz", "--output", "pages.parquet").returncode == 0
    classifier = LineClassifier.load(plain_model)
    expected = [
        {
            "id": f"<urn:uuid:{i}>",
            "url": f"https://example.org/{i}",
            "date": f"2026-11-0{i + 1}T10:00:00Z",
            "status": 200,
            "language": None,
            "text": classifier.label(Page.from_html(html_page(i))).text,
        }
        for i in range(3)
    ]
    assert parquet.read_schema(tmp_path / "pages.parquet").names == COLUMNS
    assert rows(tmp_path / "pages.parquet") == expected
    done = predict("pages.parquet", "--to", "record", "--threshold", "1")
    assert objects(done.stdout) == expected


@pytest.mark.parametrize("to", ["record", "jsonl"])
def test_records_of_a_crawl_have_date_and_status(tmp_path: Path, predict: Bbclf, to: str) -> None:
    crawl(tmp_path / "crawl.warc.gz", 1)
    (page,) = objects(predict("crawl.warc.gz", "--to", to).stdout)
    assert (page["id"], page["url"]) == ("<urn:uuid:0>", "https://example.org/0")
    assert (page["date"], page["status"]) == ("2026-11-01T10:00:00Z", 200)


def test_the_language_of_a_wet_file(tmp_path: Path, predict: Bbclf) -> None:
    pytest.importorskip("fastwarc")
    record = warc_record(1, PROSE.encode(), "conversion", "text/plain")
    record = record.replace(b"WARC-Type", b"WARC-Identified-Content-Language: eng\r\nWARC-Type")
    (tmp_path / "crawl.warc.wet").write_bytes(record)
    predict("crawl.warc.wet", "--output", "pages.parquet")
    assert [(row["language"], row["status"], row["text"]) for row in rows(tmp_path / "pages.parquet")] == [
        ("eng", None, PROSE)
    ]


def test_jsonl_to_parquet(tmp_path: Path, predict: Bbclf) -> None:
    records: list[dict[str, Any]] = [
        {"id": 7, "url": "u", "text": TEXT, "status": 200, "date": "2026", "language": "en", "score": 1.5},
        {"html": HTML, "status": "ok", "date": 2026, "language": ["en"]},
        {"id": "\ud800", "url": "\ud800", "date": "\ud800", "language": "\ud800", "text": f"{PROSE} \ud800"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    assert predict("a.jsonl", "--output", "a.parquet", "--jobs", "2").returncode == 0
    assert [list(row.values()) for row in rows(tmp_path / "a.parquet")] == [
        ["7", "u", "2026", 200, "en", KEPT],
        [None, None, "2026", None, "['en']", PROSE],
        ["?", "?", "?", None, "?", f"{PROSE} ?"],
    ]


def test_lines_in_parquet_are_those_of_jsonl(tmp_path: Path, predict: Bbclf) -> None:
    records = [{"id": "a", "text": TEXT}, {"id": "b", "html": HTML}, {"id": "c", "text": ""}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    assert predict("in.jsonl", "--lines", "--output", "a.parquet").returncode == 0
    assert parquet.read_schema(tmp_path / "a.parquet").names == [*COLUMNS, "lines"]
    expected = objects(predict("in.jsonl", "--to", "jsonl").stdout)
    assert [(row["id"], row["text"], row["lines"]) for row in rows(tmp_path / "a.parquet")] == [
        (page["id"], page["text"], page["lines"]) for page in expected
    ]
    written = objects(predict("a.parquet", "--to", "record", "--text-field", "again").stdout)
    assert [page["lines"] for page in written] == [page["lines"] for page in expected]


def test_lines_of_rows(tmp_path: Path, predict: Bbclf) -> None:
    parquet.write_table(arrow.table({"n": [1, 2], "text": [TEXT, ""], "lines": [3, 4]}), tmp_path / "a.parquet")
    assert predict("a.parquet", "--lines", "--output", "b.parquet", "--jobs", "2").returncode == 0
    first, second = rows(tmp_path / "b.parquet")
    assert [first["n"], first["text"], second["n"], second["text"], second["lines"]] == [1, KEPT, 2, "", []]
    assert [line["text"] for line in first["lines"] if line["label"] == "content"] == [PROSE]
    assert all(TEXT[line["start"] : line["end"]] == line["text"] for line in first["lines"])


def test_a_line_that_arrow_cannot_hold(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": f"{PROSE} \ud800"}) + "\n")
    assert predict("a.jsonl", "--lines", "--output", "a.parquet").returncode == 0
    assert [line["text"] for line in rows(tmp_path / "a.parquet")[0]["lines"]] == [f"{PROSE} ?"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--to", "record"), b"--lines needs --to parquet"),
        (("--to", "jsonl", "--with-source"), b"--lines needs --to parquet"),
        (("--to", "parquet", "--text-field", "lines"), b"--lines writes the column 'lines'"),
    ],
)
def test_lines_have_one_column_of_parquet(
    tmp_path: Path, predict: Bbclf, options: tuple[str, ...], said: bytes
) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    done = predict("a.txt", "--lines", *options)
    assert (done.returncode, said in done.stderr) == (2, True)


def test_no_rows_are_a_file_too(tmp_path: Path, predict: Bbclf) -> None:
    (tmp_path / "a.jsonl").touch()
    assert predict("a.jsonl", "--output", "a.parquet").returncode == 0
    assert parquet.read_table(tmp_path / "a.parquet").column_names == COLUMNS
    parquet.write_table(arrow.table({"text": arrow.array([], arrow.string())}), tmp_path / "b.parquet")
    assert predict("b.parquet", "--output", "c.parquet").returncode == 0
    assert parquet.read_table(tmp_path / "c.parquet").num_rows == 0


def test_parquet_to_jsonl_has_no_nan(tmp_path: Path, predict: Bbclf) -> None:
    table = arrow.table({"text": [PROSE], "score": [float("nan")], "when": [datetime.date(2026, 11, 1)]})
    parquet.write_table(table, tmp_path / "a.parquet")
    done = predict("a.parquet", "--to", "record")
    assert done.stdout == json.dumps({"text": PROSE, "score": None, "when": "2026-11-01"}).encode() + b"\n"


def test_a_column_of_views(tmp_path: Path, predict: Bbclf) -> None:
    table = arrow.table({"text": arrow.array([TEXT, PROSE], type=arrow.string_view())})
    try:
        parquet.write_table(table, tmp_path / "a.parquet")
    except arrow.ArrowNotImplementedError:
        pytest.skip("this version of pyarrow writes no string views")
    assert predict("a.parquet", "--output", "b.parquet").returncode == 0
    assert rows(tmp_path / "b.parquet") == [{"text": KEPT}, {"text": PROSE}]


def test_files_of_different_columns(tmp_path: Path, predict: Bbclf) -> None:
    parquet.write_table(arrow.table({"text": [PROSE]}), tmp_path / "a.parquet")
    parquet.write_table(arrow.table({"text": [PROSE], "n": [1]}), tmp_path / "b.parquet")
    done = predict("a.parquet", "b.parquet", "--output", "out.parquet", "--text-field", "clean")
    assert done.stderr.decode().splitlines()[0] == (
        "bbclf: b.parquet:1: its columns differ from those that were written before: use --output DIR/ for a file of"
        " each input"
    )
    assert done.returncode == 2
    assert rows(tmp_path / "out.parquet") == [{"text": PROSE, "clean": PROSE}]


def test_two_columns_of_one_name(tmp_path: Path, predict: Bbclf) -> None:
    table = arrow.Table.from_arrays([arrow.array([PROSE]), arrow.array([TEXT])], names=["text", "text"])
    parquet.write_table(table, tmp_path / "a.parquet")
    done = predict("a.parquet")
    assert done.stderr.startswith(b"bbclf: a.parquet: several columns are named 'text': rename all but one\n")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        (arrow.array([b"caf\xe9", PROSE.encode()], arrow.binary()).view(arrow.string()), "cannot be read"),
        (arrow.array([2**40, 0], arrow.timestamp("s")), "cannot be written"),
        (arrow.array([3_000_000, 0], arrow.date32()), "cannot be written"),
    ],
    ids=["text", "timestamp", "date"],
)
def test_a_value_that_python_does_not_have(tmp_path: Path, predict: Bbclf, column: Any, said: str) -> None:
    is_text = column.type == arrow.string()
    table = arrow.table({"text": column} if is_text else {"text": [PROSE, PROSE], "when": column})
    parquet.write_table(table, tmp_path / "a.parquet")
    done = predict("a.parquet", "--to", "record")
    (line, _) = done.stderr.decode().splitlines()
    assert line.startswith(f"bbclf: a.parquet:1: a value of this row {said}: ")
    assert [page["text"] for page in objects(done.stdout)] == [PROSE]
