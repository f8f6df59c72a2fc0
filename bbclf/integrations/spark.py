"""Spark: the content of each page, as a pandas UDF or a function for ``mapInPandas``.

::

    pages.withColumn("content", content_udf(view="text")("text"))
    pages.mapInPandas(add_content("html", view="html"), schema=with_content(pages.schema))

Executors need bbclf installed. A model folder of your own must be readable at its path on each, or be shipped with
``spark.sparkContext.addFile(folder, recursive=True)`` and given by its name. Each Python worker loads the model once. A
page that cannot be read gives null, as does null; an accumulator counts them::

    refused = spark.sparkContext.accumulator(0)
    pages.withColumn("content", content_udf(view="html", refused=refused)("html"))
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from bbclf.errors import InputError, MissingDependencyError
from bbclf.integrations.pages import ModelPath, load_classifier, make_page
from bbclf.page import Page
from bbclf.steering import Favor, Steering
from bbclf.view import VIEW_CHOICES, check_view

try:
    import pandas as pd
    from pyspark import SparkFiles
    from pyspark.sql.functions import pandas_udf
    from pyspark.sql.types import StringType, StructType
except ImportError as error:
    raise MissingDependencyError("pyspark", "spark") from error

if TYPE_CHECKING:
    from pyspark import Accumulator

__all__ = ["add_content", "content_udf", "with_content"]


def content_udf(
    view: str = "auto",
    model: ModelPath = None,
    threshold: float | None = None,
    refused: Accumulator[int] | None = None,
    favor: Favor | None = None,
) -> Any:
    """A pandas UDF from a column of pages to a column of their content.

    Parameters
    ----------
    view : {"auto", "text", "leftover", "html"}
        What the pages are; a column of ``html`` holds strings or bytes, others strings.
    model : path, optional
        A model folder that every executor can read, or the name of one that was shipped; the packaged model by default.
    threshold : float, optional
        A line is boilerplate from this probability on; the model's by default.
    refused : pyspark.Accumulator, optional
        Counts the pages that cannot be read.
    favor : {"precision", "recall"}, optional
        Use the model's thresholds of this name.

    Returns
    -------
    pyspark UDF
        Null for null and for pages that cannot be read.

    Raises
    ------
    InputError
        The view is not one of the four, the threshold is not a probability, the favor is not one of the two, or a
        threshold and a favor are given.
    """
    column_content = _ColumnContent(view, model, Steering(threshold, favor), refused)

    def content(pages: Iterator[pd.Series]) -> Iterator[pd.Series]:
        yield from map(column_content, pages)

    return pandas_udf(content, StringType())


def add_content(
    field: str,
    view: str = "auto",
    model: ModelPath = None,
    content_field: str = "content",
    threshold: float | None = None,
    refused: Accumulator[int] | None = None,
    favor: Favor | None = None,
) -> Callable[[Iterator[pd.DataFrame]], Iterator[pd.DataFrame]]:
    """A function for ``DataFrame.mapInPandas`` that adds the content of each row's page, or replaces a column by it.

    Parameters
    ----------
    field : str
        Column of the pages.
    view, model, threshold, refused, favor
        As for :func:`content_udf`.
    content_field : str
    """
    column_content = _ColumnContent(view, model, Steering(threshold, favor), refused)

    def add(frames: Iterator[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        for frame in frames:
            yield frame.assign(**{content_field: column_content(frame[field])})

    return add


def with_content(schema: StructType, content_field: str = "content") -> StructType:
    """The schema of what :func:`add_content` makes of rows of a schema."""
    fields = [column for column in schema.fields if column.name != content_field]
    return StructType(fields).add(content_field, StringType())


class _ColumnContent:
    """From a column of pages to a column of their content; picklable. Parameters as for :func:`content_udf`."""

    def __init__(self, view: str, model: ModelPath, steering: Steering, refused: Accumulator[int] | None) -> None:
        self._view = check_view(view, VIEW_CHOICES)
        self._model = None if model is None else os.fspath(model)
        self._steering = steering
        self._refused = refused

    def __call__(self, column: pd.Series) -> pd.Series:
        classifier = load_classifier(_here(self._model))
        pages = [self._page(page) if filled else None for page, filled in zip(column, column.notna(), strict=True)]
        given = (page for page in pages if page is not None)
        labelled = classifier.label_many(given, threshold=self._steering.threshold, favor=self._steering.favor)
        content = [None if page is None else next(labelled).text for page in pages]
        return pd.Series(content, index=column.index, dtype=object)

    def _page(self, content: Any) -> Page | None:
        try:
            return make_page(content, self._view)
        except InputError:
            if self._refused is not None:
                self._refused.add(1)
            return None


def _here(model: str | None) -> str | None:
    """The path of a model folder on this executor."""
    if model is not None and not os.path.isdir(model) and os.path.isdir(shipped := SparkFiles.get(model)):
        return str(shipped)
    return model
