"""Blocks of residue as sites write them: share rows, read-also lines, comment forms, credits, tags.

A block is a list of lines. Each writer takes the words of one language and a random generator. Labels, names,
separators, brackets and counters are drawn at random, so that no single spelling is learnt.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from numpy.random import Generator

from training.residue.filler import FORMS, digits, email, invented_name, pick
from training.residue.phrasing import Words, localise, one_line
from training.residue.short_codes import short_code

__all__ = ["WRITERS", "write_block"]


def write_block(kind: str, words: Words, rng: Generator) -> list[str]:
    """Lines of one block of residue.

    Parameters
    ----------
    kind : str
        A name in :data:`WRITERS`.
    words : Words
    rng : Generator

    Returns
    -------
    list of str
        Each on one line; empty where the language lacks the words.
    """
    return [line for line in map(one_line, WRITERS[kind](words, rng)) if line]


def _share(words: Words, rng: Generator) -> list[str]:
    names = rng.permutation(FORMS["networks"])[: int(rng.integers(2, 7))].tolist()
    if rng.random() < 0.3:
        names = [f"{name} {_count(words, rng)}" for name in names]
    phrase = words.phrase("share", rng)
    label = [] if phrase is None else [_decorated(phrase, rng)]
    forms = (label, label, [*label, *names], [pick(rng, FORMS["separators"]).join([*label, *names])], names)
    return pick(rng, forms)


def _phrases(kind: str, at_most: int) -> Callable[[Words, Generator], list[str]]:
    def write(words: Words, rng: Generator) -> list[str]:
        drawn = (words.phrase(kind, rng) for _ in range(int(rng.integers(1, at_most + 1))))
        lines = [_decorated(phrase, rng) for phrase in dict.fromkeys(drawn) if phrase]
        return [pick(rng, FORMS["separators"]).join(lines)] if rng.random() < 0.2 else lines

    return write


def _newsletter(words: Words, rng: Generator) -> list[str]:
    lines = _phrases("newsletter", 2)(words, rng)
    return [*lines, email(rng)] if lines and rng.random() < 0.2 else lines


def _read_also(words: Words, rng: Generator) -> list[str]:
    label, title = words.phrase("also", rng), words.title(rng)
    if label is None:
        return []
    if title is None or rng.random() < 0.15:
        return [_decorated(label, rng)]
    joined = _decorated(f"{label} {title}", rng)
    return pick(rng, ([joined], [joined], [_decorated(label, rng), title]))


def _related(words: Words, rng: Generator) -> list[str]:
    heading = words.phrase("related", rng)
    titles = [words.title(rng) for _ in range(int(rng.integers(0, 5)))]
    frame = pick(rng, ("{}", "{}", "• {}", "- {}", "» {}", "{date} {}", "{} {date}", "{}…"))
    items = [frame.format(title, date=_date(words, rng)) for title in titles if title]
    return ([] if heading is None else [_decorated(heading, rng)]) + items


def _credit(kind: str) -> Callable[[Words, Generator], list[str]]:
    def write(words: Words, rng: Generator) -> list[str]:
        label = words.phrase(kind, rng)
        if label is None:
            return []
        names = [_source_name(words, rng) for _ in range(int(rng.integers(0, 3)))]
        return [_decorated(f"{label} {pick(rng, (' / ', ', ', ' - ', ' ')).join(names)}", rng)]

    return write


def _tags(words: Words, rng: Generator) -> list[str]:
    label = words.phrase("tags", rng)
    tags = _names(words, rng)[: int(rng.integers(1, 6))]
    if rng.random() < 0.3:
        return [" ".join(f"#{tag}" for tag in tags)]
    if label is None:
        return []
    return pick(rng, ([f"{label} {pick(rng, (', ', ' ', ' | ', '، ', ' · ')).join(tags)}"], [label, *tags]))


def _follow(words: Words, rng: Generator) -> list[str]:
    phrase = words.phrase("follow", rng)
    if phrase is None:
        return []
    handle = pick(rng, ("", "", f" @{invented_name(rng, 3)}", f": t.me/{invented_name(rng, 3)}"))
    return [_decorated(phrase + handle, rng)]


def _counter(words: Words, rng: Generator) -> list[str]:
    phrase = words.phrase("counter", rng)
    if phrase is None:
        return []
    count = _count(words, rng)
    return [_decorated(pick(rng, (count, f"{phrase} {count}", f"{count} {phrase}", phrase)), rng)]


def _navigation(words: Words, rng: Generator) -> list[str]:
    items = [item for item in (words.phrase("navigation", rng) for _ in range(3)) if item]
    return [pick(rng, (" » ", " > ", " / ", " | ", " › ", " :: ")).join(dict.fromkeys(items))]


def _contact(words: Words, rng: Generator) -> list[str]:
    site = f"{invented_name(rng, 3)}.{pick(rng, ('com', 'net', 'org', 'info', 'news'))}"
    phrase = words.phrase("cookie", rng) or ""
    forms = (
        email(rng),
        f"https://www.{site}/{invented_name(rng)}/{digits(rng, 5)}",
        f"© {rng.integers(2008, 2026)} {site.title()}. {phrase}",
        f"Copyright © {site} {phrase}",
        f"Tel. +{digits(rng, 2)} {digits(rng, 3)} {digits(rng, 6)}",
    )
    return [pick(rng, forms)]


def _codes(words: Words, rng: Generator) -> list[str]:
    return [short_code(rng) for _ in range(int(rng.integers(1, 4)))]


WRITERS: dict[str, Callable[[Words, Generator], list[str]]] = {
    "codes": _codes,
    "share": _share,
    "comment": _phrases("comment", 4),
    "newsletter": _newsletter,
    "read_also": _read_also,
    "related": _related,
    "source": _credit("source"),
    "photo": _credit("photo"),
    "tags": _tags,
    "follow": _follow,
    "ad": _phrases("ad", 1),
    "more": _phrases("more", 1),
    "cookie": _phrases("cookie", 2),
    "counter": _counter,
    "navigation": _navigation,
    "account": _phrases("account", 2),
    "contact": _contact,
}
"""``(words, rng) -> lines``, by kind of residue."""


def _decorated(line: str, rng: Generator) -> str:
    if rng.random() < 0.1:
        line = line.upper()
    return pick(rng, FORMS["frames"]).replace("{}", line) if rng.random() < 0.3 else line


def _count(words: Words, rng: Generator) -> str:
    count = int(10 ** rng.uniform(0, 4))
    form = pick(rng, (str(count), f"{count:,}", f"({count})", f"{max(count, 100) / 1000:.1f}K"))
    return localise(form, words.lang, rng)


def _date(words: Words, rng: Generator) -> str:
    year, month, day = rng.integers(2008, 2026), rng.integers(1, 13), rng.integers(1, 29)
    forms = (f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}")
    return localise(pick(rng, forms), words.lang, rng)


def _source_name(words: Words, rng: Generator) -> str:
    # A word of the language's own script stands for a name that no list of ours has.
    return pick(rng, FORMS["agencies"]) if rng.random() < 0.6 else pick(rng, _names(words, rng))


def _names(words: Words, rng: Generator) -> list[str]:
    """Words out of a headline, in place of names and subjects."""
    title = words.title(rng) or invented_name(rng)
    pieces = title.split() if " " in title else re.findall(".{2,4}", title)
    return [name for name in (piece.strip(".,:;!?«»“”\"'()、。，：") for piece in pieces) if name] or ["News"]
