"""Docstrings for mkdocstrings: what it does not read as numpydoc means it.

References in the roles of Sphinx, such as ``:class:`Page```, become code. Choices become alternatives: of
``favor : {"precision", "recall"}, optional`` it would take the first for the default. Parameters that are described
together become entries of their own: to all of them it would give the type and the default of the first.
"""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

__all__ = ["PlainNumpydoc", "plain_numpydoc"]

_CHOICES = re.compile(r"^(\s*\w[\w, ]* : )\{(.+?)\}", re.MULTILINE)
_TOGETHER = re.compile(
    r"^(?P<indent> *)(?P<names>\w+(?:, \w+)+)(?P<type> : .+)?\n(?P<about>(?:(?P=indent) +.*\n?)+)", re.MULTILINE
)
_ROLE = re.compile(r":(?:attr|class|data|func|meth|mod):`~?([^`]+)`")


def plain_numpydoc(docstring: str) -> str:
    """A docstring without the marks that only Sphinx and numpydoc read."""
    docstring = _CHOICES.sub(lambda match: match[1] + match[2].replace(", ", " or "), docstring)
    docstring = _TOGETHER.sub(_apart, docstring.replace("path-like", "PathLike"))
    return _ROLE.sub(r"`\1`", docstring).replace("\n\n::\n\n", "\n\n").replace("::\n\n", ":\n\n")


def _apart(match: re.Match[str]) -> str:
    about = match["about"].rstrip("\n") + "\n"
    entries = [f"{match['indent']}{name}{match['type'] or ''}\n{about}" for name in match["names"].split(", ")]
    return "".join(entries)


class PlainNumpydoc(Extension):
    """Applies :func:`plain_numpydoc` to every docstring that is read."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Called by griffe for every object."""
        if obj.docstring is not None:
            obj.docstring.value = plain_numpydoc(obj.docstring.value)
