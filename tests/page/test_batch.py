"""Pages end to end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bbclf.page import LineBatch, Page


@given(st.lists(st.text()))
def test_a_batch_is_its_pages_end_to_end(texts: list[str]) -> None:
    pages = [Page.from_text(text) for text in texts]
    batch = LineBatch(pages)
    assert len(batch) == sum(map(len, pages))
    for i, page in enumerate(pages):
        assert batch.lines[batch.page_starts[i] : batch.page_starts[i + 1]] == page.lines
        assert (batch.page_of_line[batch.page_starts[i] : batch.page_starts[i + 1]] == i).all()
