"""The licences in the model card are those of data/SOURCES.md."""

from __future__ import annotations

import re

from tests.support.run import ROOT
from training.report.licences import LICENCES, licence_section

SOURCES = (ROOT / "data/SOURCES.md").read_text("utf-8")


def rows() -> list[tuple[str, str]]:
    """Name and licence of each collection of pages."""
    cells = [line.strip("| ").split(" | ") for line in SOURCES.splitlines() if line.startswith("| ")]
    named = [(re.sub(r"\[([^]]+)\]\([^)]*\)", r"\1", cell[0]), cell[-1]) for cell in cells[1:]]
    return [(re.split(r"[,:]", name)[0].removeprefix("bbc/"), licence) for name, licence in named]


def test_every_collection_stands_under_its_licences() -> None:
    found = rows()
    assert len(found) > 20
    for name, stated in found:
        under = [licence.name for licence in LICENCES if name.split(" of ")[0] in licence.sources]
        assert under, name
        for part in re.findall(r"CC-BY-4.0|ODC-By|AGPL-3.0|GPL-3.0|Apache-2.0|none stated", stated):
            assert part.removeprefix("A") in {entry.removeprefix("A") for entry in under}, (name, part)


def test_the_section_has_a_row_a_licence() -> None:
    assert licence_section().count("\n| ") == len(LICENCES) + 2
