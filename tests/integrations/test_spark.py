"""The adapter for Spark, in Spark; skipped where it is not installed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bbclf import LineClassifier, Page
from tests.support.engines import page_text

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
        pytest.skip("java is not installed: Spark needs 17 (Debian: apt-get install default-jre-headless)")
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
