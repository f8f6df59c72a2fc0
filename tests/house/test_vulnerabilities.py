"""How CI judges what pip-audit found: never a pass that says more than was checked."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from tests.support.run import ROOT

SCRIPT = ROOT / ".ci" / "vulnerabilities.py"

pytestmark = pytest.mark.skipif(not SCRIPT.exists(), reason="the source distribution holds no .ci")

SOUND = {"name": "numpy", "version": "2.4", "vulns": []}
UNKNOWN = {"name": "bbclf", "skip_reason": "Dependency not found on PyPI"}
WEAK = {
    "name": "rich",
    "version": "13.8",
    "vulns": [{"id": "PYSEC-1", "fix_versions": ["14.0"]}, {"id": "PYSEC-2", "fix_versions": []}],
}


@pytest.mark.parametrize(
    ("packages", "code", "last_line"),
    [
        ([SOUND, UNKNOWN], 0, "1 of 2 packages were checked against the database"),
        ([UNKNOWN, UNKNOWN], 0, "0 of 2 packages were checked against the database: skipped"),
        ([SOUND, WEAK], 1, "2 of 2 packages were checked against the database"),
    ],
)
def test_what_was_found(packages: list[dict[str, Any]], code: int, last_line: str) -> None:
    found = json.dumps({"dependencies": packages, "fixes": []})
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=found, capture_output=True, text=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (code, "")
    assert done.stdout.splitlines()[-1] == last_line
    assert ("rich 13.8: PYSEC-2, fixed in no version yet" in done.stdout) == bool(code)
