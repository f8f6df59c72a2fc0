"""Adapters, in the engines they are for; skipped where an engine is not installed."""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from bbclf import LineClassifier, Page
from bbclf.errors import InputError

PROSE = "It rained all night, and in the morning the river stood at the door."


def page_text(number: int) -> str:
    return f"Home\nAbout\n{PROSE} It was day {number}.\nShare\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site of three pages on loopback."""
    folder = tmp_path / "site"
    folder.mkdir()
    for i in range(3):
        html = f"<nav><a href='/{i + 1}.html'>Next page</a></nav><p>{PROSE} It was day {i}.</p>"
        (folder / f"{i}.html").write_text(html if i < 2 else html.replace("href", "name"))
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/0.html"
        server.shutdown()
        thread.join()


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


PIPELINE = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from bbclf.integrations.datatrove import ContentFilter, ContentFormatter

if __name__ == "__main__":
    steps = [JsonlReader("in"), ContentFormatter(model=sys.argv[1]), ContentFilter(min_words=10),
             JsonlWriter("out", compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir="logs", tasks=2, workers=2).run()
"""


@pytest.mark.engine
def test_datatrove_run(tmp_path: Path, plain_model: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    (tmp_path / "in").mkdir()
    texts = [page_text(i) for i in range(20)] + ["Home\nAbout\n", "x\n" * 1_000_001]
    for part in range(2):
        lines = [json.dumps({"id": str(i), "text": texts[i]}) for i in range(part, len(texts), 2)]
        (tmp_path / f"in/{part}.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "run.py").write_text(PIPELINE)
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "run.py", str(plain_model)]
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    written = [json.loads(line) for path in tmp_path.glob("out/*") for line in path.read_text().splitlines()]
    classifier = LineClassifier.load(plain_model)
    labelled = [classifier.label(Page.from_text(text)) for text in texts[:-1]]
    expected = {str(i): labelled[i].text for i in range(20)}
    assert {document["id"]: document["text"] for document in written} == expected
    statistics = json.loads((tmp_path / "logs/stats.json").read_text())
    formatter = next(step for step in statistics if "bbclf content" in step["name"])
    n_boilerplate = sum(int(page.is_boilerplate.sum()) for page in labelled)
    assert formatter["stats"]["boilerplate_lines"]["total"] == n_boilerplate
    refused = formatter["stats"]["refused"]
    assert (refused["total"] if isinstance(refused, dict) else refused) == 1
    logs = "".join(path.read_text() for path in tmp_path.glob("logs/logs/*.log"))
    assert "document 21: the page has 1,000,001 lines" in logs


def test_datatrove_steps_are_picklable_and_load_no_model_before_they_run() -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    from bbclf.integrations.datatrove import ContentFilter, ContentFormatter

    formatter = pickle.loads(pickle.dumps(ContentFormatter(view="text", model="/no/such/model")))
    assert (formatter.view, formatter.model) == ("text", "/no/such/model")
    assert pickle.loads(pickle.dumps(ContentFilter(min_words=7))).min_words == 7


EXTRACTION = """
import sys
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter
from bbclf.integrations.datatrove import ContentExtractor, ContentFormatter

if __name__ == "__main__":
    step = ContentExtractor if sys.argv[2] == "extractor" else ContentFormatter
    steps = [JsonlReader("in"), step(model=sys.argv[1], threshold=0.95), JsonlWriter("out", compression=None)]
    LocalPipelineExecutor(pipeline=steps, logging_dir="logs").run()
"""


@pytest.mark.engine
@pytest.mark.parametrize("step", ["extractor", "formatter"])
def test_html_in_datatrove(tmp_path: Path, plain_model: Path, environment: dict[str, str], step: str) -> None:
    pytest.importorskip("datatrove", reason="datatrove is not installed: pip install '.[datatrove]'")
    (tmp_path / "in").mkdir()
    start = "<!DOCTYPE html><script>var rain = 'It rained all night.';</script>"
    pages = [f"{start}<nav>Home</nav><p>{PROSE} It was day {i}.</p>" for i in range(5)]
    pages.append("<html>" + "<p>x" * 1_000_001)  # more lines than are read
    lines = [json.dumps({"id": str(i), "text": page}) for i, page in enumerate(pages)]
    (tmp_path / "in/0.jsonl").write_text("\n".join(lines) + "\n")
    (tmp_path / "run.py").write_text(EXTRACTION)
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "run.py", str(plain_model), step]
    done = subprocess.run(command, cwd=tmp_path, env=quiet, capture_output=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr.decode()
    written = [json.loads(line) for path in tmp_path.glob("out/*") for line in path.read_text().splitlines()]
    labelled = LineClassifier.load(plain_model).label_many(Page.from_html(page) for page in pages[:5])
    expected = [replace(page, threshold=0.95).text for page in labelled]
    assert [document["text"] for document in written] == expected
    assert expected[0] == f"Home\n\n{PROSE} It was day 0."


SPARK_JOB = """
import os
import sys
from pyspark.sql import SparkSession
from bbclf.integrations.spark import add_content, content_udf, with_content

model = sys.argv[1]
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "2")
    .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
pages = spark.read.parquet("in.parquet").repartition(2)
mapped = pages.mapInPandas(add_content("text", view="text", model=model), schema=with_content(pages.schema))
spark.sparkContext.addFile(model, recursive=True)
shipped = content_udf(view="text", model=os.path.basename(model))
mapped.withColumn("by_udf", shipped("text")).write.parquet("out.parquet")
refused = spark.sparkContext.accumulator(0)
lenient = content_udf(view="text", model=model, threshold=1, refused=refused)
pages.withColumn("all", lenient("text")).write.parquet("all.parquet")
print("refused", refused.value)
spark.stop()
"""


@pytest.mark.engine
def test_spark_job(tmp_path: Path, plain_model: Path, environment: dict[str, str]) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install '.[spark]'")
    arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[spark]'")
    parquet = pytest.importorskip("pyarrow.parquet")
    if shutil.which("java") is None:
        pytest.skip("java is not installed: Spark needs 17 (Debian: apt-get install openjdk-17-jre-headless)")
    rows = [{"id": i, "text": page_text(i)} for i in range(40)] + [{"id": 40, "text": None}, {"id": 41, "text": ""}]
    rows.append({"id": 42, "text": "x\n" * 1_000_001})  # more lines than are read
    parquet.write_table(arrow.Table.from_pylist(rows), tmp_path / "in.parquet")
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "-c", SPARK_JOB, str(plain_model)]
    python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    done = subprocess.run(command, cwd=tmp_path, env={**quiet, **python}, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()
    written = parquet.read_table(tmp_path / "out.parquet").sort_by("id").to_pylist()
    classifier = LineClassifier.load(plain_model)
    labelled = list(classifier.label_many(Page.from_text(row["text"] or "", view="text") for row in rows[:-1]))
    expected = [page.text if row["text"] is not None else None for row, page in zip(rows, labelled, strict=False)]
    expected.append(None)
    assert b"refused 1\n" in done.stdout
    kept = parquet.read_table(tmp_path / "all.parquet").sort_by("id").to_pylist()
    assert [row["all"] for row in kept[:40]] == [page.kept(None) for page in labelled[:40]]
    assert [row["content"] for row in written] == expected
    assert [row["by_udf"] for row in written] == expected
    assert [(row["id"], row["text"]) for row in written] == [(row["id"], row["text"]) for row in rows]
