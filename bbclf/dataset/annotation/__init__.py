"""Labelled pages in the files of annotation tools, and back with the corrections of people.

A page is a text with one labelled span for each line. The record that it was made from (:mod:`bbclf.dataset`) goes with
it, and comes back: HTML, site, language, weights, and which lines a person has reviewed.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Literal

from bbclf.dataset.annotation.doccano import read_doccano, write_doccano
from bbclf.dataset.annotation.label_studio import read_label_studio, write_label_studio
from bbclf.dataset.page import TrainingPage, check_is_labelled
from bbclf.errors import InputError

__all__ = ["AnnotationTool", "read_annotations", "write_annotations"]

AnnotationTool = Literal["label-studio", "doccano"]

_READERS = {"label-studio": read_label_studio, "doccano": read_doccano}
_WRITERS = {"label-studio": write_label_studio, "doccano": write_doccano}


def read_annotations(path: str | os.PathLike[str], tool: AnnotationTool) -> Iterator[TrainingPage]:
    """Read labelled pages that :func:`write_annotations` wrote and people have corrected since.

    A line that a person gave another label has it, with weight 1, and is reviewed; a line whose label was taken away
    has weight 0; all else is as it was.

    Parameters
    ----------
    path : str or path-like
        What the tool has exported: a JSON file of Label Studio, a JSONL file of doccano. May be compressed.
    tool : {"label-studio", "doccano"}

    Yields
    ------
    TrainingPage

    Raises
    ------
    DatasetError
        A span matches no line or several, has an unknown label, or contradicts another one; a record was not made by
        :func:`write_annotations`. The message names the file and the record.
    InputError
        The file cannot be read, or there is no such tool.
    """
    return _READERS[_check(tool)](os.fspath(path))


def write_annotations(path: str | os.PathLike[str], pages: Iterable[TrainingPage], tool: AnnotationTool) -> int:
    """Write labelled pages as a file that an annotation tool imports.

    Lines of weight 0 have no span. The file appears under its name only when complete.

    Parameters
    ----------
    path : str or path-like
        JSON for Label Studio, JSONL for doccano; compressed if the name ends in ``.gz``, ``.xz`` or ``.zst``.
    pages : iterable of TrainingPage
    tool : {"label-studio", "doccano"}

    Returns
    -------
    int
        The number of pages written.

    Raises
    ------
    DatasetError
        A page of the ``html`` view has no `html`.
    InputError
        There is no such tool.
    OutputError
        The file cannot be written.
    TypeError
        One of `pages` is something else.
    """
    return _WRITERS[_check(tool)](map(check_is_labelled, pages), os.fspath(path))


def _check(tool: str) -> str:
    if tool not in _READERS:
        raise InputError(f"tool must be 'label-studio' or 'doccano', got {tool!r}")
    return tool
