"""The site that a page is of, by its address."""

from __future__ import annotations

from urllib.parse import urlsplit

__all__ = ["site_of_url"]


def site_of_url(url: str | None) -> str | None:
    """The host of an address without ``www.``, None where there is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # no address, such as "http://[x"
        return None
    return None if not host else host.removeprefix("www.")
