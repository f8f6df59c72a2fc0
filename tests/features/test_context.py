"""What families compute from."""

from __future__ import annotations

import pytest

from bbclf.chars import SCRIPT_GROUPS
from bbclf.features.context import Context
from bbclf.page import LineBatch, Page
from tests.support.rows import LEXICAL, TWELVE, html, text

SHARES = [
    ("latin", "ab天气", 2 / 4),
    ("cyrillic", "abда", 2 / 4),
    ("greek", "abαβ", 2 / 4),
    ("arabic", "abمט", 2 / 4),
    ("cjk", "ab天カ", 2 / 4),
    ("hangul", "ab한글", 2 / 4),
    ("indic", "abहவ", 2 / 4),
    ("seasian", "abกข", 2 / 4),
    ("other", "abአբ", 2 / 4),
]


def context(*pages: Page) -> Context:
    return Context(LineBatch(pages), LEXICAL)


@pytest.mark.parametrize(("script", "line", "expected"), SHARES, ids=[name for name, *_ in SHARES])
def test_shares_of_scripts(script: str, line: str, expected: float) -> None:
    shares = dict(zip(SCRIPT_GROUPS, context(text(line)).script_shares, strict=True))
    assert shares[script] == pytest.approx([expected])


def test_every_script_has_an_example() -> None:
    assert [name for name, *_ in SHARES] == list(SCRIPT_GROUPS)


def test_totals_are_of_each_page() -> None:
    totals = context(text("ab", "cde"), text(), text(TWELVE)).page_totals
    assert totals.lines.tolist() == [2, 0, 1]
    assert totals.chars.tolist() == [5, 0, 23]
    assert totals.squared_chars.tolist() == [13, 0, 529]
    assert totals.words.tolist() == [2, 0, 12]
    assert totals.prose.tolist() == [0, 0, 2]
    assert totals.prose_chars.tolist() == [13 / 5, 0, 23]


def test_words_in_links_are_not_prose() -> None:
    assert context(html(f"<p><a href=/>{TWELVE}</a></p>")).prose.tolist() == [0]


def test_pages_of_text_have_no_elements() -> None:
    assert not context(text("Rain")).has_markup
    with pytest.raises(ValueError, match="must declare needs_markup=True"):
        context(text("Rain")).tree  # noqa: B018
