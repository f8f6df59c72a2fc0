"""Addresses that are safe to give to those who show a page."""

from __future__ import annotations

import re

__all__ = ["safe_url"]

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_SAFE_SCHEMES = frozenset(("http:", "https:", "mailto:"))

_IGNORED = dict.fromkeys(range(0x20)) | dict.fromkeys(range(0x7F, 0xA0))
"""Control characters: browsers leave some of them out of addresses, as in ``java\\tscript:``."""


def safe_url(url: str) -> str | None:
    """An address without control characters and white space around; None if it could run a program.

    Parameters
    ----------
    url : str
        Of ``href`` or ``src``.

    Returns
    -------
    str or None
        Only relative addresses and those of ``http``, ``https`` and ``mailto``.
    """
    cleaned = url.translate(_IGNORED).strip()
    scheme = _SCHEME.match(cleaned)
    if scheme is not None:
        return cleaned if scheme[0].lower() in _SAFE_SCHEMES else None
    # A colon before any slash is the end of a scheme to some browsers, whatever is before it.
    return None if not cleaned or ":" in re.split(r"[/?#]", cleaned, maxsplit=1)[0] else cleaned
