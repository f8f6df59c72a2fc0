"""Completion of commands and options in a shell, which typer brings."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = f"#!{sys.executable}\nfrom bbclf.cli import main\n\nmain()\n"


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash_completes_commands_once_it_is_installed(tmp_path: Path, environment: dict[str, str]) -> None:
    program = tmp_path / "bbclf"
    program.write_text(SCRIPT)
    program.chmod(0o755)
    home = {**environment, "HOME": str(tmp_path), "SHELL": "/bin/bash", "PATH": f"{tmp_path}:{environment['PATH']}"}

    def bash(command: str, **variables: str) -> subprocess.CompletedProcess[str]:
        # The shell is recognised as the parent of the program, which it is only if it has something left to do.
        return subprocess.run(
            ["bash", "-c", f"{command}; exit $?"],
            env=home | variables,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    done = bash("bbclf --install-completion")
    assert (done.stderr, done.returncode) == ("", 0)
    assert "bash completion installed in" in done.stdout
    installed = tmp_path / ".bash_completions/bbclf.sh"
    assert str(installed) in (tmp_path / ".bashrc").read_text()
    assert "_BBCLF_COMPLETE=complete_bash" in installed.read_text()
    asked = {"_BBCLF_COMPLETE": "complete_bash", "COMP_CWORD": "1"}
    assert bash("bbclf", **asked, COMP_WORDS="bbclf ev").stdout.split() == ["evaluate"]
    assert "--install-completion" in bash("bbclf", **asked, COMP_WORDS="bbclf --").stdout.split()
