"""Whoever needs an extra is told the one command that installs it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bbclf.errors import DISTRIBUTION, MissingDependencyError, install_command
from tests.support.run import ROOT
from training.documentation.blocks import documents

INSTALLED = re.compile(r"pip install (?:--\S+ )*'?([\w.-]+)\[")


def test_the_command() -> None:
    assert install_command("warc") == f"pip install '{DISTRIBUTION}[warc]'"
    assert str(MissingDependencyError("fastwarc", "warc")).endswith(install_command("warc"))


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_documents_name_the_same_distribution(document: Path) -> None:
    text = document.read_text("utf-8")
    assert set(INSTALLED.findall(text)) <= {DISTRIBUTION}
