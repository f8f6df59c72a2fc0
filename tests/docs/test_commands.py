"""Commands that the documents mention are commands, and have the options that are mentioned with them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from bbclf.cli import app
from tests.support.run import ROOT
from training.documentation.blocks import documents, read_blocks

COMMANDS: dict[str, Any] = get_command(app).commands  # type: ignore[attr-defined]


def mentioned(document: Path) -> list[str]:
    """Commands in code, in prose and in blocks, without what follows a bar or a comment."""
    found = re.findall(r"`(bbclf [a-z][^`\n]*)`", document.read_text("utf-8"))
    for block in read_blocks(document):
        if block.language == "sh":
            found += re.findall(r"\bbbclf [a-z].*", block.code)
    return [re.split(r" [|#]", command)[0] for command in found]


@pytest.mark.parametrize("document", documents(), ids=lambda path: str(path.relative_to(ROOT)))
def test_mentioned_commands_exist(document: Path) -> None:
    for command in mentioned(document):
        _, name, *arguments = command.split()
        known = {spelling for option in COMMANDS[name].params for spelling in (*option.opts, *option.secondary_opts)}
        options = {argument.partition("=")[0] for argument in arguments if re.match(r"--?[a-z]", argument)}
        assert options <= known | {"--help"}, command


def test_commands_are_mentioned() -> None:
    found = [command for document in documents() for command in mentioned(document)]
    assert {command.split()[1] for command in found} == set(COMMANDS)
