"""Where a line stands on its page, how it compares with the page's other lines, and what is said twice."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, ascending, exact, grouped, page_sums, prefix_sums, ratio
from bbclf.features.schema import Feature
from bbclf.features.shape import SCRIPT_GROUPS
from bbclf.html import Markup
from bbclf.page import LineBatch
from bbclf.tokens import CharBatch, Tokens, mix, read_chars, tokenise

__all__ = ["FEATURES", "place_columns", "prose_words", "repetition_columns"]

PROSE_WORDS = 10
"""Words of a line beyond which the rest count as prose; jusText's shortest good paragraph has about as many."""

_OWN = "own"
FEATURES: tuple[Feature, ...] = (
    Feature("line_ratio", "ratio 0..1", _OWN, "main text lies in the middle"),
    Feature("lines_before", "log lines", _OWN, "headers are near the start"),
    Feature("lines_after", "log lines", _OWN, "footers are near the end"),
    Feature("chars_before_ratio", "ratio 0..1", _OWN, "position by mass"),
    Feature("prose_before_ratio", "ratio 0..1 of prose words", _OWN, "before the first and after the last prose"),
    Feature("gap_before", "log blank lines", _OWN, "blocks are set apart"),
    Feature("gap_after", "log blank lines", _OWN, "blocks are set apart"),
    Feature("prose_words", "log words", _OWN, "words beyond what a menu item or heading has"),
    Feature("lines_since_prose", "log lines", _OWN, "captions and headings are near prose"),
    Feature("lines_until_prose", "log lines", _OWN, "headings are just before prose"),
    Feature("chars_rank", "ratio 0..1", _OWN, "length among the lines of the page"),
    Feature("chars_to_mean", "log ratio", _OWN, "length against the page's mean line"),
    Feature("chars_to_prose", "log ratio", _OWN, "length against the line that the mean character stands in"),
    Feature("page_script_ratio", "ratio 0..1 of letters", _OWN, "letters in the page's main script"),
    Feature("page_lines", "log lines", _OWN, "size of the page"),
    Feature("page_words", "log words", _OWN, "size of the page"),
    Feature("page_prose_ratio", "ratio 0..1", _OWN, "share of the page's words that are prose"),
    Feature("page_prose_chars", "log characters", _OWN, "length of the line that the mean character stands in"),
    Feature("page_spaceless", "ratio 0..1 of letters", _OWN, "scripts without spaces have other lengths"),
    Feature("same_line", "log count", "own", "lines of the same words on this page, digits masked"),
    Feature("same_as_before", "0 or 1", _OWN, "the line before, again"),
    Feature("same_shape", "log count", _OWN, "lines with the same sequence of kinds of characters"),
    Feature("shape_as_neighbours", "count 0..2", _OWN, "lists and menus repeat a shape"),
    Feature("words_elsewhere", "ratio 0..1 of tokens", _OWN, "tokens that other lines of the page have"),
    Feature("pairs_elsewhere", "ratio 0..1 of token pairs", _OWN, "teasers and titles said again in other lines"),
    Feature("common_words", "ratio 0..1 of tokens", "after jusText (Pomikálek 2011)",
            "tokens among the page's most frequent: stop words of any language"),
    Feature("in_title", "ratio 0..1 of tokens", _OWN, "headlines; NaN without a title"),
    Feature("title_in_line", "ratio 0..1 of the title's tokens", _OWN, "headlines; NaN without a title"),
    Feature("in_description", "ratio 0..1 of token pairs", _OWN, "standfirst and teaser; NaN without one"),
    Feature("in_body", "ratio 0..1 of token pairs", _OWN, "JSON-LD repeats the main text; NaN without"),
    Feature("lines_since_title", "signed log lines", _OWN, "main text follows its headline; NaN without a title"),
)  # fmt: skip

COMMON_SHARE = 0.01
"""A token is common that makes up this share of the page's tokens: about what the 10 most frequent words of a
language do."""


def prose_words(n_words: Floats, link_ratio: Floats | None = None) -> Floats:
    """Words of each line beyond :data:`PROSE_WORDS`, those of links left out.

    Sentence signs are not asked for: Thai has none.
    """
    free_words = n_words if link_ratio is None else n_words * (1 - link_ratio)
    return exact(np.maximum(free_words - PROSE_WORDS, 0.0))


def place_columns(batch: LineBatch, shape: dict[str, Floats], prose: Floats, gaps: Floats) -> dict[str, Floats]:
    """Columns of :data:`FEATURES` but for the repetitions.

    Parameters
    ----------
    batch : LineBatch
    shape : dict of str to ndarray, shape (n_lines,)
        Of :func:`bbclf.features.shape.shape_columns`.
    prose : ndarray of float64, shape (n_lines,)
        Of :func:`prose_words`.
    gaps : ndarray of float64, shape (n_lines,)
        Blank lines before each line.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    starts, page = batch.page_starts, batch.page_of_line
    n_chars, n_words = shape["n_chars"], shape["n_words"]
    n_lines = np.diff(starts).astype(np.float64)[page]
    before = np.arange(len(page)) - starts[page].astype(np.float64)
    gap_after = np.append(gaps[1:], 0.0)
    gap_after[starts[1:][np.diff(starts) > 0] - 1] = 0.0
    summed = np.stack([n_chars, n_chars**2, n_words, prose, shape["spaceless_ratio"] * n_chars])
    page_chars, page_squares, page_words, page_prose, page_spaceless = page_sums(summed, starts)
    mean_chars = ratio(page_chars, np.diff(starts).astype(np.float64))
    prose_chars = ratio(page_squares, page_chars)
    return {
        "line_ratio": (before + 0.5) / n_lines,
        "lines_before": np.log1p(before),
        "lines_after": np.log1p(n_lines - 1 - before),
        "chars_before_ratio": _share_before(n_chars, page_chars, batch),
        "prose_before_ratio": _share_before(prose, page_prose, batch),
        "gap_before": np.log1p(gaps),
        "gap_after": np.log1p(gap_after),
        "prose_words": np.log1p(prose),
        **_distances_to(prose > 0, batch),
        "chars_rank": _ranks(n_chars, batch),
        "chars_to_mean": np.log(n_chars / mean_chars[page]),
        "chars_to_prose": np.log(n_chars / prose_chars[page]),
        "page_script_ratio": _page_script_ratio(shape, batch),
        "page_lines": np.log1p(n_lines),
        "page_words": np.log1p(page_words)[page],
        "page_prose_ratio": ratio(page_prose, page_words)[page],
        "page_prose_chars": np.log1p(prose_chars)[page],
        "page_spaceless": ratio(page_spaceless, page_chars)[page],
    }


def _share_before(mass: Floats, of_pages: Floats, batch: LineBatch) -> Floats:
    """Share of the page's mass above the middle of each line; 0.5 on a page without any."""
    sums = prefix_sums(mass)
    above: Floats = sums[:-1] - sums[batch.page_starts[:-1]][batch.page_of_line] + mass / 2
    whole = of_pages[batch.page_of_line]
    share: Floats = np.divide(above, whole, out=np.full(len(mass), 0.5), where=whole > 0)
    return share


def _distances_to(wanted: NDArray[np.bool_], batch: LineBatch) -> dict[str, Floats]:
    """Log lines to the nearest wanted line before and after; NaN where the page has none there."""
    line = np.arange(len(wanted))
    page = batch.page_of_line
    before = np.maximum.accumulate(np.where(wanted, line, -1)) if len(line) else line
    after = np.minimum.accumulate(np.where(wanted, line, len(line))[::-1])[::-1] if len(line) else line
    return {
        "lines_since_prose": np.where(before >= batch.page_starts[page], np.log1p(line - before), np.nan),
        "lines_until_prose": np.where(after < batch.page_starts[page + 1], np.log1p(after - line), np.nan),
    }


def _ranks(values: Floats, batch: LineBatch) -> Floats:
    """Share of the lines of the page that are shorter, ties counted half."""
    order = np.lexsort((values, batch.page_of_line))
    new = np.ones(len(values), dtype=np.bool_)
    sorted_values, sorted_pages = values[order], batch.page_of_line[order]
    new[1:] = (np.diff(sorted_values) != 0) | (np.diff(sorted_pages) != 0)
    group = np.cumsum(new) - 1
    first = np.flatnonzero(new)
    middle = (first + np.append(first[1:], len(values))) / 2
    ranks = np.empty(len(values))
    ranks[order] = middle[group] - batch.page_starts[sorted_pages]
    return ranks / np.diff(batch.page_starts)[batch.page_of_line]


def _page_script_ratio(shape: dict[str, Floats], batch: LineBatch) -> Floats:
    """Share of each line's letters that are of the script most of the page's letters are of."""
    shares = np.stack([shape[f"{name}_ratio"] for name in SCRIPT_GROUPS])
    letters = shape["letter_ratio"] * shape["n_chars"]
    main = np.argmax(page_sums(shares * letters, batch.page_starts), axis=0)[batch.page_of_line]
    return np.where(letters > 0, shares[main, np.arange(len(main))], np.nan)


def repetition_columns(batch: LineBatch, chars: CharBatch, tokens: Tokens) -> dict[str, Floats]:
    """Columns of :data:`FEATURES` that compare a line's words and shape with the rest of the page.

    Parameters
    ----------
    batch : LineBatch
    chars : CharBatch
    tokens : Tokens
        Of the lines of `batch`.

    Returns
    -------
    dict of str to ndarray of float64, shape (n_lines,)
    """
    page = batch.page_of_line
    # Far from the small numbers that shape keys are mixed from, so that no sum of the two is another.
    salt = mix(np.arange(len(batch.pages), dtype=np.uint64) + np.uint64(1 << 40))
    line_keys = np.zeros(len(batch), dtype=np.uint64)
    np.add.at(line_keys, tokens.lines, tokens.hashes)
    shape_keys = _shape_keys(chars)
    words = _occurrences(tokens.hashes + salt[page[tokens.lines]], tokens.lines)
    pairs = _occurrences(*_pair_keys(tokens, salt[page]))
    same_before = np.concatenate([[False], (line_keys[1:] == line_keys[:-1]) & (page[1:] == page[:-1])])
    shape_before = np.concatenate([[False], (shape_keys[1:] == shape_keys[:-1]) & (page[1:] == page[:-1])])
    page_tokens = np.bincount(page[tokens.lines], minlength=len(batch.pages))[page[words.first_line]]
    common = (words.times >= 3) & (words.times >= COMMON_SHARE * page_tokens)
    n_tokens, n_pairs = words.of_lines(len(batch)), pairs.of_lines(len(batch))
    return {
        "same_line": np.log(_counts(line_keys + salt[page])),
        "same_as_before": same_before.astype(np.float64),
        "same_shape": np.log(_counts(shape_keys + salt[page])),
        "shape_as_neighbours": shape_before.astype(np.float64) + np.append(shape_before[1:], False),
        "words_elsewhere": ratio(words.of_lines(len(batch), words.first_line != words.last_line), n_tokens),
        "pairs_elsewhere": ratio(pairs.of_lines(len(batch), pairs.first_line != pairs.last_line), n_pairs),
        "common_words": ratio(words.of_lines(len(batch), common), n_tokens),
        **_page_text_columns(batch, words, pairs, salt),
    }


def _shape_keys(chars: CharBatch) -> NDArray[np.uint64]:
    """Hash of each line's sequence of character classes, each run of a class counted once."""
    classes = chars.classes
    changes = np.concatenate([[True], classes[1:] != classes[:-1]]) if len(classes) else np.zeros(0, bool)
    changes[chars.line_starts[:-1]] = True
    places = np.flatnonzero(changes)
    line = chars.lines_of(places)
    first = np.searchsorted(places, chars.line_starts[:-1])
    rank = np.arange(len(places)) - first[line]
    terms = mix(classes[places].astype(np.uint64) + (rank.astype(np.uint64) << np.uint64(8)))
    return np.add.reduceat(terms, first) if len(first) else np.zeros(0, dtype=np.uint64)


def _pair_keys(tokens: Tokens, salt_of_line: NDArray[np.uint64]) -> tuple[NDArray[np.uint64], Ints]:
    same = tokens.lines[1:] == tokens.lines[:-1]
    lines = tokens.lines[1:][same]
    keys = tokens.hashes[:-1][same] * np.uint64(3) + tokens.hashes[1:][same]
    return mix(keys) + salt_of_line[lines], lines


def _counts(keys: NDArray[np.uint64]) -> Floats:
    """How often each key occurs."""
    groups = grouped(keys)
    return np.bincount(groups)[groups].astype(np.float64)


class _Occurrences(NamedTuple):
    """Where the tokens, or the pairs of tokens, of a batch occur.

    Attributes
    ----------
    key : ndarray of uint64, shape (n_distinct,)
        Distinct keys, ascending. Each is of one page.
    times : ndarray of int64, shape (n_distinct,)
        How often each occurs.
    first_line, last_line : ndarray of int64, shape (n_distinct,)
    line, number : ndarray of int64, shape (n_occurrences,)
        Line of each occurrence, and which of the distinct keys it is.
    """

    key: NDArray[np.uint64]
    times: Ints
    first_line: Ints
    last_line: Ints
    line: Ints
    number: Ints

    def of_lines(self, n_lines: int, wanted: NDArray[np.bool_] | None = None) -> Floats:
        """Occurrences of each line, of the wanted ones among the distinct keys, shape (n_lines,)."""
        weights = None if wanted is None else wanted[self.number]
        return np.bincount(self.line, weights=weights, minlength=n_lines).astype(np.float64)


def _occurrences(keys: NDArray[np.uint64], lines: Ints) -> _Occurrences:
    """Find equal keys; `lines` ascend."""
    order = ascending(keys)
    sorted_keys, sorted_lines = keys[order], lines[order]
    is_first = np.ones(len(keys), dtype=np.bool_)
    is_first[1:] = sorted_keys[1:] != sorted_keys[:-1]
    first = np.flatnonzero(is_first)
    times = np.diff(first, append=len(keys))
    number = np.empty(len(keys), dtype=np.int64)
    number[order] = np.cumsum(is_first) - 1
    return _Occurrences(sorted_keys[first], times, sorted_lines[first], sorted_lines[first + times - 1], lines, number)


def _among(keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether each key is among those wanted, which are few and in ascending order."""
    if not len(wanted):
        return np.zeros(len(keys), dtype=np.bool_)
    found: NDArray[np.bool_] = wanted[np.searchsorted(wanted[1:], keys, side="right")] == keys
    return found


def _page_text_columns(
    batch: LineBatch, words: _Occurrences, pairs: _Occurrences, salt: NDArray[np.uint64]
) -> dict[str, Floats]:
    """What a line shares with the title, the description and the JSON-LD body of its page."""
    n_lines = len(batch)
    missing = dict.fromkeys(("in_title", "title_in_line", "in_description", "in_body", "lines_since_title"))
    if all(page.markup is None for page in batch.pages):
        return {name: np.full(n_lines, np.nan) for name in missing}
    title_tokens, *others = _page_texts([page.markup for page in batch.pages])
    titles = _occurrences(title_tokens.hashes + salt[title_tokens.lines], title_tokens.lines)
    title_sizes = np.bincount(titles.first_line, minlength=len(batch.pages))
    hits = words.of_lines(n_lines, _among(words.key, titles.key))
    n_tokens = words.of_lines(n_lines)
    size = title_sizes[batch.page_of_line].astype(np.float64)
    has_title = size > 0
    likeness = np.where(has_title, 2 * hits / np.maximum(n_tokens + size, 1), np.nan)
    columns = {
        "in_title": np.where(has_title, ratio(hits, n_tokens), np.nan),
        "title_in_line": np.where(has_title, np.minimum(ratio(hits, size), 1.0), np.nan),
        "lines_since_title": _lines_since_best(likeness, batch),
    }
    n_pairs = pairs.of_lines(n_lines)
    for name, side in zip(("in_description", "in_body"), others, strict=True):
        side_keys, side_pages = _pair_keys(side, salt)
        has_text = np.bincount(side_pages, minlength=len(batch.pages))[batch.page_of_line] > 0
        found = pairs.of_lines(n_lines, _among(pairs.key, np.unique(side_keys)))
        columns[name] = np.where(has_text, ratio(found, n_pairs), np.nan)
    return columns


def _page_texts(markups: list[Markup | None]) -> list[Tokens]:
    """Tokens of titles, of descriptions and of bodies, the number of the page as their line."""
    texts = [getattr(markup, name, "") for name in ("title", "description", "body") for markup in markups]
    tokens = tokenise(read_chars(texts))
    kind, page = np.divmod(tokens.lines, len(markups))
    return [
        Tokens(tokens.hashes[kind == number], page[kind == number], tokens.starts[kind == number])
        for number in range(3)
    ]


def _lines_since_best(likeness: Floats, batch: LineBatch) -> Floats:
    """Signed log distance from the page's line most like its title; NaN where none is half alike."""
    page = batch.page_of_line
    best = np.full(len(batch.pages), -1)
    order = np.lexsort((-np.arange(len(likeness)), np.nan_to_num(likeness, nan=-1.0), page))
    best[page[order]] = order
    alike = np.nan_to_num(likeness, nan=0.0)[best[page]] >= 0.5
    distance = np.arange(len(likeness)) - best[page]
    return np.where(alike, np.sign(distance) * np.log1p(np.abs(distance)), np.nan)
