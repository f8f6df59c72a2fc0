"""English names of languages and of the scripts that they are usually written in."""

from __future__ import annotations

from babel import Locale
from babel.core import get_global

__all__ = ["language_name", "script_name"]

_ENGLISH = Locale("en")
_HAN = {"Hans": "Hani", "Hant": "Hani"}

NOT_DETECTED = "und"
"""Code of pages whose language was not detected."""


def language_name(code: str) -> str:
    """The name of a language code, ``"ar"``; what is no code stays as it is.

    >>> language_name("ar"), language_name("others")
    ('Arabic', 'others')
    """
    return "not detected" if code == NOT_DETECTED else str(_ENGLISH.languages.get(code, code))


def script_name(code: str) -> str | None:
    """The name of the script of a language code by Unicode's likely subtags; None for what is no language.

    >>> script_name("ar"), script_name("ps"), script_name("others")
    ('Arabic', 'Arabic', None)
    """
    likely = get_global("likely_subtags").get(code)
    if code not in _ENGLISH.languages or code == NOT_DETECTED or likely is None:
        return None
    script = likely.split("_")[1]
    return str(_ENGLISH.scripts[_HAN.get(script, script)])
