"""What some sources tell of their pages beside the truth: known blocks, names and dates, the kind of page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bbclf.files import open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from training.sources.pages import SUFFIX, pages_folder

__all__ = ["Details", "read_details"]


class Details(NamedTuple):
    """Fields of one page.

    Attributes
    ----------
    known_blocks : tuple of str
        Blocks that are content where the truth is partial; empty where it is the whole main text.
    meta : tuple of str
        Names of authors and dates of posts.
    kind : str or None
        ``"article"``, ``"forum"``, ``"listing"``, ``"recipe"``, ``"legal"``, ...
    """

    known_blocks: tuple[str, ...]
    meta: tuple[str, ...]
    kind: str | None


def read_details(folder: Path | None = None) -> dict[str, Details]:
    """Details of all pages that have any, by their id.

    Parameters
    ----------
    folder : Path, optional
        Default: :func:`training.sources.pages.pages_folder`.
    """
    folder = folder if folder is not None else pages_folder()
    return {id: details for path in sorted(folder.glob(f"*{SUFFIX}")) for id, details in _read_file(path)}


def _read_file(path: Path) -> Iterator[tuple[str, Details]]:
    with open_input(path) as stream:
        for _, line in numbered_lines(stream, str(path)):
            record = parse_json(line)
            if not isinstance(record, dict) or "id" not in record:
                continue
            # Partial truth without blocks is one annotated segment a line.
            partial = record.get("known_blocks") or (record["truth"].split("\n") if record.get("truth_partial") else ())
            details = Details(tuple(partial), tuple(record.get("meta") or ()), record.get("kind"))
            if any(details):
                yield record["id"], details
