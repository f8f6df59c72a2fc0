"""The adapter for Scrapy, in Scrapy; skipped where it is not installed."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bbclf.errors import InputError
from tests.support.loopback import served
from tests.support.prose import PROSE


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The first of three pages on loopback."""
    folder = tmp_path / "site"
    folder.mkdir()
    for i in range(3):
        html = f"<nav><a href='/{i + 1}.html'>Next page</a></nav><p>{PROSE} It was day {i}.</p>"
        (folder / f"{i}.html").write_text(html if i < 2 else html.replace("href", "name"))
    with served(folder) as address:
        yield f"{address}/0.html"


SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class Spider(scrapy.Spider):
    name = "pages"
    start_urls = [sys.argv[1]]

    def parse(self, response):
        yield {"url": response.url, "html": response.body}
        yield from response.follow_all(css="a")

process = CrawlerProcess({
    "ITEM_PIPELINES": {"bbclf.integrations.scrapy.ContentPipeline": 300},
    "FEEDS": {sys.argv[3]: {"format": "jsonlines", "fields": ["url", "content", "noise"]}},
    "BBCLF_MODEL": sys.argv[2], "BBCLF_BOILERPLATE_FIELD": "noise", "LOG_LEVEL": "ERROR",
    "TELNETCONSOLE_ENABLED": False,
})
process.crawl(Spider)
process.start()
"""


@pytest.mark.engine
def test_scrapy_crawl(tmp_path: Path, site: str, plain_model: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed: pip install '.[scrapy]'")
    command = [sys.executable, "-c", SPIDER, site, str(plain_model), "items.jsonl"]
    # Scrapy's own dependencies warn; what they say is not ours to fail on.
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    items = [json.loads(line) for line in (tmp_path / "items.jsonl").read_text().splitlines()]
    assert sorted(item["content"] for item in items) == [f"{PROSE} It was day {i}." for i in range(3)]
    assert {item["noise"] for item in items} == {"Next page"}


@pytest.mark.parametrize(
    ("setting", "value", "message"),
    [
        ("BBCLF_THRESHOLD", "nan", "from 0 to 1"),
        ("BBCLF_THRESHOLD", 2, "from 0 to 1"),
        ("BBCLF_THRESHOLD", "None", "BBCLF_THRESHOLD must be a number from 0 to 1, got 'None'"),
        ("BBCLF_FAVOR", "speed", "favor must be 'precision' or 'recall', got 'speed'"),
        ("BBCLF_VIEW", "texts", "'texts'"),
    ],
)
def test_settings_that_are_none_are_refused_before_the_crawl(
    plain_model: Path, setting: str, value: object, message: str
) -> None:
    pytest.importorskip("scrapy", reason="scrapy is not installed: pip install '.[scrapy]'")
    from scrapy.settings import Settings

    from bbclf.integrations.scrapy import ContentPipeline

    with pytest.raises(InputError, match=message):
        ContentPipeline(Settings({"BBCLF_MODEL": str(plain_model), setting: value}))


def scrapy_pipeline(plain_model: Path, **settings: object) -> Any:
    pytest.importorskip("scrapy", reason="scrapy is not installed: pip install '.[scrapy]'")
    from scrapy.settings import Settings

    from bbclf.integrations.scrapy import ContentPipeline

    return ContentPipeline(Settings({"BBCLF_MODEL": str(plain_model), **settings}))


PAGE = f"<nav><a>Home</a></nav><p>{PROSE}</p>"


@pytest.mark.parametrize(
    ("settings", "item"),
    [
        ({}, {"html": PAGE, "content": PROSE}),
        ({"BBCLF_THRESHOLD": None}, {"html": PAGE, "content": PROSE}),
        ({"BBCLF_THRESHOLD": "0.95"}, {"html": PAGE, "content": f"Home\n\n{PROSE}"}),
        ({"BBCLF_KEEP_HTML": False}, {"html": None, "content": PROSE}),
        ({"BBCLF_CONTENT_FIELD": "html"}, {"html": PROSE}),
        ({"BBCLF_CONTENT_FIELD": "html", "BBCLF_KEEP_HTML": False}, {"html": PROSE}),
    ],
)
def test_scrapy_settings(plain_model: Path, settings: dict[str, object], item: dict[str, object]) -> None:
    assert scrapy_pipeline(plain_model, **settings).process_item({"html": PAGE}) == item


def test_scrapy_says_which_setting_names_a_field(plain_model: Path) -> None:
    pipeline = scrapy_pipeline(plain_model)
    from scrapy import Field, Item
    from scrapy.exceptions import DropItem

    class Article(Item):  # type: ignore[misc]
        html = Field()

    with pytest.raises(DropItem, match="neither 'html' nor 'text': BBCLF_HTML_FIELD and BBCLF_TEXT_FIELD name"):
        pipeline.process_item({"body": PAGE})
    with pytest.raises(DropItem, match="Article has no field 'content': declare it, or name another with BBCLF_CONTEN"):
        pipeline.process_item(Article(html=PAGE))
