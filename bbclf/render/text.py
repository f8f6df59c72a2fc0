"""The kept text of a labelled page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from bbclf.errors import InputError
from bbclf.labels import BOILERPLATE, LABELS
from bbclf.strip import strip_markup

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["kept_text", "stripped_text"]


def kept_text(labelled: LabelledPage, label: str | None) -> str:
    """Lines joined by newline; see :meth:`bbclf.page.LabelledPage.kept`.

    Parameters
    ----------
    labelled : LabelledPage
    label : {"content", "boilerplate"} or None
        Of the lines that are kept; None keeps every line.

    Returns
    -------
    str
        Lines of ``<pre>`` keep their indentation.

    Raises
    ------
    InputError
        `label` is not one of the three.
    """
    return "\n".join(indent + line for indent, line in _kept_lines(labelled, label))


def stripped_text(labelled: LabelledPage, label: str | None) -> str:
    """As :func:`kept_text`, without the residue of markup inside the lines, such as short-codes and tags.

    Lines of which :func:`bbclf.strip.strip_markup` leaves nothing are left out.
    """
    stripped = ((indent, strip_markup(line)) for indent, line in _kept_lines(labelled, label))
    return "\n".join(indent + line for indent, line in stripped if line)


def _kept_lines(labelled: LabelledPage, label: str | None) -> Iterator[tuple[str, str]]:
    """Indentation and text of the lines of one label."""
    if label is not None and label not in LABELS:
        raise InputError(f"label must be 'content', 'boilerplate' or None, got {label!r}")
    page = labelled.page
    indents = page.markup.indents if page.markup is not None else {}
    wanted = None if label is None else label == BOILERPLATE
    for i, (line, noise) in enumerate(zip(page.lines, labelled.is_boilerplate.tolist(), strict=True)):
        if wanted is None or noise == wanted:
            yield indents.get(i, ""), line
