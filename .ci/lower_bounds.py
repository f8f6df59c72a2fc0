"""Print the oldest dependencies that pyproject.toml allows, as constraints for pip."""

from __future__ import annotations

import re
import tomllib
from itertools import chain
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parents[1] / "pyproject.toml"

project = tomllib.loads(PYPROJECT.read_text("utf-8"))["project"]
requirements = chain(project["dependencies"], *project["optional-dependencies"].values())
# Constraints name no extras: mkdocstrings[python].
oldest = {re.sub(r"\[.*?\]", "", wanted).replace(">=", "==") for wanted in requirements if ">=" in wanted}
print("\n".join(sorted(oldest)))
