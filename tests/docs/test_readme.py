"""What the README shows works, and every command is in it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.run import ROOT, Bbclf

README = (ROOT / "README.md").read_text("utf-8")

needs_model = pytest.mark.usefixtures("shipped_model")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


SHELL_LINES = [line for block in blocks("sh") for line in block.splitlines() if "bbclf" in line]


@needs_model
@pytest.mark.parametrize("code", blocks("python"))
def test_python_blocks(code: str, environment: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=environment, capture_output=True, timeout=60, check=False
    )
    assert done.stderr == b""
    assert done.stdout


@needs_model
@pytest.mark.parametrize("line", SHELL_LINES)
def test_shell_lines(line: str, tmp_path: Path, environment: dict[str, str]) -> None:
    shutil.copytree(ROOT / "data/demo", tmp_path / "data/demo")
    (tmp_path / "bin").mkdir()
    command = tmp_path / "bin/bbclf"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m bbclf "$@"\n')
    command.chmod(0o755)
    path = f"{command.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-eu", "-o", "pipefail", "-c", line],
        cwd=tmp_path,
        env={**environment, "PATH": path},
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()


@pytest.mark.parametrize("command", ["predict", "explain", "label", "train", "evaluate", "info"])
def test_every_command_is_documented(bbclf: Bbclf, command: str) -> None:
    done = bbclf(command, "--help")
    assert done.returncode == 0
    assert f"`bbclf {command}`" in README or f"bbclf {command}" in README


def test_version(bbclf: Bbclf) -> None:
    from bbclf import __version__

    assert bbclf("--version").stdout.decode() == f"{__version__}\n"
    assert f'version = "{__version__}"' in (ROOT / "pyproject.toml").read_text()
