"""Pages and their labels: made, kept, refused."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import bbclf
from bbclf import InputError, LabelledPage, Page
from bbclf.page import LineBatch


def labelled(page: Page, *p: float) -> LabelledPage:
    return LabelledPage(page, np.array(p, dtype=np.float32), threshold=0.5)


def test_public_names() -> None:
    assert bbclf.__all__ == sorted(bbclf.__all__)
    for name in bbclf.__all__:
        assert getattr(bbclf, name) is not None
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        bbclf.nothing  # noqa: B018


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


def test_a_line_at_the_threshold_is_boilerplate() -> None:
    page = labelled(Page.from_text("a\nb\nc"), 0.4, 0.5, 0.6)
    assert [line.label for line in page.lines] == ["content", "boilerplate", "boilerplate"]


def test_kept() -> None:
    page = labelled(Page.from_text("a\n\n b \nc"), 0.1, 0.9, 0.2)
    assert page.text == page.kept("content") == "a\nc"
    assert page.kept("boilerplate") == "b"
    assert page.kept(None) == "a\nb\nc"
    with pytest.raises(InputError, match="label must be"):
        page.kept("noise")


def test_stripped_text() -> None:
    page = labelled(Page.from_text("[b]a[/b]\n[row id=1]\n<b>c</b>\nd [1]"), 0.1, 0.2, 0.9, 0.3)
    assert page.stripped_text() == "a\nd [1]"
    assert page.stripped_text("boilerplate") == "c"
    assert page.stripped_text(None) == "a\nc\nd [1]"
    assert page.text == "[b]a[/b]\n[row id=1]\nd [1]"
    with pytest.raises(InputError, match="label must be"):
        page.stripped_text("noise")


def test_stripped_text_keeps_the_indentation_of_code() -> None:
    page = Page.from_html("<pre>if wet:\n    [row id=1]umbrella()</pre>")
    assert labelled(page, 0.1, 0.1).stripped_text() == "if wet:\n    umbrella()"


@given(st.text(), st.data())
def test_every_line_comes_out_in_its_place(text: str, data: st.DataObject) -> None:
    page = Page.from_text(text)
    n = len(page)
    p = data.draw(st.lists(st.floats(0, 1, width=32), min_size=n, max_size=n))
    lines = labelled(page, *p).lines
    assert [line.text for line in lines] == page.lines
    for line in lines:
        assert text[line.start : line.end] == line.text
        assert (line.label == "boilerplate") == (line.p_boilerplate >= 0.5)


@given(st.lists(st.text()))
def test_a_batch_is_its_pages_end_to_end(texts: list[str]) -> None:
    pages = [Page.from_text(text) for text in texts]
    batch = LineBatch(pages)
    assert len(batch) == sum(map(len, pages))
    for i, page in enumerate(pages):
        assert batch.lines[batch.page_starts[i] : batch.page_starts[i + 1]] == page.lines
        assert (batch.page_of_line[batch.page_starts[i] : batch.page_starts[i + 1]] == i).all()
