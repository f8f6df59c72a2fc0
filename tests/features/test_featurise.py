"""What holds for every feature on every page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bbclf.chars import class_table
from bbclf.features import FAMILIES, FEATURES, featurise
from bbclf.features.schema import FLAG
from bbclf.page import LineBatch, Page
from tests.support.rows import LEXICAL, NAMES, TWENTY, features_of, text

WORDS = [
    "rain", "RAIN", "Дождь", "βροχή", "Անձրև", "مطر", "گشم", "גשם", "बारिश", "மழை", "ဝါ", "비", "ዝናብ",
    "წვიმა", "雨", "あめ", "ฝน", "12", "2024", "٣", "menu", "and", "the",
]  # fmt: skip
MARKS = [
    ".", ",", "。", "؟", "، ", "«", "»", "“", "”", "[x id=1]", "{{", "<b>", "&amp;", "|", "→", "•",
    "©", "@a", "#a", "a@b.c", "http://a.b/c",
    "](", "***", "share shares", "comment comments and", "😀", "\x00", "\ud800", "\u202e", "\u200f", "\ufeff", "\u0301",
]  # fmt: skip
TAGS = [
    "div", "p", "ul", "li", "h1", "h3", "nav", "main", "article", "footer", "table", "section", "aside",
    "form", "x-card", "pre", "b", "a href=/", "span class=icon", "div class=menu", "div hidden",
    "p class=item", "figure",
]  # fmt: skip

pieces = st.lists(st.sampled_from([*WORDS, *MARKS, TWENTY]), max_size=12).map(" ".join)
any_line = pieces | st.text(max_size=40)
text_pages = st.builds(
    lambda lines, view: Page.from_text("\n".join(lines), view=view),
    st.lists(any_line, max_size=8),
    st.sampled_from(["text", "leftover"]),
)
bodies = st.recursive(
    any_line,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(TAGS),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)
html_pages = st.builds(
    lambda title, description, body: Page.from_html(
        f'<title>{title}</title><meta name=description content="{description}"><body>{body}</body>'
    ),
    pieces,
    pieces,
    bodies,
)
pages = text_pages | html_pages


def probabilities(n: int, seed: int) -> NDArray[np.float32]:
    """Of each line; sure of every other one, as networks are."""
    random = np.random.default_rng(seed)
    p = random.random(n)
    sure = [p * 1e-9, 1 - p * 1e-6, p, p]
    return np.choose(random.integers(0, 4, n), sure).astype(np.float32)


ROWS = [*NAMES, "pooled"]


def rows(batch: Sequence[Page], p_boilerplate: NDArray[np.float32]) -> NDArray[np.float32]:
    """Columns, and beside them the pooled probability: what a page's labels are made of."""
    features = featurise(LineBatch(batch), LEXICAL)
    return np.column_stack([features.X, features.pooled(p_boilerplate)])


def assert_same_rows(batch: Sequence[Page], seed: int = 0) -> None:
    """Each page has the same rows beside the others as alone."""
    p_boilerplate = probabilities(sum(map(len, batch)), seed)
    together = rows(batch, p_boilerplate)
    first = 0
    for page in batch:
        end = first + len(page)
        alone = rows([page], p_boilerplate[first:end])
        differs = (together[first:end] != alone) & ~(np.isnan(together[first:end]) & np.isnan(alone))
        assert [ROWS[i] for i in np.flatnonzero(differs.any(axis=0))] == []
        first = end


@given(st.lists(pages, max_size=5), st.integers(0, 2**32))
def test_a_page_has_the_same_rows_whatever_stands_beside_it(batch: list[Page], seed: int) -> None:
    assert_same_rows(batch, seed)


@given(st.lists(pages, min_size=2, max_size=4), st.randoms(use_true_random=False))
def test_the_order_of_pages_makes_no_difference(batch: list[Page], random: object) -> None:
    order = list(range(len(batch)))
    random.shuffle(order)  # type: ignore[attr-defined]
    features = features_of(*batch)
    shuffled = features_of(*[batch[i] for i in order])
    parts = np.split(features.X, LineBatch(batch).page_starts[1:-1])
    assert np.array_equal(shuffled.X, np.concatenate([parts[i] for i in order]), equal_nan=True)


def test_markup_beside_text() -> None:
    html = Page.from_html("<nav><a href=/>Home</a></nav><p class=item>Rain fell.</p>")
    assert_same_rows([text("Home", "Rain fell."), html, text("Rain"), html])


def test_empty_pages_beside_others() -> None:
    empty = [text(), Page.from_html(""), Page.from_html("<p></p>")]
    assert_same_rows([empty[0], text("Rain"), *empty, Page.from_html("<p>Rain</p>"), empty[1]])


def test_a_megabyte_in_one_line_beside_others() -> None:
    assert_same_rows([text("rain " * 200_000, "Home"), text("Rain fell."), Page.from_html("<p>Rain</p>")])


@pytest.mark.parametrize("page", [text("Rain", "Rain fell."), Page.from_html("<p>Rain</p><p>Rain fell.</p>")])
def test_a_hundred_pages(page: Page) -> None:
    # Sums over all pages would round a page's own in another way, the further down it stands.
    p_boilerplate = np.tile(np.array([0.1, 2.0**-25 + 2.0**-48], dtype=np.float32), 100)
    together = rows([page] * 100, p_boilerplate)
    alone = rows([page], p_boilerplate[:2])
    assert np.array_equal(together, np.tile(alone, (100, 1)), equal_nan=True)


def columns_of(page: Page) -> dict[str, NDArray[np.float32]]:
    return dict(zip(NAMES, features_of(page).X.T, strict=True))


@given(pages)
def test_values_are_within_the_bounds_of_their_unit(page: Page) -> None:
    found = columns_of(page)
    for feature in FEATURES:
        known = found[feature.name][~np.isnan(found[feature.name])]
        assert np.isfinite(known).all(), feature.name
        assert ((known >= feature.unit.low) & (known <= feature.unit.high)).all(), feature.name


@given(pages, st.integers(0, 2**32))
def test_pooled_probabilities_are_probabilities(page: Page, seed: int) -> None:
    pooled = features_of(page).pooled(probabilities(len(page), seed))
    assert pooled.dtype == np.float32
    assert ((pooled >= 0) & (pooled <= 1)).all()


@given(pages)
def test_flags_are_0_or_1(page: Page) -> None:
    found = columns_of(page)
    for feature in FEATURES:
        if feature.unit == FLAG:
            column = found[feature.name]
            assert set(column[~np.isnan(column)]) <= {0, 1}, feature.name


NEEDS_MARKUP = {feature.name for family in FAMILIES if family.needs_markup for feature in family.columns}
AROUND = {name for name in NAMES if name.split("[")[0].split("~")[0] in NEEDS_MARKUP}
"""Columns that need markup, and columns of the lines around that are made of them."""
MAY_BE_MISSING = {feature.name for feature in FEATURES if feature.missing}


@given(pages)
def test_only_what_is_declared_missing_is_nan(page: Page) -> None:
    missing = {name for name, column in columns_of(page).items() if np.isnan(column).any()}
    assert missing <= (MAY_BE_MISSING if page.markup is not None else MAY_BE_MISSING | AROUND)


@given(text_pages.filter(len))
def test_what_needs_markup_is_nan_on_text(page: Page) -> None:
    found = columns_of(page)
    assert all(np.isnan(found[name]).all() for name in AROUND)


@given(pages)
def test_the_same_page_has_the_same_rows_each_time(page: Page) -> None:
    assert features_of(page).X.tobytes() == features_of(page).X.tobytes()


@pytest.mark.parametrize("n_lines", [0, 1, 2])
@pytest.mark.parametrize("make", [text, lambda *lines: Page.from_html("".join(f"<p>{x}</p>" for x in lines))])
def test_pages_of_few_lines(make: object, n_lines: int) -> None:
    page = make(*["Rain", "It fell."][:n_lines])  # type: ignore[operator]
    features = features_of(page)
    assert features.X.shape == (n_lines, len(FEATURES))
    assert features.X.dtype == np.float32
    pooled = features.pooled(np.full(n_lines, 0.5, dtype=np.float32))
    assert pooled.tolist() == [0.5] * n_lines
    assert pooled.dtype == np.float32


def test_no_pages() -> None:
    assert features_of().X.shape == (0, len(FEATURES))


def test_the_words_of_these_tests_are_of_every_script() -> None:
    classes = set(class_table()[[ord(char) for word in WORDS for char in word]].tolist())
    assert classes >= {class_table()[ord(char)] for char in "aAаαմعשहக한አა雨かฝ1"}
