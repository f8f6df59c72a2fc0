"""Links between documents, and from them to files of the repository, lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.run import ROOT
from training.documentation.blocks import documents
from training.documentation.pages import generated_pages, local_links

DOCUMENTS = [*documents(), *(ROOT / name for name in ("SECURITY.md", "data/SOURCES.md", "training/README.md"))]
GENERATED = generated_pages()


def anchors(markdown: str) -> set[str]:
    """Of the headings, as GitHub and MkDocs make them."""
    headings = re.findall(r"^#+ (.+)$", markdown, re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(document: Path) -> None:
    for target, anchor in local_links(document.read_text("utf-8")):
        path = document.parent / target if target else document
        if path.parent == ROOT / "docs" and path.name in GENERATED:
            there = GENERATED[path.name]
        else:
            assert path.exists(), target
            there = path.read_text("utf-8") if path.suffix == ".md" else ""
        assert not anchor or anchor in anchors(there), f"{target}#{anchor}"


def test_there_are_links() -> None:
    assert sum(len(list(local_links(document.read_text("utf-8")))) for document in DOCUMENTS) > 60
