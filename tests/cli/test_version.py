"""``bbclf --version`` names the package and the model."""

from __future__ import annotations

import tomllib

from bbclf import LineClassifier, __version__
from tests.support.run import ROOT, Bbclf


def test_version(bbclf: Bbclf, shipped_model: LineClassifier) -> None:
    done = bbclf("--version")
    assert done.stdout.decode() == f"bbclf {__version__}, model default {shipped_model.model.version}\n"
    assert (done.returncode, done.stderr) == (0, b"")


def test_the_version_is_that_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    assert project["version"] == __version__
