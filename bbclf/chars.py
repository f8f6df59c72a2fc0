"""Character classes: every Unicode code point belongs to exactly one of :data:`CHAR_CLASSES`.

The table ships as runs (``chars.npy``, made by ``training/sources/char_table.py`` from Python's ``unicodedata``) and is
unrolled on first use.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "CASED", "CHAR_CLASSES", "CLASS_OF", "LETTER", "SCRIPT_GROUPS", "UPPER", "class_table", "code_points", "group",
]  # fmt: skip

SCRIPTS_WITH_CASE = ("latin", "cyrillic", "greek", "othercase")
SCRIPTS_WITHOUT_CASE = ("arabic", "hebrew", "indic", "hangul", "ethiopic", "otherscript")
SCRIPTS_WITHOUT_SPACES = ("han", "kana", "seasian")
"""seasian: Thai, Lao, Khmer, Myanmar, Tibetan, which put no spaces between words (or syllables)."""

CHAR_CLASSES: tuple[str, ...] = (
    # not part of any word
    "space", "newline", "control",
    # parts of words
    "ignored", "mark", "digit",
    *(f"{script}_{case}" for script in SCRIPTS_WITH_CASE for case in ("upper", "lower")),
    *SCRIPTS_WITHOUT_CASE,
    *SCRIPTS_WITHOUT_SPACES,
    # punctuation and symbols
    "sentence_end", "dot", "comma", "colon", "quote", "guillemet", "open_bracket", "close_bracket", "dash",
    "slash", "backslash", "pipe", "at", "hash", "asterisk", "underscore", "equals", "ampersand", "less",
    "greater", "open_square", "close_square", "brace", "copyright", "arrow", "bullet", "currency", "percent",
    "plus", "punctuation", "symbol",
)  # fmt: skip
"""Names of the classes; the index of a name is its number in the table."""

CLASS_OF: dict[str, int] = {name: number for number, name in enumerate(CHAR_CLASSES)}


def group(*names: str) -> NDArray[np.bool_]:
    """Membership of each class in a group of classes.

    Parameters
    ----------
    *names : str
        Names out of :data:`CHAR_CLASSES`.

    Returns
    -------
    ndarray of bool, shape (n_classes,)
    """
    member = np.zeros(len(CHAR_CLASSES), dtype=np.bool_)
    member[[CLASS_OF[name] for name in names]] = True
    return member


UPPER = group(*(f"{script}_upper" for script in SCRIPTS_WITH_CASE))
CASED = UPPER | group(*(f"{script}_lower" for script in SCRIPTS_WITH_CASE))
LETTER = CASED | group(*SCRIPTS_WITHOUT_CASE, *SCRIPTS_WITHOUT_SPACES)
SCRIPT_GROUPS: dict[str, NDArray[np.bool_]] = {
    "latin": group("latin_upper", "latin_lower"),
    "cyrillic": group("cyrillic_upper", "cyrillic_lower"),
    "greek": group("greek_upper", "greek_lower"),
    "arabic": group("arabic", "hebrew"),
    "cjk": group("han", "kana"),
    "hangul": group("hangul"),
    "indic": group("indic"),
    "seasian": group("seasian"),
    "other": group("othercase_upper", "othercase_lower", "ethiopic", "otherscript"),
}
"""Letters of scripts that are told apart. Each letter is of one."""


@cache
def class_table() -> NDArray[np.uint8]:
    """The class of every code point.

    Returns
    -------
    ndarray of uint8, shape (0x110000,)
        Read-only.
    """
    runs = np.load(Path(__file__).with_name("chars.npy"), allow_pickle=False)
    lengths = np.diff(runs[:, 0], append=0x110000)
    table = np.repeat(runs[:, 1].astype(np.uint8), lengths)
    table.setflags(write=False)
    return table


def code_points(text: str) -> NDArray[np.uint32]:
    """Code points of a string; lone surrogates stay what they are.

    Parameters
    ----------
    text : str

    Returns
    -------
    ndarray of uint32, shape (len(text),)
    """
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
