"""Code blocks of Markdown documents, the output that follows them, and how they are run.

A fence ``python`` or ``sh`` is run in a folder that has the sample pages (:func:`make_reader_folder`). A fence ``text``
right after it is what it prints.
"""

from __future__ import annotations

import ast
import os
import shlex
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from training import ROOT

__all__ = ["Block", "documents", "read_blocks", "run_block"]

RUN_LANGUAGES = ("python", "sh")

SECONDS = 120
"""For a block: far more than any needs, on a busy machine."""


@dataclass(frozen=True)
class Block:
    """A fenced block of code.

    Attributes
    ----------
    document : Path
    line : int
        Of its fence in the document, from 1.
    language : str
    code : str
    output : str or None
        What the document says that it prints; None if it does not say.
    output_lines : tuple of int
        The document's lines between the fences of the output, from 0, the end excluded; (0, 0) without output.
    """

    document: Path
    line: int
    language: str
    code: str
    output: str | None = None
    output_lines: tuple[int, int] = (0, 0)

    @property
    def name(self) -> str:
        """For people: ``README.md:12``."""
        return f"{self.document.relative_to(ROOT)}:{self.line}"

    def imports(self) -> set[str]:
        """Top-level packages that a Python block imports."""
        if self.language != "python":
            return set()
        nodes = list(ast.walk(ast.parse(self.code)))
        whole = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
        parts = {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
        return {name.split(".")[0] for name in whole | parts}


def documents(root: Path = ROOT) -> list[Path]:
    """The Markdown documents that users read, in order."""
    return [root / "README.md", root / "CONTRIBUTING.md", *sorted((root / "docs").rglob("*.md"))]


def read_blocks(document: Path) -> Iterator[Block]:
    """The fenced blocks of a document, in order; an output belongs to the block before it."""
    tokens = MarkdownIt().parse(document.read_text("utf-8"))
    for token, after in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type != "fence" or token.map is None or token.info == "text":
            continue
        block = Block(document, token.map[0] + 1, token.info, token.content)
        if token.info in RUN_LANGUAGES and after is not None and _is_output(after):
            assert after.map is not None
            lines = (after.map[0] + 1, after.map[1] - 1)
            block = Block(document, block.line, token.info, token.content, after.content, lines)
        yield block


def _is_output(token: Token) -> bool:
    return token.type == "fence" and token.info == "text"


def run_block(
    block: Block, folder: Path, environment: Mapping[str, str], *arguments: str
) -> subprocess.CompletedProcess[str]:
    """Run a block of Python, as a file with `arguments`, or of shell, in which ``bbclf`` is this checkout's.

    Parameters
    ----------
    block : Block
    folder : Path
        Where it runs, see :func:`training.documentation.reader.make_reader_folder`; files are added to it.
    environment : mapping of str to str
    arguments : str
        What a Python block finds in ``sys.argv[1:]``.

    Returns
    -------
    subprocess.CompletedProcess of str
    """
    if block.language == "python":
        script = folder / "block.py"
        script.write_text(block.code, "utf-8")
        command = [sys.executable, str(script), *arguments]
    else:
        command = ["bash", "-eu", "-o", "pipefail", "-c", block.code]
    variables = {**environment, "PYTHONPATH": str(ROOT), "PATH": f"{_shim(folder)}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, timeout=SECONDS, check=False
    )


def _shim(folder: Path) -> Path:
    """A folder with the commands ``bbclf`` and ``python``, of this interpreter and this checkout."""
    shim = folder / ".bin"
    shim.mkdir(exist_ok=True)
    for name, run in (("bbclf", " -m bbclf"), ("python", "")):
        (shim / name).write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)}{run} "$@"\n')
        (shim / name).chmod(0o755)
    return shim
