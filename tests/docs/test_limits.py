"""The page about limits names each with its value."""

from __future__ import annotations

from typer.testing import CliRunner

from bbclf.cli import app
from bbclf.files.compression.gzip import MAX_DAMAGED_MEMBERS
from bbclf.files.compression.xz import MAX_XZ_MEMORY
from bbclf.files.jsonl import MAX_RECORD_BYTES
from bbclf.html import MAX_CHARACTERS, MAX_DEPTH
from bbclf.io.inputs.warc_blocks import MAX_HEADER_BYTES
from bbclf.limits import DEFAULT_LIMITS, MAX_PAGE_BYTES
from bbclf.model import MAX_ARRAY_BYTES
from tests.support.run import ROOT


def test_the_page_about_limits_says_what_they_are() -> None:
    page = (ROOT / "docs/limits.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith("| ")]
    options = CliRunner().invoke(app, ["predict", "--help"], env={"COLUMNS": "200"}).output
    for option in ("--max-page-mb", "--max-lines", "--max-seconds", "--max-errors"):
        assert option in options
        assert any(option in row for row in rows)
    for value, name in [
        (f"{MAX_PAGE_BYTES // 2**20} MB", "Reading(max_bytes=)"),
        (f"{DEFAULT_LIMITS.characters:,}", "Limits(characters=)"),
        (f"{DEFAULT_LIMITS.lines:,}", "Limits(lines=)"),
        (f"{MAX_CHARACTERS:,}", "bbclf.html.MAX_CHARACTERS"),
        (f"{MAX_RECORD_BYTES // 2**20} MB", "bbclf.files.jsonl.MAX_RECORD_BYTES"),
        (f"{MAX_HEADER_BYTES // 2**10} KB", "bbclf.io.inputs.warc_blocks.MAX_HEADER_BYTES"),
        (f"{MAX_XZ_MEMORY // 2**20} MB", "bbclf.files.compression.xz.MAX_XZ_MEMORY"),
        (f"{MAX_DAMAGED_MEMBERS:,}", "bbclf.files.compression.gzip.MAX_DAMAGED_MEMBERS"),
        (f"{MAX_ARRAY_BYTES // 10**6} MB", "bbclf.model.MAX_ARRAY_BYTES"),
    ]:
        assert any(f"| {value} |" in row and name in row for row in rows), name
    assert f"deeper than {MAX_DEPTH} " in page
