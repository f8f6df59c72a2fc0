"""Texts that other people's scrapers left, unlabelled, as training pages: labels come from repetition.

They belong to their publishers and stay outside the repository, in one ``<outlet>.jsonl.xz`` file each.
"""

from __future__ import annotations

import os
from pathlib import Path

from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError, InputError
from bbclf.files import open_input
from bbclf.files.jsonl import numbered_lines, parse_json
from bbclf.page import Page
from training.residue.repetition import label_outlet

__all__ = ["leftovers_folder", "read_outlet", "read_outlets"]

FOLDER_VARIABLE = "BBCLF_LEFTOVERS"
BESIDE_REPOSITORY = Path(__file__).resolve().parents[3] / "shared" / "leftovers"
SUFFIX = ".jsonl.xz"


def leftovers_folder() -> Path:
    """The folder of scrapers' texts: ``$BBCLF_LEFTOVERS``, else ``shared/leftovers`` beside the repository."""
    given = os.environ.get(FOLDER_VARIABLE)
    return Path(given) if given else BESIDE_REPOSITORY


def read_outlets(folder: Path | None = None) -> list[TrainingPage]:
    """Read and label the texts of all outlets, in alphabetical order.

    Parameters
    ----------
    folder : Path, optional
        Default: :func:`leftovers_folder`.

    Returns
    -------
    list of TrainingPage
        Of the text view; `site` is the outlet, `source` is ``outlet-<outlet>``.

    Raises
    ------
    InputError
        The folder holds no texts.
    DatasetError
        A record is no JSON or lacks a field.
    """
    folder = folder if folder is not None else leftovers_folder()
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    if not paths:
        raise InputError(
            f"no scrapers' texts (*{SUFFIX}) here: set {FOLDER_VARIABLE} to the folder that holds them",
            path=str(folder),
        )
    return [page for path in paths for page in read_outlet(path)]


def read_outlet(path: Path) -> list[TrainingPage]:
    """Read and label the texts of one outlet; see :func:`read_outlets`."""
    outlet = path.name.removesuffix(SUFFIX)
    records = _read_records(path)
    labels = label_outlet([record["text"] for record in records])
    return [
        TrainingPage(
            page=Page.from_text(record["text"], id=record["id"], view="text"),
            is_boilerplate=label.is_boilerplate,
            weight=label.weight,
            lang=record["lang"],
            site=outlet,
            source=f"outlet-{outlet}",
        )
        for record, label in zip(records, labels, strict=True)
    ]


def _read_records(path: Path) -> list[dict[str, str]]:
    records = []
    with open_input(path) as stream:
        for number, line in numbered_lines(stream, str(path)):
            record = parse_json(line)
            if not isinstance(record, dict) or not all(isinstance(record.get(f), str) for f in ("id", "lang", "text")):
                raise DatasetError('expected {"id", "lang", "text"}', path=str(path), line=number)
            records.append(record)
    return records
