"""The page about site mode: its numbers are those of the code."""

from __future__ import annotations

from bbclf.site.counts import MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE
from bbclf.site.profile import MAX_KEYS
from bbclf.site.windows import WINDOW_PAGES
from tests.support.run import ROOT


def test_the_numbers() -> None:
    page = (ROOT / "docs/site_mode.md").read_text("utf-8")
    for number in (WINDOW_PAGES, MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE, MAX_KEYS):
        assert f"{number:,}" in page
