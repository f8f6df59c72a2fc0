"""The recipes of docs/recipes.md, run as they stand against a site on loopback and the shipped model."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.support.run import ROOT

RECIPES = (ROOT / "docs/recipes.md").read_text("utf-8")
BLOCKS = {
    re.findall(r"^import (httpx|requests|trafilatura)$", block, re.MULTILINE)[0]: block
    for block in re.findall(r"^```python\n(.*?)^```", RECIPES, re.MULTILINE | re.DOTALL)
}
PAGE = "english-blog.html"
PROSE = "Nineteen people came."

pytestmark = pytest.mark.usefixtures("shipped_model")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    """The sample pages on loopback."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(ROOT / "data/demo"))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def run(package: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    pytest.importorskip(package, reason=f"{package} is not installed: pip install {package}")
    # What these packages warn of is not ours to fail on.
    quiet = {name: value for name, value in environment.items() if name != "PYTHONWARNINGS"}
    command = [sys.executable, "-c", BLOCKS[package], *arguments]
    done = subprocess.run(command, env=quiet, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return done


@pytest.mark.parametrize("package", ["httpx", "requests"])
def test_a_page_from_the_web(package: str, site: str, environment: dict[str, str]) -> None:
    done = run(package, environment, f"{site}/{PAGE}")
    assert PROSE in done.stdout
    assert "All rights reserved" not in done.stdout


def test_what_trafilatura_has_left(environment: dict[str, str]) -> None:
    done = run("trafilatura", environment, str(ROOT / "data/demo" / PAGE))
    assert PROSE in done.stdout
