"""Headless Chromium, asked for the text that it shows of a page.

Scripts stay off and nothing is loaded: a page of the collections is what its server sent. Style sheets do not count
either, for our reader sees none of them; ``style`` attributes do.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Sequence
from types import TracebackType
from typing import Any, Self

from bbclf.errors import InputError, MissingDependencyError

__all__ = ["Browser", "find_chromium"]

_ADDRESS = "http://page.test/"
_POLICY = "script-src 'none'; style-src 'none'; style-src-attr 'unsafe-inline'"
"""Scripts do not run, but the parser knows that the browser has them, unlike with scripts switched off."""

_REFRESH = re.compile(r"http-equiv\s*=\s*[\"']?\s*refresh", re.IGNORECASE)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MAX_MILLISECONDS = 30_000


def find_chromium() -> str | None:
    """Path of the installed Chromium, None if there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), None)


class Browser:
    """A browser with one tab; a context manager.

    Raises
    ------
    MissingDependencyError
        There is no playwright.
    InputError
        There is no Chromium.
    """

    def __init__(self) -> None:
        try:
            from playwright.sync_api import sync_playwright
        except ImportError:
            raise MissingDependencyError("playwright", "browser") from None
        path = find_chromium()
        if path is None:
            raise InputError(f"no Chromium found on the path (looked for {', '.join(_NAMES)}): install it")
        self._playwright = sync_playwright().start()
        self._browser = self._playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        self._tab = self._browser.new_page()
        self._tab.set_default_timeout(MAX_MILLISECONDS)
        self._tab.route("**/*", self._answer)
        self._html = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._browser.close()
        self._playwright.stop()

    def inner_texts(self, html: str, changes: Sequence[str]) -> list[str]:
        """What the browser shows of a page, and after each change.

        Parameters
        ----------
        html : str
        changes : sequence of str
            Bodies of functions in JavaScript that change the page.

        Returns
        -------
        list of str, length 1 + len(changes)
            ``innerText`` of the page as it is, then of the page with the first change, with the first two, and so on.
        """
        self._html = _REFRESH.sub("name=refresh", html)
        self._tab.goto(_ADDRESS, wait_until="domcontentloaded")
        steps = "".join(f"(() => {{{change}}})(); texts.push(read());" for change in changes)
        texts: list[str] = self._tab.evaluate(
            "() => { const read = () => (document.body || document.documentElement).innerText;"
            f"const texts = [read()]; {steps} return texts; }}"
        )
        return texts

    def _answer(self, route: Any) -> None:
        if route.request.url == _ADDRESS:
            headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": _POLICY}
            route.fulfill(status=200, body=self._html.encode("utf-8", "replace"), headers=headers)
        else:
            route.abort()
