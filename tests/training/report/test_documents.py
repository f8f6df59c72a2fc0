"""The README, the documentation and the model card say what the file of figures says."""

from __future__ import annotations

import re

import pytest

from training.report.documents import Documents, document_texts
from training.report.figures import read_figures

DOCUMENTS = Documents()

pytestmark = pytest.mark.skipif(not DOCUMENTS.card.exists(), reason="no shipped model: run  make model")


@pytest.mark.parametrize("path", [*DOCUMENTS.filled, DOCUMENTS.card], ids=lambda path: path.name)
def test_documents_agree_with_the_figures(path: object) -> None:
    for document, text in document_texts(DOCUMENTS, read_figures()).items():
        if document == path:
            assert document.read_text("utf-8") == text, "run  python -m training.report"


def test_no_line_of_prose_begins_with_a_marker() -> None:
    # Markdown would take such a line for HTML, and what stands on it would not be formatted.
    for path in DOCUMENTS.filled:
        assert not re.findall(r"^<!-- figure: .*", path.read_text("utf-8"), re.MULTILINE)
