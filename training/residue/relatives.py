"""Languages whose words stand in where a language has no phrase of a kind: sites leave software untranslated."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

__all__ = ["RELATIVES"]

RELATIVES: Mapping[str, Sequence[str]] = {
    "af": ("nl",),
    "ast": ("es",),
    "az": ("tr",),
    "ba": ("ru",),
    "be": ("ru", "uk"),
    "bg": ("mk",),
    "bs": ("hr", "sr"),
    "ca": ("es",),
    "ckb": ("ar", "fa"),
    "cnr": ("sr", "hr"),
    "co": ("fr", "it"),
    "cv": ("ru",),
    "eu": ("es",),
    "fo": ("da",),
    "fy": ("nl",),
    "gl": ("es", "pt"),
    "is": ("da",),
    "kk": ("ru",),
    "ku": ("tr",),
    "ky": ("ru", "kk"),
    "la": ("it",),
    "lb": ("de", "fr"),
    "lv": ("lt",),
    "mai": ("hi",),
    "mk": ("bg", "sr"),
    "mn": ("ru",),
    "mr": ("hi",),
    "ne": ("hi",),
    "oc": ("fr", "ca"),
    "or": ("hi",),
    "pa": ("hi",),
    "ps": ("fa", "ar"),
    "sa": ("hi",),
    "scn": ("it",),
    "sd": ("ur",),
    "sk": ("cs",),
    "sl": ("hr",),
    "tg": ("ru",),
    "tk": ("tr", "ru"),
    "tt": ("ru",),
    "ug": ("zh",),
    "uz": ("ru",),
    "yue": ("zh",),
}
"""Nearest first; English comes after them, as on sites of every language."""
