"""What counts as the code behind a module: found by its imports."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from training import ROOT
from training.pages.code import code_digest, files_digest, files_of


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of the code that may be changed."""
    for package in ("bbclf", "training"):
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("__pycache__", "_models"))
    return tmp_path


def change(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


@pytest.mark.parametrize(
    "changed",
    ["training/residue/forms.toml", "training/converters/walk.py", "bbclf/alignment.py", "bbclf/html/tags.py"],
)
def test_what_labels_text_counts(checkout: Path, changed: str) -> None:
    before = code_digest("training.pages.text", checkout)
    change(checkout / changed, "\nother = 1\n")
    assert code_digest("training.pages.text", checkout) != before


@pytest.mark.parametrize(
    "changed",
    ["training/residue/forms.toml", "training/model/params.toml", "bbclf/network/network.py", "training/README.md"],
)
def test_what_does_not_label_html_does_not_count(checkout: Path, changed: str) -> None:
    before = code_digest("training.pages.html", checkout)
    change(checkout / changed, "\nother = 1\n")
    assert code_digest("training.pages.html", checkout) == before


def test_comments_and_layout_do_not_count(checkout: Path) -> None:
    before = code_digest("training.pages.html", checkout)
    change(checkout / "bbclf" / "alignment.py", "\n\n# a remark\n")
    assert code_digest("training.pages.html", checkout) == before


def test_a_file_that_is_new_beside_a_module_counts(checkout: Path) -> None:
    before = code_digest("training.pages.text", checkout)
    (checkout / "training" / "residue" / "more.toml").write_text("a = 1\n")
    assert code_digest("training.pages.text", checkout) != before


def test_imports_inside_functions_and_other_packages_are_found(tmp_path: Path) -> None:
    (tmp_path / "ours").mkdir()
    (tmp_path / "ours" / "a.py").write_text("import os\nfrom ours import b\ndef f():\n    import numpy.linalg\n")
    (tmp_path / "ours" / "b.py").write_text("from ours.a import f\nimport no_such_package\n")  # a cycle ends
    (tmp_path / "ours" / "c.py").write_text("")
    files, packages = files_of("ours.a", tmp_path)
    assert {path.name for path in files} == {"a.py", "b.py"}
    assert packages == {"numpy", "no_such_package"}


def test_files_are_known_by_name_and_content(tmp_path: Path) -> None:
    first, second = tmp_path / "a", tmp_path / "b"
    first.write_text("x")
    second.write_text("x")
    assert files_digest([first, second]) == files_digest([second, first])
    assert files_digest([first]) != files_digest([second])
    before = files_digest([first])
    first.write_text("y")
    assert files_digest([first]) != before
