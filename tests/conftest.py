"""What several test files use: a model written by hand, and the command line as a subprocess."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from math import log
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from bbclf.classifier import LineClassifier
from bbclf.model import save_model
from bbclf.view import NETWORK_OF
from tests.support.browser import open_browser
from tests.support.run import ROOT, Bbclf
from tests.support.shipped_model import load_or_skip
from tests.support.tiny_model import Unit, network, tiny_model

# The same examples each time, so that a failure is news about the code, and no limit on how long one takes.
settings.register_profile("bbclf", derandomize=True, deadline=None)
settings.load_profile("bbclf")

LONG = 30
"""Characters, about: the plain model gives longer lines a p_boilerplate of 0.1, shorter ones 0.9."""


@pytest.fixture(scope="session")
def plain_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that calls short lines boilerplate, so that tests of all else need no trained model."""
    plain = network({"log_chars": log(LONG + 0.5)}, Unit({"log_chars": -1}, bias=0, out=2), scale=log(9), bias=-log(9))
    folder = tmp_path_factory.mktemp("models") / "plain"
    model = replace(tiny_model(version="plain-1"), networks=dict.fromkeys(NETWORK_OF.values(), plain))
    save_model(model, folder, "# Plain model\n")
    return folder


@pytest.fixture
def shipped_model() -> LineClassifier:
    """The shipped model; a test that asks for it is skipped where there is none that fits this code."""
    return load_or_skip()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium; a test that asks for it is skipped where there is none."""
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="session")
def environment() -> dict[str, str]:
    """The environment of a subprocess that imports this checkout and fails on warnings, as the tests do."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error", "COLUMNS": "120"}


@pytest.fixture
def bbclf(tmp_path: Path, environment: dict[str, str]) -> Bbclf:
    """Runs ``bbclf ARGS`` in the test's folder: ``bbclf("predict", "a.txt", input=b"")``."""

    def run(*args: str | Path, input: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        command = [sys.executable, "-m", "bbclf", *map(str, args)]
        return subprocess.run(
            command, input=input, capture_output=True, cwd=tmp_path, env=environment, timeout=120, check=False
        )

    return run


@pytest.fixture
def predict(bbclf: Bbclf, plain_model: Path) -> Bbclf:
    """Runs ``bbclf predict ARGS`` with the plain model."""
    return partial(bbclf, "predict", "--model", plain_model)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder that a test may damage: that of ``tiny_model.py``."""
    save_model(tiny_model(version="1"), tmp_path / "model", "# Card\n")
    return tmp_path / "model"
