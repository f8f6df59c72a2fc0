"""Docstrings for mkdocstrings: references in the roles of Sphinx, such as ``:class:`Page```, become code."""

from __future__ import annotations

import re
from typing import Any

from griffe import Extension, Object

__all__ = ["RolesAsCode", "roles_as_code"]

_ROLE = re.compile(r":(?:attr|class|data|func|meth|mod):`~?([^`]+)`")


def roles_as_code(docstring: str) -> str:
    """A docstring without the marks that only Sphinx reads."""
    return _ROLE.sub(r"`\1`", docstring).replace("::\n\n", ":\n\n")


class RolesAsCode(Extension):
    """Applies :func:`roles_as_code` to every docstring that is read."""

    def on_object(self, *, obj: Object, **_: Any) -> None:
        """Called by griffe for every object."""
        if obj.docstring is not None:
            obj.docstring.value = roles_as_code(obj.docstring.value)
