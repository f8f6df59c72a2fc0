"""The text of one line as Markdown: escapes, emphasis, code, links, images."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import NamedTuple

from bbclf.html.outline import Run
from bbclf.render.urls import safe_url

__all__ = ["InlineStyle", "escape_line_start", "inline_markdown"]

_STRONG = frozenset(("b", "strong"))
_EMPHASIS = frozenset(("em", "i"))
_CODE = frozenset(("code", "kbd", "samp", "tt"))

_SPECIAL_PATTERN = r"""
        \\(?=[!-/:-@\[-`{-~]|$)     # before what it would escape
      | [*`]
      | (?<![^\W_])_|_(?![^\W_])    # in words it means nothing
      | ~(?=~)
      | !(?=\[)
      | \](?=[(:\[])                # the end of a link's text
      | <(?=[A-Za-z/!?])
      | &(?=\#?[A-Za-z0-9]{1,31};)
"""
_SPECIAL = re.compile(_SPECIAL_PATTERN, re.VERBOSE)
_SPECIAL_IN_LINK = re.compile(rf"{_SPECIAL_PATTERN} | [\[\]]", re.VERBOSE)

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


class _Link(NamedTuple):
    """A link with an address that is safe."""

    number: int
    url: str


class _Piece(NamedTuple):
    """Text of one style."""

    text: str
    marks: str
    is_code: bool
    link: _Link | None
    is_image: bool

    @property
    def start(self) -> str:
        """The character that it is written with first, marks aside."""
        return "`" if self.is_code and not self.text[0].isspace() else self.text[0]


def inline_markdown(runs: Iterable[Run], style: InlineStyle) -> str:
    """One line as Markdown, its start not escaped.

    Parameters
    ----------
    runs : iterable of Run
        Of one line.
    style : InlineStyle
    """
    pieces = _collapsed([_piece(run, style) for run in runs if style.images or not run.is_image])
    groups = [(link, list(group)) for link, group in groupby(pieces, key=lambda piece: piece.link)]
    written: list[str] = []
    for (link, group), (next_link, next_group) in zip_longest(groups, groups[1:], fillvalue=(None, [])):
        following = next_group[0].start if next_group else ""
        if link is None or not "".join(piece.text for piece in group).strip():
            _write_marked(group, written, "[" if next_link is not None and not following.isspace() else following)
            if next_link is not None and written[-1].endswith("!"):
                written[-1] = written[-1][:-1] + "\\!"  # else the link would be an image
            continue
        written.append(f"{' ' * group[0].text[0].isspace()}[")
        _write_marked(_stripped(group), written, "]", in_link=True)
        written.append(f"]({link.url}){' ' * group[-1].text[-1].isspace()}")
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
    is_code = not tags.isdisjoint(_CODE)
    if style.emphasis and not is_code:  # so that spans of code that touch are one
        marks = "**" * (not tags.isdisjoint(_STRONG)) + "*" * (not tags.isdisjoint(_EMPHASIS))
    link = _link(run) if style.links else None
    if run.is_image:
        alt = " ".join(run.text.split())
        text = f"![{_escaped(alt, in_link=True)}]({_written_url(run.inline[-1].attributes.get('src'))})" if alt else ""
        return _Piece(text, "", False, link, True)
    return _Piece(run.text, marks, is_code, link, False)


def _link(run: Run) -> _Link | None:
    for element in run.inline:
        if element.tag == "a" and (url := _written_url(element.attributes.get("href"))):
            return _Link(element.number, url)
    return None


def _written_url(url: str | None) -> str:
    """A safe address as Markdown can hold it, or nothing."""
    return (safe_url(url or "") or "").translate(_IN_URL)


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
    pieces = [*pieces[:-1], pieces[-1]._replace(text=pieces[-1].text.rstrip())]
    return [piece for piece in pieces if piece.text]


def _write_marked(pieces: Sequence[_Piece], written: list[str], following: str, in_link: bool = False) -> None:
    """Add pieces with their marks; a piece goes without where Markdown would not take the marks for such.

    `following` is the character that comes next.
    """
    for number, piece in enumerate(pieces):
        text = piece.text
        inner = text.strip()
        if piece.is_image or not inner:
            written.append(text)
            continue
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        body = _code(inner) if piece.is_code else _escaped(inner, in_link)
        if piece.marks:
            left = before[-1:] or (written[-1][-1:] if written else "")
            right = after[:1] or (pieces[number + 1].start if number + 1 < len(pieces) else following)
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
    return (_SPECIAL_IN_LINK if in_link else _SPECIAL).sub(r"\\\g<0>", text)
