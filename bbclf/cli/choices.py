"""Choices of the command line that follow from the tables of formats."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from bbclf.errors import InputError, OutputError
from bbclf.files import content_suffix
from bbclf.io.inputs import INPUTS
from bbclf.io.outputs import OUTPUTS, Jsonl, KeptText, OutputFormat, Parquet, output_of_name
from bbclf.io.outputs.parquet import LINES
from bbclf.view import TextViewChoice

__all__ = ["AUTO", "FromChoice", "ToChoice", "check_heeded", "extended", "resolve_from", "resolve_to"]

AUTO: Final = "auto"
"""``--from auto``: each file's format by its name and content."""

_SHORTHANDS: dict[str, tuple[str, TextViewChoice]] = {
    "text": ("plain", "text"),
    "leftover": ("plain", "leftover"),
    "wet": ("warc", "auto"),
}
"""Values of ``--from`` that stand for a format and a view."""

if TYPE_CHECKING:
    FromChoice = str
    ToChoice = str
else:  # typer makes choices of a Literal, which type checkers cannot read from a table
    FromChoice = Literal[(AUTO, *INPUTS, *_SHORTHANDS)]
    ToChoice = Literal[tuple(OUTPUTS)]


def resolve_to(name: str | None, output: str, fills_field: bool) -> type[OutputFormat]:
    """The format that ``--to`` and the name of ``--output`` mean together.

    Parameters
    ----------
    name : str or None
        Of ``--to``; without it, the name of the output decides.
    output : str
        A file, a folder that ends with a separator, or ``"-"``.
    fills_field : bool
        Only formats that fill a field of the input's records.

    Raises
    ------
    OutputError
        The name is that of no format.
    """
    if name is not None:
        return OUTPUTS[name]
    suffix = "" if output.endswith(os.sep) or os.path.isdir(output) else content_suffix(output)
    known = {format.suffix for format in OUTPUTS.values()}
    if suffix and suffix not in known:
        names = " ".join(sorted(known))
        raise OutputError(f"{output}: no format of output is named {suffix}: name it {names}, or give --to")
    return output_of_name(output, fills_field)


_KEPT_OPTIONS = {
    "keep": "--keep",
    "strip_markup": "--strip-markup",
    "headline": "--no-headline",
    "comments": "--comments",
    "links": "--links",
}
"""Options by the attributes of :class:`~bbclf.io.outputs.KeptText` that they set."""


def check_heeded(format: type[OutputFormat], kept: KeptText, *, fills_field: bool) -> None:
    """Make sure that no option is given that the format has no use for.

    Raises
    ------
    OutputError
        One is; the message names the formats that have a use for it.
    """
    default = KeptText(keep="all" if kept.keep == "all" else "content")  # formats that do not heed it have all lines
    for name, option in _KEPT_OPTIONS.items():
        if name not in format.heeds and getattr(kept, name) != getattr(default, name):
            raise _without_use(option, format, [other.name for other in OUTPUTS.values() if name in other.heeds])
    if fills_field and not format.fills_field:
        raise _without_use("--text-field", format, [other.name for other in OUTPUTS.values() if other.fills_field])


def _without_use(option: str, format: type[OutputFormat], others: list[str]) -> OutputError:
    *first, last = others
    needed = f"{', '.join(first)} or {last}" if first else last
    return OutputError(f"{option} needs --to {needed}, and changes nothing in {format.name}: leave it out")


def extended(format: OutputFormat, *, with_source: bool, with_lines: bool) -> OutputFormat:
    """The format with what ``--with-source`` and ``--lines`` ask for.

    Raises
    ------
    OutputError
        It is not the format that has it, or the kept text is to stand in the column of lines.
    """
    if with_source:
        if not isinstance(format, Jsonl):
            raise OutputError("--with-source needs --to jsonl: no other format is read by train and evaluate")
        format = replace(format, with_source=True)
    if with_lines:
        if not isinstance(format, Parquet):
            raise OutputError("--lines needs --to parquet: jsonl has lines without it, and no other format has them")
        if format.text_field == LINES:
            raise OutputError(f"--lines writes the column {LINES!r}: give another --text-field")
        return replace(format, with_lines=True)
    return format


def resolve_from(name: str, view: TextViewChoice) -> tuple[str | None, TextViewChoice]:
    """The format and view that ``--from`` and ``--view`` mean together.

    Parameters
    ----------
    name : str
        Of ``--from``.
    view : {"auto", "text", "leftover"}
        Of ``--view``.

    Returns
    -------
    format : str or None
        A name of :data:`bbclf.io.inputs.INPUTS`; None where each file decides.
    view : {"auto", "text", "leftover"}

    Raises
    ------
    InputError
        They name different views, or a view of texts for HTML.
    """
    if name == AUTO:
        return None, view
    if name == "html" and view != AUTO:
        raise InputError(f"--view {view} is for texts: leave it out, or give --from text or --from leftover")
    format, its_view = _SHORTHANDS.get(name, (name, AUTO))
    if AUTO not in (view, its_view) and view != its_view:
        raise InputError(f"--from {name} and --view {view} contradict each other: give one of them")
    return format, its_view if view == AUTO else view
