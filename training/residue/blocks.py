"""Blocks of residue as sites write them: share rows, calls to follow, comment forms, cookie notices.

A block is a list of lines. Each writer takes the words of one language and a random generator. Labels, names,
separators, brackets and counters are drawn at random, so that no single spelling is learnt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from numpy.random import Generator

from training.residue.credits import author_box, credit, disclaimer, site_address, tags, tip_line
from training.residue.decoration import count, decorated
from training.residue.filler import FORMS, email, invented_name, pick
from training.residue.other_articles import headline_list, read_also, related, teaser
from training.residue.phrasing import Words, one_line
from training.residue.short_codes import short_code

__all__ = ["WRITERS", "write_block"]

ONE_ROW_SHARE = 0.2
"""Blocks of several phrases that stand on one line."""
ONE_PARAGRAPH_SHARE = 0.25
"""Blocks of several sentences that stand on one line."""
MAX_SHARE_TITLES = 4


def write_block(kind: str, languages: Sequence[Words], rng: Generator) -> list[str]:
    """Lines of one block of residue.

    Parameters
    ----------
    kind : str
        A name in :data:`WRITERS`.
    languages : sequence of Words
        The first that has the words is taken.
    rng : Generator

    Returns
    -------
    list of str
        Each on one line; empty where all lack the words.
    """
    for words in languages:
        lines = [line for line in map(one_line, WRITERS[kind](words, rng)) if line]
        if lines:
            return lines
    return []


def _share(words: Words, rng: Generator) -> list[str]:
    names = rng.permutation(FORMS["networks"])[: int(rng.integers(2, 7))].tolist()
    if rng.random() < 0.3:
        names = [f"{name} {count(words.lang, rng)}" for name in names]
    phrase = words.phrase("share", rng)
    label = [] if phrase is None else [decorated(phrase, rng)]
    forms = (label, label, [*label, *names], [pick(rng, FORMS["separators"]).join([*label, *names])], names)
    return pick(rng, forms)


def _share_titles(words: Words, rng: Generator) -> list[str]:
    drawn = (words.phrase("share_title", rng) for _ in range(int(rng.integers(1, MAX_SHARE_TITLES + 1))))
    return [line for line in dict.fromkeys(drawn) if line]


def _phrases(kind: str, at_most: int) -> Callable[[Words, Generator], list[str]]:
    def write(words: Words, rng: Generator) -> list[str]:
        drawn = (words.phrase(kind, rng) for _ in range(int(rng.integers(1, at_most + 1))))
        lines = [decorated(phrase, rng) for phrase in dict.fromkeys(drawn) if phrase]
        return [pick(rng, FORMS["separators"]).join(lines)] if rng.random() < ONE_ROW_SHARE else lines

    return write


def _sentences(kind: str, at_most: int) -> Callable[[Words, Generator], list[str]]:
    def write(words: Words, rng: Generator) -> list[str]:
        drawn = (words.phrase(kind, rng) for _ in range(int(rng.integers(1, at_most + 1))))
        lines = [line for line in dict.fromkeys(drawn) if line]
        return [" ".join(lines)] if rng.random() < ONE_PARAGRAPH_SHARE else lines

    return write


def _newsletter(words: Words, rng: Generator) -> list[str]:
    lines = _phrases("newsletter", 2)(words, rng)
    return [*lines, email(rng)] if lines and rng.random() < 0.2 else lines


def _follow(words: Words, rng: Generator) -> list[str]:
    lines = _sentences("follow", 2)(words, rng)
    handle = pick(rng, ("", "", f" @{invented_name(rng, 3)}", f": t.me/{invented_name(rng, 3)}"))
    return [*lines[:-1], decorated(lines[-1] + handle, rng)] if lines else []


def _counter(words: Words, rng: Generator) -> list[str]:
    phrase = words.phrase("counter", rng)
    if phrase is None:
        return []
    if any(character.isdigit() for character in phrase):
        return [decorated(phrase, rng)]
    n = count(words.lang, rng)
    return [decorated(pick(rng, (n, f"{phrase} {n}", f"{n} {phrase}", phrase)), rng)]


def _navigation(words: Words, rng: Generator) -> list[str]:
    items = [item for item in (words.phrase("navigation", rng) for _ in range(3)) if item]
    return [pick(rng, (" » ", " > ", " / ", " | ", " › ", " :: ")).join(dict.fromkeys(items))]


def _codes(words: Words, rng: Generator) -> list[str]:
    return [short_code(rng) for _ in range(int(rng.integers(1, 4)))]


WRITERS: dict[str, Callable[[Words, Generator], list[str]]] = {
    "codes": _codes,
    "share": _share,
    "share_titles": _share_titles,
    "comment": _phrases("comment", 4),
    "policy": _sentences("policy", 3),
    "newsletter": _newsletter,
    "read_also": read_also,
    "headline_list": headline_list,
    "related": related,
    "teaser": teaser,
    "source": credit("source"),
    "photo": credit("photo"),
    "tags": tags,
    "author": author_box,
    "disclaimer": disclaimer,
    "follow": _follow,
    "ad": _phrases("ad", 1),
    "more": _phrases("more", 1),
    "cookie": _sentences("cookie", 2),
    "paywall": _sentences("paywall", 3),
    "counter": _counter,
    "navigation": _navigation,
    "account": _phrases("account", 2),
    "tip": tip_line,
    "address": site_address,
}
"""``(words, rng) -> lines``, by kind of residue."""
