"""Files around the package: citation and changelog, the form for wrong labels, the Makefile."""

from __future__ import annotations

import re
import subprocess

from bbclf import __version__
from tests.support.run import ROOT


def test_one_version() -> None:
    citation = (ROOT / "CITATION.cff").read_text("utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert f"\nversion: {__version__}\n" in citation
    assert re.search(rf"^## {re.escape(__version__)}\b", changelog, re.MULTILINE)


def test_the_form_for_a_wrong_label_asks_for_what_a_complaint_needs() -> None:
    columns = (ROOT / "data/complaints/lines.tsv").read_text("utf-8").splitlines()[0].split("\t")
    form = (ROOT / ".github/ISSUE_TEMPLATE/line_labelled_wrongly.yml").read_text("utf-8")
    assert set(columns) - {"known miss"} <= set(re.findall(r"^    id: (\w+)$", form, re.MULTILINE))


def test_make_alone_prints_the_targets() -> None:
    done = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)
    phony = re.findall(r"^\.PHONY: (.+)$", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)[0].split()
    assert re.findall(r"^make (\w+)\t", done.stdout, re.MULTILINE) == phony
