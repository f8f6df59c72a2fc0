"""Every code block of the README and of docs/ is run as it stands, and prints what the document says."""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.support.loopback import served
from tests.support.run import ROOT
from training.documentation.blocks import Block, documents, read_blocks, run_block
from training.documentation.reader import make_reader_folder

SCREEN = 40
"""Lines of the longest block."""

SET_UP = ("git ", "make ", "pip ", "time ", ".venv/bin/", "/usr/bin/time ")
"""How blocks begin that install, measure or build: what they name is looked up, and they are not run."""

BLOCKS = [block for document in documents() for block in read_blocks(document)]
PYTHON = [block for block in BLOCKS if block.language == "python"]
SHELL = [block for block in BLOCKS if block.language == "sh" and not block.code.startswith(SET_UP)]
SET_UPS = [block for block in BLOCKS if block.language == "sh" and block.code.startswith(SET_UP)]

OWN = {"bbclf", *sys.stdlib_module_names}
"""What the blocks import of this project and of Python itself."""

PROSE, FURNITURE = "Nineteen people came.", "All rights reserved"
"""Of the sample page that blocks with other libraries fetch or read."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a sample page on loopback."""
    with served(ROOT / "data/demo") as address:
        yield f"{address}/english-blog.html"


def check(block: Block, folder: Path, environment: dict[str, str], *arguments: str) -> str:
    make_reader_folder(folder)
    done = run_block(block, folder, environment, *arguments)
    assert done.returncode == 0, done.stderr
    if block.output is not None:
        assert done.stdout == block.output, "run  make snapshots"
    return done.stdout


@pytest.mark.usefixtures("shipped_model")
@pytest.mark.parametrize("block", PYTHON, ids=lambda block: block.name)
def test_python(block: Block, tmp_path: Path, environment: dict[str, str], site: str) -> None:
    others = block.imports() - OWN
    for package in sorted(others):
        if find_spec(package) is None:
            pytest.skip(f"{package} is not installed: pip install '.[test,compare,libraries]'")
    if others:  # what other packages warn of is not ours to fail on
        environment = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    printed = check(block, tmp_path, environment, site)
    if others or "concurrent" in block.imports():
        assert PROSE in printed
        assert FURNITURE not in printed


@pytest.mark.usefixtures("shipped_model")
@pytest.mark.parametrize("block", SHELL, ids=lambda block: block.name)
def test_shell(block: Block, tmp_path: Path, environment: dict[str, str]) -> None:
    check(block, tmp_path, environment)


@pytest.mark.parametrize("block", SET_UPS, ids=lambda block: block.name)
def test_what_set_up_names_exists(block: Block) -> None:
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    for line in block.code.splitlines():
        command = line.split("#")[0]
        for target in re.findall(r"\bmake ([a-z]+)", command):
            assert target in targets
        for names in re.findall(r"\[([a-z,]+)\]", command):
            assert set(names.split(",")) <= set(extras)
        for module in re.findall(r"-m ((?:training|bbclf)[a-z_.]*)", command):
            assert find_spec(module) is not None


def test_there_are_blocks_of_each_kind() -> None:
    assert len(PYTHON) >= 10
    assert len(SHELL) >= 7
    assert len(SET_UPS) > 2
    assert sum(block.output is not None for block in BLOCKS) >= 4


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.name)
def test_no_block_is_longer_than_a_screen(block: Block) -> None:
    assert len(block.code.splitlines()) <= SCREEN
    assert len((block.output or "").splitlines()) <= SCREEN
