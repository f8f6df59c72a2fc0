"""The text of one line as Markdown: escapes, emphasis, code, links, images."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from bbclf.html.outline import Inline, Run
from bbclf.render.urls import safe_url

__all__ = ["InlineStyle", "escape_line_start", "inline_markdown"]

_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("em", "i"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))

_SPECIAL = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~]|$)     # before what it would escape
      | [*`]
      | (?<![^\W_])_|_(?![^\W_])    # in words it means nothing
      | ~(?=~)
      | \](?=[(:\[])                # the end of a link's text
      | <(?=[A-Za-z/!?])
      | &(?=\#?[A-Za-z0-9]{1,31};)
    """,
    re.VERBOSE,
)
_BRACKETS = re.compile(r"(?<!\\)[\[\]]")

_LINE_START = re.compile(
    r"""(?P<mark>\#{1,6}(?=\s|$) | [-+](?=\s|$) | > | ~(?=~~) | [-=_](?=[-=_|:\s]*$) | \|(?=[-:|\s]*$) | :(?=[-:|\s]*$))
      | (?P<number>\d{1,9})(?P<end>[.)])(?=\s|$)
    """,
    re.VERBOSE,
)
_IN_URL = {ord(character): f"%{ord(character):02X}" for character in ' ()<>[]\\|*_`"'}


@dataclass(frozen=True, slots=True)
class InlineStyle:
    """What is written besides text and code.

    Attributes
    ----------
    emphasis, links, images : bool
    """

    emphasis: bool = True
    links: bool = False
    images: bool = False


class _Piece(NamedTuple):
    """Text of one style."""

    text: str
    marks: str
    is_code: bool
    link: Inline | None
    is_image: bool


def inline_markdown(runs: Iterable[Run], style: InlineStyle) -> str:
    """One line as Markdown, its start not escaped.

    Parameters
    ----------
    runs : iterable of Run
        Of one line.
    style : InlineStyle
    """
    pieces = _collapsed([_piece(run, style) for run in runs if style.images or not run.is_image])
    written: list[str] = []
    for link, group in groupby(pieces, key=lambda piece: piece.link):
        of_link = list(group)
        url = safe_url(link.attributes.get("href", "")) if link is not None else None
        text = "".join(piece.text for piece in of_link)
        if url is None or not text.strip():
            _write_marked(of_link, written, in_link=False)
            continue
        label: list[str] = []
        _write_marked(_stripped(of_link), label, in_link=True)
        before, after = " " * text[0].isspace(), " " * text[-1].isspace()
        written.append(f"{before}[{''.join(label)}]({url.translate(_IN_URL)}){after}")
    return "".join(written).strip()


def escape_line_start(line: str) -> str:
    """A line of Markdown that does not begin a heading, an item, a quote, a rule or a table unless it is one."""
    match = _LINE_START.match(line)
    if match is None:
        return line
    place = match.start("end") if match["mark"] is None else 0
    return f"{line[:place]}\\{line[place:]}"


def _piece(run: Run, style: InlineStyle) -> _Piece:
    tags = {element.tag for element in run.inline}
    marks = ""
    if style.emphasis:
        marks = "**" * (not tags.isdisjoint(_STRONG)) + "*" * (not tags.isdisjoint(_EMPHASIS))
    link = next((element for element in run.inline if element.tag == "a"), None) if style.links else None
    if run.is_image:
        url = safe_url(run.inline[-1].attributes.get("src", "")) or ""
        alt = " ".join(run.text.split())
        text = f"![{_escaped(alt, in_link=True)}]({url.translate(_IN_URL)})" if alt else ""
        return _Piece(text, "", False, link, True)
    return _Piece(run.text, marks, not tags.isdisjoint(_CODE), link, False)


def _collapsed(pieces: Sequence[_Piece]) -> list[_Piece]:
    """The pieces with white space collapsed across them, and those of one style joined."""
    joined: list[_Piece] = []
    ends_with_space = True
    for key, group in groupby(pieces, key=lambda piece: piece[1:]):
        raw = "".join(piece.text for piece in group)
        text = re.sub(r"\s+", " ", raw)
        if ends_with_space:
            text = text.lstrip(" ")
        if text:
            ends_with_space = text.endswith(" ")
            joined.append(_Piece(text, *key))
    return joined


def _stripped(pieces: list[_Piece]) -> list[_Piece]:
    """The pieces without white space at their start and end."""
    first = pieces[0]._replace(text=pieces[0].text.lstrip())
    pieces = [first, *pieces[1:]]
    return [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip())]


def _write_marked(pieces: Sequence[_Piece], written: list[str], in_link: bool) -> None:
    """Add pieces with their marks; a piece goes without where Markdown would not take the marks for such."""
    for number, piece in enumerate(pieces):
        text = piece.text
        if piece.is_image:
            written.append(text)
            continue
        inner = text.strip()
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        body = _code(inner) if piece.is_code and inner else _escaped(inner, in_link)
        if piece.marks and inner:
            left = before[-1:] or (written[-1][-1:] if written else "")
            right = after[:1] or (pieces[number + 1].text[:1] if number + 1 < len(pieces) else "")
            if _flanks(left, body[0]) and _flanks(right, body[-1]):
                body = f"{piece.marks}{body}{piece.marks[::-1]}"
        written.append(before + body + after)


def _flanks(outside: str, inside: str) -> bool:
    """Whether asterisks between two characters can open or close emphasis (CommonMark 0.31, 6.2)."""
    if inside == "*" or outside == "*":
        return False
    return not _is_punctuation(inside) or not outside or outside.isspace() or _is_punctuation(outside)


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"


def _code(text: str) -> str:
    longest = max((len(ticks) for ticks in re.findall("`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _escaped(text: str, in_link: bool) -> str:
    escaped = _SPECIAL.sub(r"\\\g<0>", text)
    return _BRACKETS.sub(r"\\\g<0>", escaped) if in_link else escaped
