"""Blocks about an article itself: sources, photographers, tags, the author's box, rights and tip lines."""

from __future__ import annotations

from collections.abc import Callable

from numpy.random import Generator

from training.residue.decoration import decorated, labelled
from training.residue.filler import FORMS, digits, email, invented_name, pick
from training.residue.phrasing import Words

__all__ = ["author_box", "credit", "disclaimer", "site_address", "tags", "tip_line"]

AGENCY_SHARE = 0.6
HASH_SHARE = 0.25
MAX_TAGS = 6


def credit(kind: str) -> Callable[[Words, Generator], list[str]]:
    """Writer of a label of `kind` (source or photo) and up to two names."""

    def write(words: Words, rng: Generator) -> list[str]:
        label = words.phrase(kind, rng)
        if label is None:
            return []
        names = [_source_name(words, rng) for _ in range(int(rng.integers(0, 3)))]
        if not names:
            return [decorated(label, rng)]
        return [decorated(labelled(label, pick(rng, (" / ", ", ", " - ", "/", " ")).join(names), rng), rng)]

    return write


def tags(words: Words, rng: Generator) -> list[str]:
    """A label and subjects in a row, below each other or as hash tags."""
    label = words.phrase("tags", rng)
    subjects = list(dict.fromkeys(words.names(rng)))[: int(rng.integers(1, MAX_TAGS))]
    if label is None or rng.random() < HASH_SHARE:
        row = pick(rng, (" ", ", ", "")).join(f"#{subject}" for subject in subjects)
        return [row if label is None or rng.random() < 0.5 else f"{label} {row}"]
    row = pick(rng, (", ", " ", " | ", "، ", " · ", "، ", " / ")).join(subjects)
    return pick(rng, ([f"{label} {row}"], [labelled(label, row, rng)], [label, *subjects], [label, row]))


def author_box(words: Words, rng: Generator) -> list[str]:
    """A heading, a name and a sentence about the author, or some of them."""
    drawn = (words.phrase("author", rng) for _ in range(int(rng.integers(1, 4))))
    lines = [line for line in dict.fromkeys(drawn) if line]
    name = " ".join(words.names(rng)[:2])
    return pick(rng, (lines, lines, [name, *lines])) if lines else []


def disclaimer(words: Words, rng: Generator) -> list[str]:
    """One or two sentences about opinions and rights, on one line or two."""
    drawn = (words.phrase("disclaimer", rng) for _ in range(int(rng.integers(1, 3))))
    lines = [line for line in dict.fromkeys(drawn) if line]
    if not lines:
        return []
    owner = f"© {rng.integers(2008, 2026)} {invented_name(rng, 3).title()}. {lines[0]}"
    return pick(rng, (lines, lines, [" ".join(lines)], [owner], [decorated(lines[0], rng)]))


def tip_line(words: Words, rng: Generator) -> list[str]:
    """A call to write to the newsroom, with or without an address."""
    phrase = words.phrase("contact", rng)
    if phrase is None:
        return []
    return [pick(rng, (phrase, phrase, f"{phrase} {email(rng)}", f"{phrase}: {email(rng)}"))]


def site_address(words: Words, rng: Generator) -> list[str]:
    """An address of e-mail or of a page, a line of copyright or a telephone number."""
    site = f"{invented_name(rng, 3)}.{pick(rng, ('com', 'net', 'org', 'info', 'news'))}"
    rights = words.phrase("disclaimer", rng) or words.phrase("cookie", rng) or ""
    forms = (
        email(rng),
        f"https://www.{site}/{invented_name(rng)}/{digits(rng, 5)}",
        f"© {rng.integers(2008, 2026)} {site.title()}. {rights}",
        f"Copyright © {site} {rights}",
        f"Tel. +{digits(rng, 2)} {digits(rng, 3)} {digits(rng, 6)}",
    )
    return [pick(rng, forms)]


def _source_name(words: Words, rng: Generator) -> str:
    # A word of the language's own script stands for a name that no list of ours has.
    return pick(rng, FORMS["agencies"]) if rng.random() < AGENCY_SHARE else pick(rng, words.names(rng))
