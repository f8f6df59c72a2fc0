"""The page about site mode: its numbers are those of the code."""

from __future__ import annotations

import re

from bbclf.site.counts import MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE
from bbclf.site.profile import MAX_KEYS
from bbclf.site.windows import WINDOW_PAGES
from tests.support.run import ROOT


def test_the_numbers() -> None:
    text, table, _ = (ROOT / "docs/site_mode.md").read_text("utf-8").partition("## What it gives")
    assert table
    for number in (WINDOW_PAGES, MAX_KEYS_OF_SITE, MAX_PAGES_OF_SITE, MAX_KEYS):
        assert re.search(rf"(?<![\d,]){number:,} ", text)
