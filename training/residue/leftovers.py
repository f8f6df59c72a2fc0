"""Residue added to what an extractor kept of a page, where pages of the web have it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from bbclf.text import split_lines
from training.residue.blocks import write_block
from training.residue.filler import pick
from training.residue.phrasing import Phrasing
from training.residue.short_codes import short_code

__all__ = ["Leftover", "add_residue", "add_short_codes"]

CLEAN_SHARE = 0.25
"""Pages left as they are."""
ENGLISH_SHARE = 0.12
"""Blocks in English on pages of other languages: much software of sites is not translated."""
DOUBLED_TITLE_SHARE = 0.12
GLUED_CODE_SHARE = 0.12
"""Pages where a short-code stands inside a line of content, which stays content."""
GLUED_LINE = 80
"""Characters; shorter lines of content get no short-code glued to them, since it would outweigh them."""

OWN_LINE = 40
"""Characters; a longer line of residue that the page has itself is not added: a page may be drawn for its own list."""

MEAN_CODES = 3
"""Short-codes on a page of text that has any."""

# Mean number of blocks, and which kinds stand there (a kind named twice is twice as likely).
MEAN_BLOCKS = {"top": 0.8, "middle": 1.5, "end": 2.0}
_TOP = """
    codes codes share share photo counter counter navigation ad cookie more address follow paywall share_titles
"""
_MIDDLE = """
    codes codes codes read_also read_also read_also read_also read_also headline_list headline_list related
    ad ad ad newsletter newsletter follow follow follow photo photo more more share teaser paywall cookie tip tags
"""
_END = """
    codes codes share share share share_titles source source tags tags related related related headline_list read_also
    comment comment policy policy newsletter newsletter follow follow follow address cookie photo more counter
    navigation account ad author author disclaimer disclaimer paywall teaser tip
"""
KINDS = {"top": tuple(_TOP.split()), "middle": tuple(_MIDDLE.split()), "end": tuple(_END.split())}


class Leftover(NamedTuple):
    """A page as an extractor may have left it.

    Attributes
    ----------
    text : str
    residue : ndarray of int64, shape (n_residue,)
        Which lines of ``split_lines(text)`` were added: boilerplate for certain. The label of every other
        line is what the page's truth says.
    """

    text: str
    residue: NDArray[np.int64]


class _Addition(NamedTuple):
    """A line to add after the first `position` lines of a text."""

    position: int
    line: str
    is_residue: bool = True


def add_residue(text: str, lang: str, phrasing: Phrasing, rng: Generator, title: str = "") -> Leftover:
    """Add residue to what an extractor kept of a page, or leave it as it is.

    Parameters
    ----------
    text : str
        The extractor's output; one without a line is returned as it is.
    lang : str
        Language of the page.
    phrasing : Phrasing
        What residue says; leaves out languages where it must.
    rng : Generator
        The same state gives the same leftover.
    title : str
        The page's headline, which some sites show twice; may be empty.

    Returns
    -------
    Leftover
    """
    n_lines = len(split_lines(text).lines)
    if n_lines == 0 or rng.random() < CLEAN_SHARE:
        return Leftover(text, np.empty(0, dtype=np.int64))
    if rng.random() < GLUED_CODE_SHARE:
        text = _glue_codes(text, rng)
    additions = _doubled_title(text, title) if rng.random() < DOUBLED_TITLE_SHARE else []
    blocks = _blocks(n_lines, lang, phrasing, rng)
    additions += [addition for addition in blocks if len(addition.line) <= OWN_LINE or addition.line not in text]
    at_most = 3 + n_lines
    return _inserted(text, additions[:at_most])


def add_short_codes(text: str, rng: Generator) -> Leftover:
    """Add short-codes, template braces and the like between the lines of a page's whole text.

    Such a text has menus, share rows and forms of its own; short-codes appear only where a plugin has been removed, on
    too few pages to be learnt from.

    Parameters
    ----------
    text : str
        One without a line is returned as it is.
    rng : Generator

    Returns
    -------
    Leftover
    """
    n_lines = len(split_lines(text).lines)
    if n_lines == 0:
        return Leftover(text, np.empty(0, dtype=np.int64))
    n_codes = 1 + int(rng.poisson(MEAN_CODES - 1))
    return _inserted(text, [_Addition(int(rng.integers(0, n_lines + 1)), short_code(rng)) for _ in range(n_codes)])


def _blocks(n_lines: int, lang: str, phrasing: Phrasing, rng: Generator) -> list[_Addition]:
    languages = phrasing.with_relatives(lang)
    additions: list[_Addition] = []
    for place, mean in MEAN_BLOCKS.items():
        if place == "middle" and n_lines < 3:
            continue
        for _ in range(int(rng.poisson(mean))):
            chosen = languages[-1:] if rng.random() < ENGLISH_SHARE else languages
            position = _position(place, n_lines, rng)
            lines = write_block(pick(rng, KINDS[place]), chosen, rng)
            additions += [_Addition(position, line) for line in lines]
    return additions


def _position(place: str, n_lines: int, rng: Generator) -> int:
    if place == "top":
        return int(rng.integers(0, 2))  # above the headline or below it
    if place == "end":
        return n_lines
    return int(rng.integers(1, n_lines))


def _doubled_title(text: str, title: str) -> list[_Addition]:
    headline = " ".join(split_lines(title).lines)
    if not headline:
        return []
    first = split_lines(text).lines[0].casefold()
    if headline.casefold() == first:
        return [_Addition(1, headline)]
    # No copy yet: of the two that come, the truth decides on the first.
    return [_Addition(0, headline, is_residue=False), _Addition(0, headline)]


def _glue_codes(text: str, rng: Generator) -> str:
    lines, starts, _ = split_lines(text)
    long_lines = [i for i, line in enumerate(lines) if len(line) >= GLUED_LINE]
    if not long_lines:
        return text
    i = pick(rng, long_lines)
    start, end = int(starts[i]), int(starts[i]) + len(lines[i])
    code, gap = short_code(rng), pick(rng, ("", " "))
    if rng.random() < 0.5:
        return text[:start] + code + gap + text[start:]
    return text[:end] + gap + code + text[end:]


def _inserted(text: str, additions: Iterable[_Addition]) -> Leftover:
    lines, starts, gaps = split_lines(text)
    separator = "\n\n" if len(lines) > 1 and np.median(gaps[1:]) > 0 else "\n"
    pieces: list[str] = []
    is_residue: list[bool] = []
    done = 0
    n_before = 0
    ordered = sorted(additions, key=lambda addition: addition.position)
    for position, group in groupby(ordered, key=lambda addition: addition.position):
        end = int(starts[position - 1]) + len(lines[position - 1]) if position else 0
        pieces.append(text[done:end])
        is_residue += [False] * (position - n_before)
        for addition in group:
            pieces += [separator, addition.line] if position else [addition.line, separator]
            is_residue.append(addition.is_residue)
        done, n_before = end, position
    pieces.append(text[done:])
    return Leftover("".join(pieces), np.flatnonzero(np.array(is_residue, dtype=np.bool_)))
