"""Spark: the content of each page, as a pandas UDF or a function for ``mapInPandas``.

::

    pages.withColumn("content", content_udf(view="text")("text"))
    pages.mapInPandas(add_content("html", view="html"), schema=with_content(pages.schema))

Executors need bbclf installed. A model folder of your own must be readable at its path on each, or be shipped with
``spark.sparkContext.addFile(folder, recursive=True)`` and given by its name. Each Python worker loads the model once. A
page that cannot be read fails the job: drop such rows first, or catch them with `bbclf predict`, which counts them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

from bbclf.classifier import LineClassifier
from bbclf.errors import MissingDependencyError
from bbclf.page import Page

try:
    import pandas as pd
    from pyspark import SparkFiles
    from pyspark.sql.functions import pandas_udf
    from pyspark.sql.types import StringType, StructType
except ImportError as error:
    raise MissingDependencyError("pyspark", "spark") from error

__all__ = ["add_content", "content_udf", "with_content"]

ModelPath = str | os.PathLike[str] | None


def content_udf(view: str = "auto", model: ModelPath = None) -> Any:
    """A pandas UDF from a column of pages to a column of their content.

    Parameters
    ----------
    view : {"auto", "text", "leftover", "html"}
        What the pages are; a column of ``html`` holds strings or bytes, others strings.
    model : path, optional
        A model folder that every executor can read, or the name of one that was shipped; the packaged model by default.

    Returns
    -------
    pyspark UDF
        Null for null.
    """

    def content(pages: Iterator[pd.Series]) -> Iterator[pd.Series]:
        for column in pages:
            yield _content(column, view, model)

    return pandas_udf(content, StringType())


def add_content(
    field: str, view: str = "auto", model: ModelPath = None, content_field: str = "content"
) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """A function for ``DataFrame.mapInPandas`` that adds the content of each row's page, or replaces a column by it.

    Parameters
    ----------
    field : str
        Column of the pages.
    view, model
        As for :func:`content_udf`.
    content_field : str
    """

    def add(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            yield frame.assign(**{content_field: _content(frame[field], view, model)})

    return add


def with_content(schema: StructType, content_field: str = "content") -> StructType:
    """The schema of what :func:`add_content` makes of rows of a schema."""
    fields = [column for column in schema.fields if column.name != content_field]
    return StructType(fields).add(content_field, StringType())


@cache
def _classifier(model: str | None) -> LineClassifier:
    if model is not None and not os.path.isdir(model) and os.path.isdir(shipped := SparkFiles.get(model)):
        model = shipped
    return LineClassifier.load(model)


def _content(column: pd.Series, view: str, model: ModelPath) -> pd.Series:
    filled = column.notna()
    pages = [Page.from_html(page) if view == "html" else Page.from_text(page, view=view) for page in column[filled]]
    labelled = _classifier(None if model is None else os.fspath(model)).label_many(pages)
    content = pd.Series(None, index=column.index, dtype=object)
    content[filled] = [page.text for page in labelled]
    return content
