"""``bbclf predict --keep all`` in a terminal and outside one."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from bbclf.cli.terminal import bar
from tests.support.cli_pages import TEXT
from tests.support.prose import PROSE
from tests.support.run import Bbclf

STYLE = re.compile(r"\x1b\[[\d;]*m")


def in_terminal(folder: Path, environment: dict[str, str], model: Path, *options: str) -> str:
    """What a terminal is sent on standard output."""
    command = [sys.executable, "-m", "bbclf", "predict", "page.txt", "-q", "--model", str(model), *options]
    ours, theirs = pty.openpty()
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=theirs)
    os.close(theirs)
    sent = b""
    try:
        while chunk := os.read(ours, 2**16):
            sent += chunk
    except OSError:  # how Linux says that the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0
    return sent.decode().replace("\r\n", "\n")


@pytest.fixture
def colours(environment: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in environment.items() if name != "NO_COLOR"} | {"TERM": "xterm"}


def test_a_terminal_gets_colour_bars_and_the_name(tmp_path: Path, colours: dict[str, str], plain_model: Path) -> None:
    (tmp_path / "page.txt").write_text(f"Home\n{PROSE}\n")
    sent = in_terminal(tmp_path, colours, plain_model, "--keep", "all")
    assert STYLE.sub("", sent) == f"page.txt\n- ████▌ 0.90  Home\n+ ▌     0.10  {PROSE}\n"
    name, home, prose = sent.splitlines()
    assert "\x1b[1m" in name
    assert "\x1b[2;31m- ████▌" in home
    assert "\x1b[2mHome" in home
    assert "\x1b[32m+ ▌" in prose
    assert prose.endswith(PROSE)


def test_text_of_a_page_commands_no_terminal(tmp_path: Path, colours: dict[str, str], plain_model: Path) -> None:
    (tmp_path / "page.txt").write_text("Home \x1b]0;title\x07 \x9b31m [red]x[/red] :smile: a\u00a0b\u200dc\n", "utf-8")
    sent = in_terminal(tmp_path, colours, plain_model, "--keep", "all", "--view", "text")
    assert STYLE.sub("", sent).endswith("Home �]0;title� �31m [red]x[/red] :smile: a\u00a0b\u200dc\n")


def test_plain_without_colours_a_terminal_or_all_lines(
    tmp_path: Path, colours: dict[str, str], plain_model: Path, predict: Bbclf
) -> None:
    (tmp_path / "page.txt").write_text(TEXT)
    plain = predict("page.txt", "--keep", "all").stdout.decode()
    assert plain == f"- Home\n- About us\n+ {PROSE}\n- Share\n"
    assert in_terminal(tmp_path, colours | {"NO_COLOR": "1"}, plain_model, "--keep", "all") == plain
    assert in_terminal(tmp_path, colours | {"TERM": "dumb"}, plain_model, "--keep", "all") == plain
    assert in_terminal(tmp_path, colours, plain_model) == f"  {PROSE}\n"


def test_bars() -> None:
    assert [bar(p) for p in (0, 0.02, 0.5, 0.99, 1)] == ["     ", "▏    ", "██▌  ", "█████", "█████"]
