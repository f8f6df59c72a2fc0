"""What holds for every feature on every page."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from bbclf.chars import class_table
from bbclf.features import FEATURE_SCHEMA, FEATURES, cards, featurise, kind, phrasing, structure
from bbclf.page import LineBatch, Page
from tests.features import test_cards, test_kind, test_neighbours, test_phrasing, test_place, test_shape, test_structure
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


RANGES = {
    "ratio 0..1": (0, 1),
    "0 or 1": (0, 1),
    "probability": (0, 1),
    "1..6": (1, 6),
    "count 0..2": (0, 2),
    "0 bad, 1 short, 2 near good, 3 good": (0, 3),
    "signed log": (-np.inf, np.inf),
    "log ratio": (-np.inf, np.inf),
    "log-odds": (-np.inf, np.inf),
    "log": (0, np.inf),
    "words": (0, np.inf),
    "characters": (0, np.inf),
    "count": (0, np.inf),
    "levels": (0, np.inf),
    "rank": (0, np.inf),
}
"""What a unit's first words promise, the longer promise first."""

NO_RANGE = {"depth_to_prose", "holder_place"}


def range_of(name: str) -> tuple[float, float]:
    """Lowest and highest value that a feature's unit allows."""
    feature = next(feature for feature in FEATURES if feature.name == name)
    if feature.unit == "as the column":
        low, high = range_of(name.split("[")[0].split("~")[0])
        return low, high
    for unit, bounds in RANGES.items():
        if feature.unit.startswith(unit):
            return bounds
    return (-np.inf, np.inf) if name in NO_RANGE else (0, np.inf)


def columns_of(page: Page) -> dict[str, NDArray[np.float32]]:
    return dict(zip(NAMES, features_of(page).X.T, strict=True))


@given(pages)
def test_values_are_in_the_range_of_their_unit(page: Page) -> None:
    for name, column in columns_of(page).items():
        low, high = range_of(name)
        known = column[~np.isnan(column)]
        assert ((known >= low) & (known <= high)).all(), name
        assert np.isfinite(known).all(), name


@given(pages, st.integers(0, 2**32))
def test_pooled_probabilities_are_probabilities(page: Page, seed: int) -> None:
    pooled = features_of(page).pooled(probabilities(len(page), seed))
    assert pooled.dtype == np.float32
    assert ((pooled >= 0) & (pooled <= 1)).all()


@given(pages)
def test_flags_are_0_or_1(page: Page) -> None:
    found = columns_of(page)
    for feature in FEATURES:
        if feature.unit == "0 or 1":
            column = found[feature.name]
            assert set(column[~np.isnan(column)]) <= {0, 1}, feature.name


def may_be_missing(page: Page) -> set[str]:
    """Features that may be NaN on such a page."""
    past_the_border = {name for name in NAMES if "[" in name}
    of_line = {"upper_ratio", "title_word_ratio", "starts_upper", "page_script_ratio"}
    of_page = {"lines_since_prose", "lines_until_prose"}
    of_title = {"in_title", "title_in_line", "in_description", "in_body", "lines_since_title"}
    of_headings = {"heading_level", "lines_since_heading", "lines_since_h1", "parent_tag"}
    of_phrases = {f"{side}_{kind}" for side in ("since", "until") for kind in phrasing.MARKERS}
    of_cards = {feature.name for feature in cards.FEATURES}
    anywhere = past_the_border | of_line | of_page | of_title | of_phrases
    return anywhere | (of_headings | of_cards if page.markup is not None else NEEDS_MARKUP)


NEEDS_MARKUP = (
    {feature.name for feature in structure.FEATURES}
    | {feature.name for feature in cards.FEATURES}
    | {"attribute_score", "near_attribute_score", *kind.NEED_MARKUP}
    | {name for name in NAMES if name.split("~")[0] in ("link_ratio", "attribute_score")}
)


@given(pages)
def test_only_what_may_be_missing_is_nan(page: Page) -> None:
    assert {name for name, column in columns_of(page).items() if np.isnan(column).any()} <= may_be_missing(page)


@given(text_pages.filter(len))
def test_what_needs_markup_is_nan_on_text(page: Page) -> None:
    found = columns_of(page)
    assert all(np.isnan(found[name]).all() for name in NEEDS_MARKUP)


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


def test_every_feature_has_a_value_computed_by_hand() -> None:
    rooms = (test_place, test_phrasing, test_structure, test_cards)
    by_value = [value for room in (*rooms, test_kind) for value in room.VALUES]
    around = [name + way for name in test_neighbours.COLUMNS for way in test_neighbours.WAYS]
    by_line = {name for name, *_ in test_shape.VALUES}
    assert {*by_line, *(value.feature for value in by_value), *around} == set(NAMES)


def test_names_are_different() -> None:
    assert len(set(NAMES)) == len(NAMES)


def test_every_feature_is_explained() -> None:
    assert [feature.name for feature in FEATURES if not all(feature)] == []


def test_the_schema_is_a_whole_number() -> None:
    assert isinstance(FEATURE_SCHEMA, int)


def test_the_words_of_these_tests_are_of_every_script() -> None:
    classes = set(class_table()[[ord(char) for word in WORDS for char in word]].tolist())
    assert classes >= {class_table()[ord(char)] for char in "aAаαմعשहக한አა雨かฝ1"}
