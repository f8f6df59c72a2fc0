"""Docstrings as mkdocstrings is given them."""

from __future__ import annotations

import pytest

pytest.importorskip("griffe")

from training.documentation.docstrings import plain_numpydoc


@pytest.mark.parametrize(
    ("docstring", "plain"),
    [
        ("See :meth:`~bbclf.Page.from_text`.", "See `bbclf.Page.from_text`."),
        ('favor : {"precision", "recall"}, optional\n', 'favor : "precision" or "recall", optional\n'),
        ("path : str or path-like\n", "path : str or PathLike\n"),
        ("id, url : str\n    Carried.\nx : int\n", "id : str\n    Carried.\nurl : str\n    Carried.\nx : int\n"),
        ("label, headline\n    As for it.\n\nReturns", "label\n    As for it.\nheadline\n    As for it.\n\nReturns"),
        ("As here::\n\n    x = 1", "As here:\n\n    x = 1"),
        ("A step.\n\n::\n\n    x = 1", "A step.\n\n    x = 1"),
        ("text, Markdown and HTML\nof a page", "text, Markdown and HTML\nof a page"),
    ],
)  # fmt: skip
def test_plain_numpydoc(docstring: str, plain: str) -> None:
    assert plain_numpydoc(docstring) == plain
