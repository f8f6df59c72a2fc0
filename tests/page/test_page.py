"""Pages are made or refused."""

from __future__ import annotations

import pytest

from bbclf import InputError, Page


def test_from_text() -> None:
    page = Page.from_text("Home\n\n It rained. ", id="a", url="https://example.org/a")
    assert (page.lines, page.view, page.id, page.url) == (
        ["Home", "It rained."],
        "text",
        "a",
        "https://example.org/a",
    )
    assert Page.from_text("Home", view="leftover").view == "leftover"
    assert len(Page.from_text("")) == 0


def test_from_html() -> None:
    page = Page.from_html(b"<nav><a href=/>Home</a></nav><p>It rained.</p>")
    assert (page.lines, page.view, page.starts) == (["Home", "It rained."], "html", None)
    assert page.markup is not None


def test_refused() -> None:
    with pytest.raises(InputError, match="must be str, got bytes"):
        Page.from_text(b"Home")  # type: ignore[arg-type]
    with pytest.raises(InputError, match="view must be 'auto', 'text' or 'leftover', got 'html'"):
        Page.from_text("Home", view="html")
    with pytest.raises(InputError):
        Page.from_html(None)  # type: ignore[arg-type]
