"""A line without residue of markup: short-codes, template braces, stray tags and entities that stand for a space.

A line is read once, from left to right. Each closing bracket is matched with the last bracket that opened; what
stands between them is taken out if it has the form of markup. Neither may hold a bracket of its own kind, so that a
character is looked at no more than once for each kind of bracket: the time is linear in the length of the line.

What is taken out:

==================  ===========================================================================================
short-codes         ``[name key=value]``, quotes of any kind or none; ``[/name]``; ``[name]`` where the line closes
                    it, or where the name has an underscore
template braces     ``{{ ... }}``, ``{% ... %}``, ``{# ... #}``; ``{name}``, ``{/name}``, ``{name|...}`` and
                    ``{name key=value}`` unless they are glued to what stands before
tags                ``<name>``, ``</name>``, ``<name key=value>`` of HTML's elements; comments, ``<!doctype ...>``,
                    ``<? ... ?>``, ``<% ... %>``
entities            those of white space and of characters that are not seen, such as ``&nbsp;`` and ``&shy;``
==================  ===========================================================================================

All other entities stay: to take ``&eacute;`` or ``&amp;`` out would take a letter or a word out of the text.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

from bbclf.errors import InputError

__all__ = ["strip_markup"]

_TOKEN = re.compile(r"\[+|\]+|\{+|\}+|[<>&;]|[^][{}<>&;]+")
_OPENING = {"]": "[", "}": "{", ">": "<", ";": "&"}
"""The bracket that opens what each bracket closes."""

_CLOSING_CODE = re.compile(r"\[/([A-Za-z][\w-]*)\]", re.ASCII)
_NAME = re.compile(r"[A-Za-z][\w-]*", re.ASCII)

# One letter is not enough: "[n=12]" and "[where p=0.05]" are prose.
_ATTRIBUTE = re.compile(r"[a-z_-][a-z0-9_-]=\S")

_STATEMENT = re.compile(r"%.*%|#.*#", re.DOTALL)
_DECLARATION = re.compile(r"!--.*--|!doctype\b.*|\?.*\?|%.*%", re.DOTALL | re.IGNORECASE)
_ENTITY = re.compile(r"&#?[A-Za-z0-9]{1,31};")
_UNSEEN = frozenset(("Zs", "Zl", "Zp", "Cc", "Cf"))
"""Unicode's categories of spaces, separators, control and format characters."""

_MAX_SHORT_CODE_BRACKETS = 2
"""WordPress shows ``[[name]]`` as ``[name]``."""
_MIN_PLACEHOLDER = 2
"""Characters of the name in ``{name}``: ``{x}`` is mathematics."""

_GLUE = frozenset("\\^_$)]}")
"""Before a brace, letters and digits aside: LaTeX and programs."""

_CLOSING_MARKS = frozenset(".,:;!?…)»”’。，、：；！？）」』】")
_OPENING_MARKS = frozenset("(«“‘¿¡（「『【")

_ELEMENTS = frozenset(
    (
        "a", "abbr", "address", "article", "aside", "audio", "b", "base", "big", "blockquote", "body", "br", "button",
        "canvas", "caption", "center", "cite", "code", "col", "colgroup", "dd", "del", "details", "dfn", "div", "dl",
        "dt", "em", "embed", "fieldset", "figcaption", "figure", "font", "footer", "form", "frame", "h1", "h2", "h3",
        "h4", "h5", "h6", "head", "header", "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label",
        "legend", "li", "link", "main", "map", "mark", "meta", "nav", "nobr", "noscript", "object", "ol", "optgroup",
        "option", "p", "param", "picture", "pre", "q", "s", "samp", "script", "section", "select", "small", "source",
        "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template",
        "textarea", "tfoot", "th", "thead", "time", "title", "tr", "track", "tt", "u", "ul", "var", "video", "wbr",
    )
)  # fmt: skip
"""Names of HTML's elements, old ones included; ``<name>`` in prose is mostly none of them."""


def strip_markup(line: str) -> str:
    """Take the residue of markup out of a line.

    Parameters
    ----------
    line : str

    Returns
    -------
    str
        `line` itself if it holds no residue. Otherwise what is left of it, stripped, with a space where residue parted
        two words; empty if there was nothing else.

    Raises
    ------
    InputError
        `line` is not a str.
    """
    if not isinstance(line, str):
        raise InputError(f"a line must be str, got {type(line).__name__}: decode bytes first")
    scan = _Scan(frozenset(_CLOSING_CODE.findall(line)))
    for token in _TOKEN.findall(line):
        scan.read(token)
    return scan.text() if scan.found else line


class _Scan:
    """What is left of a line as far as it has been read.

    Parameters
    ----------
    closed : frozenset of str
        Names of the short-codes that the line closes.

    Attributes
    ----------
    found : bool
        Residue was taken out.
    """

    def __init__(self, closed: frozenset[str]) -> None:
        self.found = False
        self._closed = closed
        self._pieces: list[str] = []
        self._opened: dict[str, list[int]] = {opening: [] for opening in _OPENING.values()}
        """Places in the pieces of the brackets that may yet be closed."""
        self._after_cut = False

    def read(self, token: str) -> None:
        """Read the next token of the line."""
        if self._after_cut:
            token = self._parted(token)
        if not token:
            return
        self._pieces.append(token)
        mark = token[0]
        if mark in self._opened:
            self._opened[mark].append(len(self._pieces) - 1)
        elif mark in _OPENING:
            self._close(self._opened[_OPENING[mark]])

    def text(self) -> str:
        """What is left of the line."""
        return "".join(self._pieces).strip()

    def _parted(self, token: str) -> str:
        """The token after residue: one space, or the mark that takes none, between it and what stands before."""
        before = self._last_character()
        if before.isspace() or not before:
            token = token.lstrip()
        elif not token[0].isspace() and token[0] not in _CLOSING_MARKS and before not in _OPENING_MARKS:
            self._pieces.append(" ")
        self._after_cut = not token
        return token

    def _last_character(self) -> str:
        return self._pieces[-1][-1] if self._pieces else ""

    def _close(self, opened: list[int]) -> None:
        """Take out what the last bracket opened, if it is residue; if not, nothing around it is either."""
        if not opened:
            return
        start = opened[-1]
        before = self._pieces[start - 1][-1] if start else ""
        if not _is_residue("".join(self._pieces[start:]), before, self._closed):
            opened.clear()
            return
        del self._pieces[start:]
        for places in self._opened.values():
            while places and places[-1] >= start:
                places.pop()
        self.found = self._after_cut = True


def _is_residue(text: str, before: str, closed: frozenset[str]) -> bool:
    """Whether a bracketed text is markup; it holds no bracket of its own kind inside.

    Parameters
    ----------
    text : str
        Brackets included.
    before : str
        The character before it, empty at the start of the line.
    closed : frozenset of str
        Names of the short-codes that the line closes.
    """
    if text[0] == "[":
        return _is_short_code(text, closed)
    if text[0] == "{":
        return _is_template(text, before)
    if text[0] == "<":
        return _is_tag(text[1:-1])
    return _is_unseen_entity(text)


def _brackets(text: str, opening: str, closing: str) -> int:
    """How many brackets stand on either side, 0 if there are more on one than on the other."""
    n_opening = len(text) - len(text.lstrip(opening))
    n_closing = len(text) - len(text.rstrip(closing))
    return n_opening if n_opening == n_closing else 0


def _is_short_code(text: str, closed: frozenset[str]) -> bool:
    n_brackets = _brackets(text, "[", "]")
    if not 1 <= n_brackets <= _MAX_SHORT_CODE_BRACKETS:
        return False
    inner = text[n_brackets:-n_brackets]
    name, rest = _name_and_rest(inner)
    if not name or inner[0] == "/":
        return bool(name) and not rest
    if rest[:1].isspace() and _ATTRIBUTE.search(rest):
        return True
    if name in closed and rest[:1] in ("", "="):
        return True
    return "_" in name and rest.strip() in ("", "/") and n_brackets == 1


def _is_template(text: str, before: str) -> bool:
    n_braces = _brackets(text, "{", "}")
    if n_braces != 1:
        return n_braces > 1
    inner = text[1:-1]
    if _STATEMENT.fullmatch(inner):
        return True
    name, rest = _name_and_rest(inner)
    if len(name) < _MIN_PLACEHOLDER or before.isalnum() or before in _GLUE:
        return False
    return rest[:1] in ("", "|") or (rest[0].isspace() and _ATTRIBUTE.search(rest) is not None)


def _is_tag(inner: str) -> bool:
    """Whether ``<inner>`` is a tag, a comment, a declaration or an instruction."""
    if _DECLARATION.fullmatch(inner):
        return True
    name, rest = _name_and_rest(inner)
    if name.lower() not in _ELEMENTS:
        return False
    return rest.strip() in ("", "/") or (rest[0].isspace() and "=" in rest)


def _is_unseen_entity(text: str) -> bool:
    if not _ENTITY.fullmatch(text):
        return False
    return all(unicodedata.category(character) in _UNSEEN for character in unescape(text))


def _name_and_rest(inner: str) -> tuple[str, str]:
    """The name that a bracketed text begins with, a slash before it left out, and what follows it."""
    inner = inner.removeprefix("/")
    name = _NAME.match(inner)
    return (name[0], inner[name.end() :]) if name else ("", inner)
