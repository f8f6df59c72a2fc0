"""The kept text of a page, with and without residue of markup."""

from __future__ import annotations

import pytest

from bbclf import InputError, Page
from tests.support.labelled import labelled


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
