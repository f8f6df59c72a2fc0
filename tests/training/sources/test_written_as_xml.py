"""Pages that were written as XML, as they were on the web."""

from __future__ import annotations

import json
from pathlib import Path

from bbclf.page import Page
from training.sources.pages import read_page_file
from training.sources.written_as_xml import html_again, truth_again


def test_truth_in_html_becomes_text() -> None:
    assert truth_again("<p>One &amp; two</p><p>three</p>") == "One & two\nthree"
    assert truth_again("One < two") == "One < two"


def test_html_is_read_to_its_end() -> None:
    html = '<p>One</p><iframe src="/a"/><script/><p>two</p>'
    assert Page.from_html(html).lines == ["One"]
    assert Page.from_html(html_again(html)).lines == ["One", "two"]


def test_only_pages_of_these_sources_change(tmp_path: Path) -> None:
    records = [{"source": source, "html": "<script/>", "truth": "x"} for source in ("harvest_forum", "wcxb")]
    path = tmp_path / "pages.jsonl"
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    assert [page.html for page in read_page_file(path)] == ["<script></script>", "<script/>"]
