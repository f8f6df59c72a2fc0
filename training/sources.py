"""The public training pages: HTML as fetched, with the main text that people or careful tools gave it.

They belong to their publishers and stay outside the repository, in one ``<source>.jsonl.xz`` file each.
"""

from __future__ import annotations

import json
import lzma
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bbclf.errors import DatasetError, InputError

__all__ = ["RawPage", "pages_folder", "read_pages"]

SUFFIX = ".jsonl.xz"
FOLDER_VARIABLE = "BBCLF_PAGES"
BESIDE_REPOSITORY = Path(__file__).resolve().parents[2] / "shared" / "pages"


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
        A record lacks a field or is no JSON.
    """
    for path in _source_files(folder if folder is not None else pages_folder(), sources):
        yield from _read_file(path)


def _source_files(folder: Path, sources: Sequence[str] | None) -> list[Path]:
    files = {_source_name(path): path for path in sorted(folder.glob(f"*{SUFFIX}"))}
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


def _read_file(path: Path) -> Iterator[RawPage]:
    with lzma.open(path, "rt", encoding="utf-8") as file:
        for number, line in enumerate(file, start=1):
            try:
                page = _to_page(json.loads(line))
            except (json.JSONDecodeError, KeyError) as error:
                raise DatasetError(f"not a training page: {error!r}", path=str(path), line=number) from error
            yield page


def _to_page(record: dict[str, str]) -> RawPage:
    return RawPage(
        id=record["id"],
        source=record["source"],
        url=record["url"],
        site=record["site"],
        lang=record["lang"],
        title=record["title"],
        html=record["html"],
        truth=record["truth"],
        page_type=record.get("page_type"),
    )
