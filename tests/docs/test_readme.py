"""The README is short, and its picture shows what the shipped model does."""

from __future__ import annotations

from bbclf.classifier import LineClassifier
from tests.support.run import ROOT
from training.documentation.picture import PICTURE, draw_picture

README = (ROOT / "README.md").read_text("utf-8")


def test_it_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_the_picture_is_of_the_shipped_model(shipped_model: LineClassifier) -> None:
    assert f"({PICTURE.relative_to(ROOT)})" in README
    assert PICTURE.read_text("utf-8") == draw_picture(shipped_model), "run  make snapshots"
