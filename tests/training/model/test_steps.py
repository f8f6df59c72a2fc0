"""Steps run when something has changed, and only then."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.model.steps import Step, is_current, run_steps


@pytest.fixture
def runs() -> list[str]:
    return []


@pytest.fixture
def step(tmp_path: Path, runs: list[str]) -> Step:
    """Copies a file, counts how often, and has the code of a module of ours."""
    source, target = tmp_path / "in" / "source", tmp_path / "out"
    source.parent.mkdir()
    source.write_text("a")

    def run() -> None:
        runs.append(source.read_text())
        target.write_text(source.read_text())

    return Step("copy", run, "training.report.markdown", (source.parent,), (target,))


def test_a_step_runs_once(step: Step, runs: list[str], tmp_path: Path) -> None:
    assert not is_current(step, tmp_path / "stamps")
    for _ in range(2):
        run_steps([step], tmp_path / "stamps")
    assert runs == ["a"]
    assert is_current(step, tmp_path / "stamps")


def test_a_step_runs_again_when_an_input_changes_or_is_added(step: Step, runs: list[str], tmp_path: Path) -> None:
    run_steps([step], tmp_path / "stamps")
    step.inputs[0].joinpath("source").write_text("b")
    run_steps([step], tmp_path / "stamps")
    step.inputs[0].joinpath("another").write_text("c")
    run_steps([step], tmp_path / "stamps")
    assert runs == ["a", "b", "b"]


def test_a_step_runs_again_when_its_output_is_missing_or_changed(step: Step, runs: list[str], tmp_path: Path) -> None:
    run_steps([step], tmp_path / "stamps")
    step.outputs[0].unlink()
    run_steps([step], tmp_path / "stamps")
    step.outputs[0].write_text("changed by hand")
    run_steps([step], tmp_path / "stamps")
    assert runs == ["a"] * 3


def test_a_step_runs_again_when_its_code_changes(
    step: Step, runs: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_steps([step], tmp_path / "stamps")
    monkeypatch.setattr("training.model.steps.code_digest", lambda module: "other")
    run_steps([step], tmp_path / "stamps")
    assert runs == ["a"] * 2


def test_a_step_that_fails_is_not_done_and_ends_the_chain(step: Step, runs: list[str], tmp_path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("below a floor")

    failing = step._replace(name="failing", run=fail)
    for _ in range(2):
        with pytest.raises(RuntimeError, match="below a floor"):
            run_steps([failing, step], tmp_path / "stamps")
    assert runs == []
