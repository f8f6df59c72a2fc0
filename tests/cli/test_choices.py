"""``--from`` and ``--view``: what they mean together, and when they contradict each other."""

from __future__ import annotations

import pytest

from bbclf.cli.choices import resolve_from
from bbclf.io.inputs import INPUTS
from bbclf.view import TextViewChoice
from tests.support.cli_pages import TEXT, objects
from tests.support.run import Bbclf


@pytest.mark.parametrize(
    ("name", "view", "resolved"),
    [
        ("auto", "leftover", (None, "leftover")),
        ("plain", "auto", ("plain", "auto")),
        ("plain", "leftover", ("plain", "leftover")),
        ("text", "auto", ("plain", "text")),
        ("text", "text", ("plain", "text")),
        ("leftover", "auto", ("plain", "leftover")),
        ("wet", "auto", ("warc", "auto")),
        ("wet", "leftover", ("warc", "leftover")),
    ],
)
def test_meaning(name: str, view: TextViewChoice, resolved: tuple[str | None, TextViewChoice]) -> None:
    assert resolve_from(name, view) == resolved


@pytest.mark.parametrize("name", INPUTS)
def test_formats_mean_themselves(name: str) -> None:
    assert resolve_from(name, "auto") == (name, "auto")


@pytest.mark.parametrize("name", ["text", "leftover"])
def test_shorthands_work(predict: Bbclf, name: str) -> None:
    (page,) = objects(predict("--from", name, "--to", "jsonl", input=TEXT.encode()).stdout)
    assert page["view"] == name


@pytest.mark.parametrize(("name", "view"), [("text", "leftover"), ("leftover", "text")])
def test_contradictions_are_said_in_one_line(predict: Bbclf, name: str, view: str) -> None:
    done = predict("--from", name, "--view", view, input=TEXT.encode())
    said = f"bbclf: --from {name} and --view {view} contradict each other: give one of them\n"
    assert (done.stderr.decode(), done.stdout, done.returncode) == (said, b"", 2)
