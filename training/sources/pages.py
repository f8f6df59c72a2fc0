"""The public training pages: HTML as fetched, with the main text that people or careful tools gave it.

They belong to their publishers and stay outside the repository, in one ``<source>.jsonl.xz`` file each.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from training.sources.written_as_xml import WRITTEN_AS_XML, html_again, truth_again

__all__ = ["RawPage", "pages_folder", "read_page_file", "read_pages"]

SUFFIX = ".jsonl.xz"
FOLDER_VARIABLE = "BBCLF_PAGES"
LABELLED_BY_LINE = ("turku_lines",)
"""Files of labelled lines without HTML: they have readers of their own in this wing."""
BESIDE_REPOSITORY = Path(__file__).resolve().parents[3] / "shared" / "pages"


class RawPage(NamedTuple):
    """One training page.

    Attributes
    ----------
    id : str
        Unique over all sources.
    source : str
        The collection that it comes from, e.g. ``"wcxb"``.
    url : str
    site : str
        Registrable domain; pages are split into folds by it.
    lang : str
        Language code.
    title : str
        Helps to find the headline; may be empty.
    html : str
        As fetched, with all its furniture.
    truth : str
        The main text.
    page_type : str or None
        ``"article"``, ``"forum"``, ... where the source tells.
    known_blocks : tuple of str
        Blocks that are content where `truth` is only a part of the main text; empty where it is all of it.
    meta : tuple of str
        Names of authors and dates of posts, where the source tells.
    """

    id: str
    source: str
    url: str
    site: str
    lang: str
    title: str
    html: str
    truth: str
    page_type: str | None
    known_blocks: tuple[str, ...] = ()
    meta: tuple[str, ...] = ()


def pages_folder() -> Path:
    """The folder of training pages: ``$BBCLF_PAGES``, else ``shared/pages`` beside the repository."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else BESIDE_REPOSITORY


def read_pages(folder: Path | None = None, sources: Sequence[str] | None = None) -> Iterator[RawPage]:
    """Read the training pages, sources in alphabetical order, pages in the order of their file.

    Parameters
    ----------
    folder : Path, optional
        Default: :func:`pages_folder`.
    sources : sequence of str, optional
        Only these; default all.

    Yields
    ------
    RawPage

    Raises
    ------
    InputError
        The folder is missing or holds no pages, or has no such source.
    DatasetError
        A record is no JSON or lacks a field.
    """
    for path in _source_files(folder if folder is not None else pages_folder(), sources):
        yield from read_page_file(path)


def _source_files(folder: Path, sources: Sequence[str] | None) -> list[Path]:
    files = {_source_name(path): path for path in sorted(folder.glob(f"*{SUFFIX}"))}
    for name in LABELLED_BY_LINE:
        files.pop(name, None)
    if not files:
        raise InputError(
            f"no training pages (*{SUFFIX}) here: set {FOLDER_VARIABLE} to the folder that holds them",
            path=str(folder),
        )
    unknown = set(sources or ()) - files.keys()
    if unknown:
        raise InputError(
            f"no such source: {', '.join(sorted(unknown))} (there are {', '.join(files)})", path=str(folder)
        )
    return [path for name, path in files.items() if sources is None or name in sources]


def _source_name(path: Path) -> str:
    # Development splits carry _dev in their file's name but not in their records.
    return path.name.removesuffix(SUFFIX).removesuffix("_dev")


def read_page_file(path: Path) -> Iterator[RawPage]:
    """Read pages of one JSONL file, compressed or not.

    Each record needs ``html`` and ``truth``; without an ``id`` it is known by its place in the file.

    Yields
    ------
    RawPage

    Raises
    ------
    DatasetError
        A record is no JSON or lacks a field.
    InputError
        The file cannot be read.
    """
    with open_input(path) as stream:
        for number, line in numbered_lines(stream, str(path)):
            try:
                page = _to_page(parse_json(line), default_id=f"{path.name}:{number}")
            except InputError as error:
                raise DatasetError(error.message, path=str(path), line=number) from error
            yield page


def _to_page(record: object, default_id: str) -> RawPage:
    if not isinstance(record, dict):
        raise InputError(f"a page must be a JSON object, got {type(record).__name__}")
    missing = [name for name in ("html", "truth") if not isinstance(record.get(name), str)]
    if missing:
        raise InputError(f"no text in the field {missing[0]!r}")
    source, html, truth = record.get("source", ""), record["html"], record["truth"]
    if source in WRITTEN_AS_XML:
        html, truth = html_again(html), truth_again(truth)
    return RawPage(
        id=record.get("id") or default_id,
        source=source,
        url=record.get("url", ""),
        site=record.get("site", ""),
        lang=record.get("lang", ""),
        title=record.get("title", ""),
        html=html,
        truth=truth,
        page_type=record.get("page_type"),
        # Without blocks, a partial truth is one annotated segment a line.
        known_blocks=tuple(record.get("known_blocks") or (truth.split("\n") if record.get("truth_partial") else ())),
        meta=tuple(record.get("meta") or ()),
    )
