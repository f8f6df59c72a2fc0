"""What several test files use: a model written by hand, and the command line as a subprocess."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import settings

from bbclf.features import FEATURES, SECOND_FEATURES
from bbclf.forest import Forest
from bbclf.lexical import LexicalModel, LexicalWeights
from bbclf.model import Model, Stages, save_model
from bbclf.page import VIEWS

# The same examples each time, so that a failure is news about the code, and no limit on how long one takes.
settings.register_profile("bbclf", derandomize=True, deadline=None)
settings.load_profile("bbclf")

ROOT = Path(__file__).resolve().parent.parent

LONG = 30
"""Characters, about: the plain model gives longer lines a p_boilerplate of 0.1, shorter ones 0.9."""

Bbclf = Callable[..., "subprocess.CompletedProcess[bytes]"]


def _stump(n_features: int) -> Forest:
    """A forest of one tree with one split, on the length of a line."""
    log_chars = [feature.name for feature in FEATURES].index("log_chars")
    log_odds = float(np.log(9))
    return Forest(
        feature=np.array([log_chars, -1, -1], dtype=np.int16),
        threshold=np.array([np.log(LONG), 0, 0], dtype=np.float64),
        missing_left=np.array([True, False, False]),
        left=np.array([1, 1, 2], dtype=np.int32),
        right=np.array([2, 1, 2], dtype=np.int32),
        value=np.array([0, log_odds, -log_odds], dtype=np.float64),
        roots=np.array([0], dtype=np.int32),
        baseline=0.0,
        n_features=n_features,
    )


@pytest.fixture(scope="session")
def plain_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model folder that calls short lines boilerplate, so that tests of all else need no trained model."""
    nothing = LexicalWeights(np.zeros(2, dtype=np.float32), 0.0)
    n_first = len(FEATURES)
    stages = Stages(_stump(n_first), _stump(len(SECOND_FEATURES)))
    manifest = {"version": "plain-1", "thresholds": dict.fromkeys(VIEWS, 0.5)}
    folder = tmp_path_factory.mktemp("models") / "plain"
    model = Model(LexicalModel(nothing, nothing), dict.fromkeys(VIEWS, stages), manifest)
    save_model(model, folder, "# Plain model\n")
    return folder


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
