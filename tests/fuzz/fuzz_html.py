"""Any bytes as HTML: a page, or an error of ours; the same page whether read once or twice."""

from __future__ import annotations

from bbclf.errors import InputError
from bbclf.page import Page
from tests.fuzz.invariants import check_page, fuzz


def label_html(data: bytes) -> None:
    try:
        page = Page.from_html(data)
    except InputError:
        return
    assert Page.from_html(data).lines == page.lines
    check_page(page)


if __name__ == "__main__":
    fuzz(label_html)
