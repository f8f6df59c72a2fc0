"""Extracted documents of which people labelled every line, as training pages (TurkuNLP).

Their labels are kept as they are, and trained on but where they contradict each other or the other sources:

- a line labelled boilerplate that repeats a content line or begins like one: the title and the site's name, or one of
  two copies of the headline;
- numbers and dates between two content lines: numbers of paragraphs in a ruling, dates of posts;
- a short line labelled boilerplate between two paragraphs of content that occurs once: a heading, or one call;
- documents without any content: lists of hotels, offers or names, which other sources call content.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.files import open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from bbclf.page import Page
from bbclf.text import split_lines
from training.sources.pages import pages_folder

__all__ = ["read_turku"]

FILE = "turku_lines.jsonl.xz"

SHARED_LINE = 60
"""Characters; documents that share a longer line are of one site, since its footer or their text is the same."""
HEADING_CHARACTERS = 90
PARAGRAPH_CHARACTERS = 100
TITLE_CHARACTERS = 15
EMPTY_DOCUMENT_WEIGHT = 0.25
"""Of documents without content: half are menus, consent notes and errors, half lists."""


class _Document(NamedTuple):
    id: str
    lang: str
    lines: list[str]
    is_boilerplate: NDArray[np.bool_]


def read_turku(path: Path | None = None) -> list[TrainingPage]:
    """Read the documents, each text once.

    Parameters
    ----------
    path : Path, optional
        Default: ``turku_lines.jsonl.xz`` in the folder of training pages.

    Returns
    -------
    list of TrainingPage
        Of the text view. `is_boilerplate` is what people said of every line; `weight` is 0 where that is not trained
        on. Documents that share long lines have one `site`: folds are made by it.

    Raises
    ------
    DatasetError
        A record is no JSON or lacks a field.
    InputError
        There is no such file.
    """
    documents = _unique(_read_documents(path if path is not None else pages_folder() / FILE))
    sites = _sites(documents)
    return [
        TrainingPage(
            page=Page.from_text("\n".join(document.lines), id=document.id, view="text"),
            is_boilerplate=document.is_boilerplate,
            weight=line_weights(document.lines, document.is_boilerplate),
            lang=document.lang,
            site=site,
            source="turku",
        )
        for document, site in zip(documents, sites, strict=True)
    ]


def line_weights(lines: Sequence[str], is_boilerplate: NDArray[np.bool_]) -> NDArray[np.float32]:
    """What each line counts for in training, shape (n_lines,); see the module."""
    if is_boilerplate.all():
        return np.full(len(lines), EMPTY_DOCUMENT_WEIGHT, dtype=np.float32)
    weight = np.ones(len(lines), dtype=np.float32)
    content = [line for line, noise in zip(lines, is_boilerplate, strict=True) if not noise]
    uses = Counter(lines)
    for number in np.flatnonzero(is_boilerplate).tolist():
        line = lines[number]
        around = lines[max(number - 1, 0) : number + 2 : 2] if 0 < number < len(lines) - 1 else ()
        is_between = bool(around) and not is_boilerplate[[number - 1, number + 1]].any()
        is_heading = len(line) <= HEADING_CHARACTERS and min(map(len, around), default=0) >= PARAGRAPH_CHARACTERS
        if _repeats(line, content) or (is_between and (_is_number(line) or (is_heading and uses[line] == 1))):
            weight[number] = 0.0
    return weight


def _repeats(line: str, content: Sequence[str]) -> bool:
    """Whether the line is a content line, or one of them with the site's name before or after it."""
    return any(
        line == other or (len(other) >= TITLE_CHARACTERS and (line.startswith(other) or line.endswith(other)))
        for other in content
    )


def _is_number(line: str) -> bool:
    """Whether most letters and digits of the line are digits."""
    known = [char.isdigit() for char in line if char.isalnum()]
    return 2 * sum(known) > len(known)


def _read_documents(path: Path) -> list[_Document]:
    documents = []
    with open_input(path) as stream:
        for number, text in numbered_lines(stream, str(path)):
            record = parse_json(text)
            if not isinstance(record, dict) or not {"id", "lang", "lines"} <= record.keys():
                raise DatasetError('expected {"id", "lang", "lines"}', path=str(path), line=number)
            # A line of theirs may hold several of ours, or white space alone.
            lines = [(line, label) for text, label in record["lines"] for line in split_lines(text).lines]
            is_boilerplate = np.array([label == 0 for _, label in lines], dtype=np.bool_)
            documents.append(_Document(record["id"], record["lang"], [line for line, _ in lines], is_boilerplate))
    return documents


def _unique(documents: Sequence[_Document]) -> list[_Document]:
    """The first document of each text: some stand in several parts of the collection."""
    return list({tuple(document.lines): document for document in reversed(documents)}.values())[::-1]


def _sites(documents: Sequence[_Document]) -> list[str]:
    """A name for each group of documents that share long lines: the id of its first document."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        for line in set(document.lines):
            if len(line) > SHARED_LINE:
                holders[line].append(number)
    group = list(range(len(documents)))
    for numbers in holders.values():
        roots = {group[number] for number in numbers}
        group = [min(roots) if root in roots else root for root in group]
    return [documents[root].id for root in group]
