"""Profiles of sites as JSON files.

::

    {"format": 1, "kind": "bbclf site profile", "site": null, "n_forgotten_sites": 0,
     "sites": {"example.org": {"n_pages": 2, "n_left_out": 0, "n_forgotten": 0, "pages": ["91ab...", "02fe..."],
                               "lines": {"55e0...": 2}, "labels": {}, "placed": {"77aa...": 2}}}}

Keys are 16 hexadecimal digits each; numbers are counts of pages.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from bbclf.errors import InputError
from bbclf.files import open_input
from bbclf.site.counts import TABLES, SiteCounts
from bbclf.site.keys import KEY_BYTES

__all__ = ["PROFILE_FORMAT", "dump_profile", "read_profile"]

PROFILE_FORMAT = 1
"""Raised by one when a key's meaning or the file's layout changes: a profile of another format is refused."""

KIND = "bbclf site profile"

MAX_BYTES = 200_000_000
"""Of a file, decompressed: more than a profile of :data:`bbclf.site.profile.MAX_KEYS` has."""

_KEY = re.compile(f"[0-9a-f]{{{2 * KEY_BYTES}}}")
_NUMBERS = ("n_pages", "n_left_out", "n_forgotten")
_ADVICE = "make it again with bbclf site-profile"


def dump_profile(site: str | None, n_forgotten_sites: int, sites: Mapping[str, SiteCounts]) -> bytes:
    """The file of a profile.

    Parameters
    ----------
    site : str or None
        The one site of all pages, if they are of one.
    n_forgotten_sites : int
    sites : mapping of str to SiteCounts

    Returns
    -------
    bytes
        JSON; the same counts make the same bytes, in whichever order they were counted.
    """
    record = {
        "format": PROFILE_FORMAT,
        "kind": KIND,
        "site": site,
        "n_forgotten_sites": n_forgotten_sites,
        "sites": {name: _as_json(counts) for name, counts in sorted(sites.items())},
    }
    return json.dumps(record, separators=(",", ":")).encode() + b"\n"


def read_profile(path: str | os.PathLike[str]) -> tuple[str | None, int, dict[str, SiteCounts]]:
    """Read a profile.

    Parameters
    ----------
    path : path

    Returns
    -------
    site : str or None
    n_forgotten_sites : int
    sites : dict of str to SiteCounts

    Raises
    ------
    InputError
        There is no such file, it is no profile, of another format, or damaged.
    """
    name = os.fspath(path)
    with open_input(name) as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES:,} bytes, too large for a site profile", path=name)
    try:
        record = json.loads(data)
    except (ValueError, RecursionError):
        raise InputError(f"not a site profile, no JSON: {_ADVICE}", path=name) from None
    if not isinstance(record, dict) or record.get("kind") != KIND:
        raise InputError(f'not a site profile, it has no "kind": "{KIND}": {_ADVICE}', path=name)
    if record.get("format") != PROFILE_FORMAT:
        raise InputError(
            f"a site profile of format {record.get('format')!r}, this version of bbclf reads format {PROFILE_FORMAT}:"
            f" {_ADVICE}",
            path=name,
        )
    try:
        return _site(record), _count(record, "n_forgotten_sites"), _sites(record)
    except ValueError as error:
        raise InputError(f"a damaged site profile, {error}: {_ADVICE}", path=name) from None


def _as_json(counts: SiteCounts) -> dict[str, Any]:
    return {
        **{name: getattr(counts, name) for name in _NUMBERS},
        "pages": sorted(map(_hex, counts.pages)),
        **{name: {_hex(key): count for key, count in sorted(table.items())} for name, table in counts.tables},
    }


def _hex(key: int) -> str:
    return f"{key:0{2 * KEY_BYTES}x}"


def _site(record: Mapping[str, Any]) -> str | None:
    site = record.get("site")
    if site is not None and not isinstance(site, str):
        raise ValueError(f"'site' must be text or null, got {site!r}")
    return site


def _sites(record: Mapping[str, Any]) -> dict[str, SiteCounts]:
    return {name: _site_counts(counts) for name, counts in _object(record, "sites").items()}


def _site_counts(record: object) -> SiteCounts:
    if not isinstance(record, dict):
        raise ValueError("each of 'sites' must be an object")
    pages = record.get("pages")
    if not isinstance(pages, list):
        raise ValueError("'pages' must be a list of keys")
    lines, labels, placed = (Counter(_table(record, name)) for name in TABLES)
    return SiteCounts(lines, labels, placed, set(map(_key, pages)), *(_count(record, name) for name in _NUMBERS))


def _table(record: Mapping[str, Any], name: str) -> dict[int, int]:
    return {_key(key): _positive(count, name) for key, count in _object(record, name).items()}


def _object(record: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = record.get(name)
    if not isinstance(value, dict):
        raise ValueError(f"{name!r} must be an object")
    return value


def _count(record: Mapping[str, Any], name: str) -> int:
    value = record.get(name)
    if type(value) is not int or value < 0:
        raise ValueError(f"{name!r} must be a number of 0 or more, got {value!r}")
    return value


def _positive(count: object, name: str) -> int:
    if type(count) is not int or count < 1:
        raise ValueError(f"counts of {name!r} must be 1 or more, got {count!r}")
    return count


def _key(text: object) -> int:
    if not isinstance(text, str) or _KEY.fullmatch(text) is None:
        raise ValueError(f"keys must be {2 * KEY_BYTES} hexadecimal digits, got {text!r:.40}")
    return int(text, 16)
