"""``bbclf info``: a summary for people, the manifest for programs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from bbclf.classifier import LineClassifier
from bbclf.model import save_model
from tests.support.run import Bbclf
from tests.support.tiny_model import tiny_model


def test_json_is_the_manifest(bbclf: Bbclf, plain_model: Path) -> None:
    done = bbclf("info", "--model", plain_model, "--json")
    assert json.loads(done.stdout) == json.loads((plain_model / "manifest.json").read_text())


def test_a_summary_has_what_the_manifest_has(bbclf: Bbclf, tmp_path: Path) -> None:
    model = tiny_model(
        version="7",
        favor={"precision": {"html": 0.25}},
        metrics={"html": {"word_f1_by_labels": 0.91, "word_f1_by_labels_keep_all": 0.6}},
        data={"pages": {"html": 1200}, "sites": 300, "languages": {f"l{number}": 100 for number in range(14)}},
    )
    save_model(model, tmp_path / "model", "")
    first, html, text, leftover, pages, languages, last = bbclf("info", "--model", "model").stdout.decode().splitlines()
    assert first.startswith("model 7: ")
    assert html.startswith("  html     threshold 0.50, precision 0.25; 3 units; ")
    assert html.endswith("; word F1 by labels, out of fold, 0.910 (keep everything 0.600)")
    assert (text.split()[0], leftover.split()[0]) == ("text", "leftover")
    assert pages == "trained on pages of 300 sites: 1,200 html"
    assert languages.endswith("l11 100, and 2 more")
    assert "--json" in last


def test_the_shipped_model(bbclf: Bbclf, shipped_model: LineClassifier) -> None:
    assert shipped_model.model.version in bbclf("info").stdout.decode().splitlines()[0]


def test_help_has_groups_and_examples_and_errors_are_plain(bbclf: Bbclf) -> None:
    help = bbclf("evaluate", "--help").stdout.decode()
    assert "─ Decision ─" in help
    assert "bbclf evaluate labelled.jsonl --view html" in help
    assert "─" not in bbclf("evaluate").stderr.decode()


def test_completion_can_be_installed(bbclf: Bbclf, environment: dict[str, str]) -> None:
    assert "--install-completion" in bbclf("--help").stdout.decode()
    given = {**environment, "_TYPER_COMPLETE_TEST_DISABLE_SHELL_DETECTION": "1"}  # the tests may run in no shell
    command = [sys.executable, "-m", "bbclf", "--show-completion", "bash"]
    done = subprocess.run(command, env=given, capture_output=True, timeout=60, check=True)
    assert b"complete" in done.stdout
