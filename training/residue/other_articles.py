"""Blocks that lead to other articles: a label and a headline, lists of headlines, teasers."""

from __future__ import annotations

import re

from numpy.random import Generator

from bbclf.text import split_lines
from training.residue.decoration import date, decorated, labelled
from training.residue.filler import FORMS, pick
from training.residue.phrasing import Words

__all__ = ["first_paragraph", "headline_list", "read_also", "related", "teaser"]

LABEL_KINDS = ("also", "also", "also", "more")
MAX_LISTED = 4
"""Headlines below a label inside an article."""
MAX_RELATED = 5
"""Headlines below the heading of a section of related articles."""
TEASER_CHARACTERS = 320
PARAGRAPH_CHARACTERS = 80
"""Shorter lines of a page are no paragraph to make a teaser of."""
BARE_SHARE = 0.15
"""Labels that stand alone: their headline was a picture, or has been removed."""
_SENTENCE_END = re.compile(r"(?<=[.!?؟۔।։])\s+|(?<=[。！？])")


def read_also(words: Words, rng: Generator) -> list[str]:
    """A label and one headline, on one line or two."""
    label, title = words.phrase(pick(rng, LABEL_KINDS), rng), words.title(rng)
    if label is None:
        return []
    if title is None or rng.random() < BARE_SHARE:
        return [decorated(label, rng)]
    joined = labelled(label, title, rng)
    return pick(rng, ([joined], [joined], [joined], [decorated(joined, rng)], [decorated(label, rng), title]))


def headline_list(words: Words, rng: Generator) -> list[str]:
    """A label and the headlines below it, as plugins insert them between paragraphs."""
    label = words.phrase(pick(rng, (*LABEL_KINDS, "related")), rng)
    if label is None:
        return []
    titles = _titles(words, int(rng.integers(1, MAX_LISTED + 1)), rng)
    return [decorated(label, rng), *titles]


def related(words: Words, rng: Generator) -> list[str]:
    """The heading of a section and its headlines, with or without dates; either may be missing."""
    heading = words.phrase("related", rng)
    titles = _titles(words, int(rng.integers(0, MAX_RELATED)), rng)
    return ([] if heading is None else [decorated(heading, rng)]) + titles


def teaser(words: Words, rng: Generator) -> list[str]:
    """Headline and first sentences of another article, with a label, an ellipsis or a "read more"."""
    title, paragraph = words.title(rng), words.paragraph(rng)
    label, more = words.phrase(pick(rng, LABEL_KINDS), rng), words.phrase("more", rng)
    if title is None or paragraph is None or label is None or more is None:
        return []
    text = "".join(_sentences(paragraph)[: int(rng.integers(1, 3))]).strip()[:TEASER_CHARACTERS]
    cut = text.rstrip(" .。") + pick(rng, ("…", "...", " […]", " [...]"))
    forms = (
        [labelled(label, title, rng), text],
        [decorated(label, rng), title, text],
        [title, cut],
        [title, f"{cut} {more}"],
        [title, text, decorated(more, rng)],
        [decorated(label, rng), f"{title} – {cut}"],
    )
    return pick(rng, forms)


def first_paragraph(text: str) -> list[str]:
    """The first line of a page's content that is a paragraph, or nothing: what its teasers elsewhere are made of."""
    return [line for line in split_lines(text).lines if len(line) >= PARAGRAPH_CHARACTERS][:1]


def _titles(words: Words, n: int, rng: Generator) -> list[str]:
    frame = pick(rng, FORMS["item_frames"])
    titles = dict.fromkeys(words.title(rng) for _ in range(n))
    return [frame.format(title, date=date(words.lang, rng)) for title in titles if title]


def _sentences(paragraph: str) -> list[str]:
    """Sentences with the space after them, so that joined they are the paragraph."""
    ends = [match.end() for match in _SENTENCE_END.finditer(paragraph)]
    return [paragraph[start:end] for start, end in zip([0, *ends], [*ends, len(paragraph)], strict=True) if end > start]
