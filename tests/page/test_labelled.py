"""Lines and their labels."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bbclf import Page
from tests.support.labelled import labelled


def test_a_line_at_the_threshold_is_boilerplate() -> None:
    page = labelled(Page.from_text("a\nb\nc"), 0.4, 0.5, 0.6)
    assert [line.label for line in page.lines] == ["content", "boilerplate", "boilerplate"]


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
