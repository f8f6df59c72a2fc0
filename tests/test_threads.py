"""Labelling wakes no threads of numpy's linear algebra library."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.run import ROOT


@pytest.mark.skipif(sys.platform != "linux", reason="counts in /proc how often threads have run")
def test_labels_wake_no_threads(environment: dict[str, str]) -> None:
    unset = {name: value for name, value in environment.items() if not name.endswith("_NUM_THREADS")}
    done = subprocess.run(
        [sys.executable, "-m", "tests.support.woken_threads"],
        env=unset | {"OPENBLAS_THREAD_TIMEOUT": "4"},  # threads go to sleep at once
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    by_labels, by_product = done.stdout.split()
    if by_product == "False":
        pytest.skip("numpy's linear algebra library has no threads here")
    assert by_labels == "False"
