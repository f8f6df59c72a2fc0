"""A crawl from a server on loopback, to WARC, to Parquet, through Spark, to JSONL: the text is the library's."""

from __future__ import annotations

import gzip
import io
import json
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from bbclf import LineClassifier, Page
from tests.support.loopback import served
from tests.support.run import ROOT, Bbclf

DEMO = ROOT / "data" / "demo"
NAMES = ("english-blog.html", "english-forum.html")

SPARK_JOB = """
import sys
from pyspark.sql import SparkSession
from bbclf.integrations.spark import content_udf

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.host", "127.0.0.1").config("spark.driver.bindAddress", "127.0.0.1")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
content = content_udf(view="leftover", model=sys.argv[1])
spark.read.parquet("pages.parquet").withColumn("again", content("text")).coalesce(1).write.json("out")
spark.stop()
"""


def response(url: str) -> bytes:
    """The bytes that a server answers with."""
    parts = urlsplit(url)
    with socket.create_connection((parts.hostname, parts.port), timeout=30) as connection:
        connection.sendall(f"GET {parts.path} HTTP/1.0\r\nHost: {parts.netloc}\r\n\r\n".encode())
        with connection.makefile("rb") as answer:
            return answer.read()


def crawl(urls: list[str], path: Path) -> None:
    """Write the responses as a WARC file, each record compressed by itself."""
    warc = pytest.importorskip("fastwarc.warc")
    with path.open("wb") as file:
        for url in urls:
            record = warc.WarcRecord()
            record.init_headers(record_type=warc.WarcRecordType.response)
            record.headers["WARC-Target-URI"] = url
            record.headers["Content-Type"] = "application/http; msgtype=response"
            record.set_bytes_content(response(url))
            written = io.BytesIO()
            record.write(written)
            file.write(gzip.compress(written.getvalue()))


@pytest.mark.engine
def test_a_crawl_to_jsonl(tmp_path: Path, plain_model: Path, predict: Bbclf, environment: dict[str, str]) -> None:
    pytest.importorskip("pyspark", reason="pyspark is not installed: pip install '.[spark]'")
    pytest.importorskip("pyarrow", reason="pyarrow is not installed: pip install '.[spark]'")
    if shutil.which("java") is None:
        pytest.skip("java is not installed: Spark needs 17 (Debian: apt-get install default-jre-headless)")
    with served(DEMO) as site:
        urls = [f"{site}/{name}" for name in NAMES]
        crawl([*urls, f"{site}/absent.html"], tmp_path / "crawl.warc.gz")
    done = predict("crawl.warc.gz", "--lines", "--output", "pages.parquet")
    assert done.returncode == 0, done.stderr.decode()

    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    python = {"PYSPARK_PYTHON": sys.executable, "PYSPARK_DRIVER_PYTHON": sys.executable}
    command = [sys.executable, "-c", SPARK_JOB, str(plain_model)]
    done = subprocess.run(command, cwd=tmp_path, env={**quiet, **python}, capture_output=True, timeout=300, check=False)
    assert done.returncode == 0, done.stderr.decode()

    (part,) = (tmp_path / "out").glob("part-*.json")
    rows = {row["url"]: row for row in map(json.loads, part.read_text(encoding="utf-8").splitlines())}
    classifier = LineClassifier.load(plain_model)
    assert list(rows) == urls
    for url, name in zip(urls, NAMES, strict=True):
        labelled = classifier.label(Page.from_html((DEMO / name).read_bytes()))
        row = rows[url]
        assert (row["status"], row["text"]) == (200, labelled.text)
        assert row["again"] == classifier.label(Page.from_text(labelled.text, view="leftover")).text
        assert [(line["text"], line["label"], line["path"]) for line in row["lines"]] == [
            (line.text, line.label, line.path) for line in labelled.lines
        ]
