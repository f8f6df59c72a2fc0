"""What holds for any page, whatever its bytes: checked by every fuzz target on a model written by hand."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import atheris
import numpy as np

with atheris.instrument_imports(include=["bbclf"]):
    import bbclf.cli.predict  # noqa: F401 - everything, so that all of it is instrumented
    from bbclf.classifier import LineClassifier
    from bbclf.labels import BOILERPLATE, CONTENT
    from bbclf.page import LabelledPage, Page

from tests.support.tiny_model import tiny_model

__all__ = ["BESIDE", "SCRATCH", "check_labels", "check_page", "fuzz"]

SCRATCH = Path(__file__).parents[2] / ".cache" / "fuzz" / "scratch"
"""For targets that need files; libFuzzer ends without a chance to remove a temporary folder."""

BESIDE = Page.from_text(
    "Home\nShare\nIt rained all night, and in the morning the river stood at the door.", view="text"
)


@cache
def classifier() -> LineClassifier:
    return LineClassifier(tiny_model())


def check_labels(labelled: LabelledPage) -> None:
    """Every line is there, with a label and a probability."""
    page = labelled.page
    assert [line.text for line in labelled.lines] == page.lines
    assert {line.label for line in labelled.lines} <= {CONTENT, BOILERPLATE}
    assert ((labelled.p_boilerplate >= 0) & (labelled.p_boilerplate <= 1)).all()
    assert all(line and line == line.strip() for line in page.lines)


def check_rendered(labelled: LabelledPage) -> None:
    """All lines come back if none is left out, and what is kept is made into every form without an error."""
    everything = labelled.kept(label=None)
    assert all(line in everything for line in labelled.page.lines)
    labelled.markdown(links=True, images=True)
    labelled.html(headline=False, comments=True)
    labelled.stripped_text()


def check_page(page: Page) -> None:
    """A page's labels are complete, and the same again, and the same beside another page; it is rendered."""
    labelled = classifier().label(page)
    check_labels(labelled)
    check_rendered(labelled)
    _, beside, _ = classifier().label_many([BESIDE, page, BESIDE])
    for again in (classifier().label(page), beside):
        assert np.array_equal(again.p_boilerplate, labelled.p_boilerplate)
        assert again.text == labelled.text


def fuzz(target: Callable[[bytes], None]) -> None:
    """Run a target with the arguments of libFuzzer that the command line gives."""
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()
