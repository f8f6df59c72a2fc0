"""What is counted of a page: its lines, the labels that lines begin with, and each line together with its place.

Keys are hashes of 64 bits, the same in every process.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import NamedTuple

from bbclf.html.blocks import template_words
from bbclf.html.tags import TAGS
from bbclf.page import Page

__all__ = ["KEY_BYTES", "PageKeys", "page_keys"]

KEY_BYTES = 8

_NUMBERS = re.compile(r"\d+")
_LABEL = re.compile(r"\W{0,3}(\w[^:|｜：]{1,40}?)\s*[:|｜：](?!//)")
"""A few words before the first colon or bar of a line: "For more: ...". Addresses ("https://") are none."""

_NAME_OF_TAG = {number: name for name, number in TAGS.items()}


class PageKeys(NamedTuple):
    """The keys of a page.

    Attributes
    ----------
    page : int
        Of all its lines in order: pages of the same lines have the same key.
    lines : list of int, length n_lines
        Equal for lines that differ in case, white space and numbers alone.
    labels : list of int or None, length n_lines
        Of the label that the line begins with; None where it has none.
    placed : list of int, length n_lines, or None
        Of the line and its place: the tags, classes and ids from the root down to it, numbers left out. None for a
        page of text.
    """

    page: int
    lines: list[int]
    labels: list[int | None]
    placed: list[int] | None


def page_keys(page: Page) -> PageKeys:
    """Keys of a page and of its lines.

    Parameters
    ----------
    page : Page

    Returns
    -------
    PageKeys
    """
    lines = [_key(_folded(line)) for line in page.lines]
    labels = map(_LABEL.match, page.lines)
    return PageKeys(
        page=_key("\n".join(page.lines)),
        lines=lines,
        labels=[None if label is None else _key(_folded(label[1])) for label in labels],
        placed=None if page.markup is None else _placed(page, lines),
    )


def _key(text: str) -> int:
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=KEY_BYTES).digest()
    return int.from_bytes(digest, "big")


def _folded(line: str) -> str:
    """A line in lower case, each number as one digit, white space as one space."""
    return _NUMBERS.sub("0", " ".join(line.lower().split()))


def _placed(page: Page, lines: list[int]) -> list[int]:
    """A key for each line and its place in the tree."""
    markup = page.markup
    assert markup is not None
    of_element: list[int] = []
    known: dict[tuple[int, int, str], int] = {}
    for parent, tag, words in zip(markup.parent.tolist(), markup.tag.tolist(), markup.attributes, strict=True):
        step = (of_element[parent] if parent >= 0 else 0, tag, words)
        if step not in known:
            template = template_words(words).decode("utf-8", "replace")
            known[step] = _key(f"{step[0]} {_NAME_OF_TAG[tag]} {template}")
        of_element.append(known[step])
    pairs = zip(markup.element.tolist(), lines, strict=True)
    return [_key(f"{of_element[element]} {line}") for element, line in pairs]
