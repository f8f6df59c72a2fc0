"""Pages larger than a limit are refused."""

from __future__ import annotations

import pytest

from bbclf.errors import InputError
from bbclf.limits import DEFAULT_LIMITS, MAX_PAGE_BYTES, Limits
from bbclf.page import Page


@pytest.mark.parametrize(
    ("text", "limits", "message"),
    [
        ("x" * 11, Limits(characters=10), "has 11 characters, more than the 10 that are read: split it"),
        ("\n" * 11, Limits(lines=10), "has 11 lines, more than the 10 that are read: split it"),
        ("x\r\n" * 11, Limits(lines=10), "has 11 lines"),
        ("x\u2028" * 11, Limits(lines=10), "has 11 lines"),
        ("x" * (MAX_PAGE_BYTES + 1), DEFAULT_LIMITS, "67,108,865 characters, more than the 67,108,864"),
        ("\n" * 1_000_001, DEFAULT_LIMITS, "1,000,001 lines, more than the 1,000,000"),
    ],
    ids=["characters", "lines", "CRLF", "line separators", "default characters", "default lines"],
)
def test_a_text_over_a_limit(text: str, limits: Limits, message: str) -> None:
    with pytest.raises(InputError, match=message):
        Page.from_text(text, limits=limits)


def test_html_over_a_limit() -> None:
    with pytest.raises(InputError, match="has 11 lines, more than the 10"):
        Page.from_html("<p>x" * 11, limits=Limits(lines=10))


def test_what_a_limit_allows() -> None:
    assert len(Page.from_text("x\n" * 10, limits=Limits(characters=20, lines=10))) == 10
    assert len(Page.from_html("<p>x" * 10, limits=Limits(lines=10))) == 10
    assert len(Page.from_html("<i>" + "<p>x</p>" * 500_000)) == 500_000
