"""Headless Chromium for tests: skipped, with the reason, where it or playwright is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from training.compare.browser import find_chromium

__all__ = ["open_browser"]


@contextmanager
def open_browser() -> Iterator[Any]:
    """A browser of playwright, whose pages fail the test on any error of a script."""
    playwright = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install '.[browser]'"
    )
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()
