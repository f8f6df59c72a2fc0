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
    "vulns": [{"id": "PYSEC-1", "aliases": ["CVE-1"], "fix_versions": ["14.0"]}, {"id": "PYSEC-2", "fix_versions": []}],
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
    report = json.dumps({"dependencies": packages, "fixes": []})
    done = subprocess.run(
        [sys.executable, str(SCRIPT)], input=report, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == code
    *found, last = done.stdout.splitlines()
    assert last == last_line
    if code:
        assert found == [
            "rich 13.8: PYSEC-1, CVE-1, fixed in 14.0",
            "rich 13.8: PYSEC-2, fixed in no version yet",
        ]
        assert done.stderr == (
            "2 known vulnerabilities in what the wheel brings: raise the lower bounds in pyproject.toml\n"
        )
    else:
        assert (found, done.stderr) == ([], "")
