"""Make ``bbclf/chars.npy``: the class of every code point, as runs of (first code point, class number).

Run ``python -m training.sources.char_table`` when :data:`bbclf.chars.CHAR_CLASSES` changes.
"""

from __future__ import annotations

import sys
import unicodedata
from pathlib import Path

import numpy as np

import bbclf.chars
from bbclf.chars import CLASS_OF

SINGLES: dict[str, str] = {
    "newline": "\n",
    "ignored": "\u0640\ufeff",
    "sentence_end": "!?！？。｡؟۔।॥…‼⁇⁈⁉።፧፨။៕᙮։॰჻᠃᠉꓿﹒﹗﹖",
    "dot": ".．",
    "comma": ",،、，､;；؛፣፤၊՝·",
    "colon": ":：∶፡",
    "quote": "\"'“”„‟‘’‚‛「」『』《》〈〉〝〞＂＇`´′″",
    "guillemet": "«»‹›",
    "dash": "-‐‑‒–—―−－~〜～",
    "slash": "/／",
    "backslash": "\\＼",
    "pipe": "|｜¦┃│║",
    "at": "@＠",
    "hash": "#＃",
    "asterisk": "*＊",
    "underscore": "_＿",
    "equals": "=＝",
    "ampersand": "&＆",
    "less": "<＜",
    "greater": ">＞",
    "open_square": "[［【",
    "close_square": "]］】",
    "brace": "{}｛｝",
    "copyright": "©®™℗",
    "arrow": "←↑→↓↔↗↘⇒⇐➔➜➡▶►▸▷◀◄▲▼△▽⟩❯❮↩↪⤴⤵⬅⬆⬇",
    "bullet": "•·●○◦■□▪▫◆◇★☆❖✓✔✗✘‣⁃∙・",
    "percent": "%％‰٪",
    "plus": "+＋",
}
"""Characters that have a class for themselves. Guillemets do: menus use them as arrows, prose as
quotes."""

BLOCK_OF_NAME: dict[str, str] = {
    "LATIN": "latin", "FULLWIDTH": "latin", "CYRILLIC": "cyrillic", "GREEK": "greek", "COPTIC": "othercase",
    "ARMENIAN": "othercase", "DESERET": "othercase", "CHEROKEE": "othercase", "GLAGOLITIC": "othercase",
    "ARABIC": "arabic", "SYRIAC": "arabic", "THAANA": "arabic", "NKO": "arabic", "HEBREW": "hebrew",
    "HANGUL": "hangul", "HALFWIDTH": "kana", "ETHIOPIC": "ethiopic",
    "CJK": "han", "IDEOGRAPHIC": "han", "BOPOMOFO": "han", "HIRAGANA": "kana", "KATAKANA": "kana",
    "KATAKANA-HIRAGANA": "kana", "THAI": "seasian", "LAO": "seasian", "KHMER": "seasian",
    "MYANMAR": "seasian", "TIBETAN": "seasian", "JAVANESE": "seasian", "BALINESE": "seasian",
    **dict.fromkeys(
        ("DEVANAGARI", "BENGALI", "GURMUKHI", "GUJARATI", "ORIYA", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM",
         "SINHALA", "VEDIC", "OL"), "indic",
    ),
}  # fmt: skip
"""First word of a letter's Unicode name -> its script group."""


def letter_class(char: str, category: str) -> str:
    """Class of a letter."""
    script = BLOCK_OF_NAME.get(unicodedata.name(char, "").split(" ")[0], "otherscript")
    if script not in bbclf.chars.SCRIPTS_WITH_CASE:
        return script
    return f"{script}_upper" if category in ("Lu", "Lt") else f"{script}_lower"


def is_arabic_vowel(code: int) -> bool:
    """Optional vowel signs: the same word is written with and without them."""
    return 0x064B <= code <= 0x0652 or code == 0x0670


def class_of(code: int) -> str:
    """Class of a code point by its general category."""
    char = chr(code)
    category = unicodedata.category(char)
    if category in ("Zs", "Zl", "Zp") or char in "\t\v\f\r\x85":
        return "space"
    if category == "Cf" or is_arabic_vowel(code):
        return "ignored"
    if category.startswith("C"):
        return "control"
    if category.startswith("M"):
        script = BLOCK_OF_NAME.get(unicodedata.name(char, "").split(" ")[0], "")
        return "seasian" if script == "seasian" else "mark"
    if category == "Nd":
        return "digit"
    if category.startswith("L"):
        return letter_class(char, category)
    by_category = {
        "Ps": "open_bracket", "Pe": "close_bracket", "Pi": "quote", "Pf": "quote", "Pd": "dash",
        "Pc": "underscore", "Sc": "currency", "Po": "punctuation",
    }  # fmt: skip
    return by_category.get(category, "symbol")


def main() -> None:
    names = [class_of(code) for code in range(sys.maxunicode + 1)]
    for name, characters in SINGLES.items():
        for char in characters:
            names[ord(char)] = name
    numbers = np.array([CLASS_OF[name] for name in names], dtype=np.uint32)
    starts = np.flatnonzero(np.diff(numbers, prepend=numbers[0] + 1))
    runs = np.stack([starts.astype(np.uint32), numbers[starts]], axis=1)
    np.save(Path(bbclf.chars.__file__).with_name("chars.npy"), runs)
    print(f"{len(runs)} runs, Unicode {unicodedata.unidata_version}")


if __name__ == "__main__":
    main()
