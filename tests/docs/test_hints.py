"""Whoever needs an extra is told the one command that installs it."""

from __future__ import annotations

import re
import tomllib
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


def test_every_extra_that_users_need_is_documented() -> None:
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    (everything,) = extras["all"]
    names = re.findall(r"\w+", everything.partition("[")[2])
    start = (ROOT / "docs/index.md").read_text("utf-8")
    assert all(f"`{name}`" in start for name in ("all", *names))
