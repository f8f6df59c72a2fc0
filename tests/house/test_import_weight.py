"""What is loaded, and when: a library that is imported everywhere must cost nothing until it is used."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

HEAVY = ("numpy", "scipy", "sklearn", "joblib", "typer", "rich", "selectolax", "charset_normalizer")


NOT_AT_START = {
    "scipy", "sklearn", "joblib", "rich", "charset_normalizer", "pyarrow", "fastwarc", "numpy.ma", "numpy.random",
    "numpy.polynomial", "numpy.testing", "asyncio", "ssl", "http.server", "unittest", "bbclf.fit",
    "bbclf.review.server", "bbclf.evaluation.run", "bbclf.dataset.files", "bbclf.render.html",
    "bbclf.render.markdown", "bbclf.integrations",
}  # fmt: skip
"""What ``bbclf predict`` has no use for, unless an option or an input asks for it."""


def loaded(code: str, environment: dict[str, str]) -> set[str]:
    """Modules that are loaded once the code has run, and those that contain them."""
    report = "; import json, sys; print(json.dumps([name for name in sys.modules]), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", code + report], env=environment, capture_output=True, timeout=60, check=True
    )
    return set(json.loads(done.stderr.splitlines()[-1]))


def test_import_loads_nothing_heavy(environment: dict[str, str]) -> None:
    assert not loaded("import bbclf", environment).intersection(HEAVY)


def test_the_command_line_loads_no_numpy_to_say_how_it_is_used(environment: dict[str, str]) -> None:
    code = "import bbclf.cli"
    assert not loaded(code, environment).intersection({"numpy", "rich", "scipy", "sklearn", "selectolax"})


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("name", ["page.txt", "page.html"])
def test_predict_loads_no_more_than_it_needs(
    tmp_path: Path, environment: dict[str, str], plain_model: Path, jobs: str, name: str
) -> None:
    page = tmp_path / name
    page.write_text("<p>It rained all night, and in the morning the river stood at the door.")
    args = ["predict", str(page), "--model", str(plain_model), "--jobs", jobs, "--quiet"]
    code = f"import sys; sys.argv[1:] = {args!r}; from bbclf.cli import app; app(standalone_mode=False)"
    modules = loaded(code, environment)
    assert "numpy" in modules
    by_numpy_itself = loaded("import numpy", environment)  # numpy 1 loads all of its own
    assert not modules & NOT_AT_START - by_numpy_itself
    assert jobs == "2" or "multiprocessing" not in modules
