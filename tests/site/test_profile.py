"""Profiles of several sites: kept apart, bounded, merged, written and read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf import SiteProfile
from bbclf.errors import InputError
from bbclf.page import Page
from bbclf.site.columns import SITE_COLUMNS

SHARE = SITE_COLUMNS.index("line_share")


def page(text: str, host: str | None = "a.org") -> Page:
    return Page.from_text(text, url=None if host is None else f"https://www.{host}/x", view="text")


def test_sites_are_kept_apart_by_host() -> None:
    profile = SiteProfile.of_pages(
        [page("Home\nRain"), page("Start\nRain", "b.org"), page("Home\nSun"), page("x", None)]
    )
    assert {name: counts.n_pages for name, counts in profile.sites.items()} == {"a.org": 2, "b.org": 1, "": 1}
    assert profile.columns(page("Home", "c.org")) is None
    columns = profile.columns(page("Home\nStart"))
    assert columns is not None
    assert columns[SHARE].tolist() == [1, 0]


def test_one_site_by_name() -> None:
    profile = SiteProfile.of_pages([page("Home\nRain"), page("Home\nSun", None)], site="ours")
    assert list(profile.sites) == ["ours"]
    columns = profile.columns(page("Home", "b.org"))
    assert columns is not None
    assert columns[SHARE].tolist() == [1]


lines = st.lists(st.sampled_from(["a", "b", "c: d", "c: e"]), min_size=1, max_size=3).map("\n".join)
pages = st.lists(st.tuples(lines, st.sampled_from(["a.org", "b.org"])), unique=True, max_size=8)


@given(pages, st.integers(0, 8))
def test_merged_profiles_are_the_profile_of_all_pages(pages: list[tuple[str, str]], cut: int) -> None:
    made = [page(*pair) for pair in pages]
    merged = SiteProfile.of_pages(made[:cut])
    merged.merge(SiteProfile.of_pages(made[cut:]))
    assert merged.sites == SiteProfile.of_pages(made).sites
    assert merged.digest() == SiteProfile.of_pages(made[::-1]).digest()


def test_profiles_of_one_site_and_of_many_are_not_merged() -> None:
    with pytest.raises(InputError, match="profiles of site None and of site 'ours' cannot be merged"):
        SiteProfile().merge(SiteProfile("ours"))


def test_sites_that_came_long_ago_are_forgotten() -> None:
    profile = SiteProfile(max_keys=12)
    for number in range(10):
        profile.add(page(f"Home\nNews\n{chr(97 + number)}", f"{number % 5}.org"))
        assert sum(counts.n_keys for counts in profile.sites.values()) <= 12
    assert profile.n_forgotten_sites == 7
    assert list(profile.sites) == ["2.org", "3.org", "4.org"]
    assert profile.summary() == "pages counted 3, sites 3, sites forgotten 7"


@pytest.mark.parametrize("name", ["site.json", "site.json.gz"])
def test_round_trip(tmp_path: Path, name: str) -> None:
    profile = SiteProfile.of_pages([page("Home\nRead on: rain"), page("Home\nRead on: sun"), Page.from_html("<p>Rain")])
    profile.save(tmp_path / name)
    read = SiteProfile.load(tmp_path / name)
    assert (read.sites, read.site, read.digest()) == (profile.sites, None, profile.digest())
    for one in (page("Home\nRead on: hail"), page("Home\nRead on: rain")):
        np.testing.assert_array_equal(read.columns(one), profile.columns(one))


def test_a_profile_holds_no_text(tmp_path: Path) -> None:
    SiteProfile.of_pages([page("Confidential"), page("Confidential\nSecret: name")]).save(tmp_path / "site.json")
    written = (tmp_path / "site.json").read_text()
    assert not [word for word in ("onfidential", "ecret", "name") if word in written.replace('"n_', "")]


GOOD: dict[str, Any] = {
    "n_pages": 1, "n_left_out": 0, "n_forgotten": 0, "pages": ["0" * 16],
    "lines": {"0" * 16: 1}, "labels": {}, "placed": {},
}  # fmt: skip


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"format": 2}, "of format 2, this version of bbclf reads format 1"),
        ({"kind": "other"}, 'it has no "kind"'),
        ({"site": 3}, "'site' must be text or null, got 3"),
        ({"sites": []}, "'sites' must be an object"),
        ({"n_forgotten_sites": -1}, "'n_forgotten_sites' must be a number of 0 or more, got -1"),
        ({"sites": {"a": 1}}, "each of 'sites' must be an object"),
        ({"sites": {"a": GOOD | {"lines": {"0": 1}}}}, "keys must be 16 hexadecimal digits, got '0'"),
        ({"sites": {"a": GOOD | {"lines": {"z" * 16: 1}}}}, "keys must be 16 hexadecimal digits, got 'zzzz"),
        ({"sites": {"a": GOOD | {"lines": {"0" * 16: 0}}}}, "counts of 'lines' must be 1 or more, got 0"),
        ({"sites": {"a": GOOD | {"labels": None}}}, "'labels' must be an object"),
        ({"sites": {"a": GOOD | {"pages": 3}}}, "'pages' must be a list of keys"),
        ({"sites": {"a": GOOD | {"n_pages": True}}}, "'n_pages' must be a number of 0 or more, got True"),
    ],
)
def test_broken_profiles_are_refused(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = tmp_path / "site.json"
    SiteProfile.of_pages([page("Home")]).save(path)
    path.write_text(json.dumps(json.loads(path.read_text()) | change))
    with pytest.raises(InputError) as caught:
        SiteProfile.load(path)
    assert message in str(caught.value)
    assert str(caught.value).startswith(f"{path}: ")
    assert str(caught.value).endswith("make it again with bbclf site-profile")


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe\x00", b"[1]", b"[" * 100_000, b"null"])
def test_other_files_are_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "site.json").write_bytes(data)
    with pytest.raises(InputError, match="not a site profile"):
        SiteProfile.load(tmp_path / "site.json")


def test_no_file(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file or directory"):
        SiteProfile.load(tmp_path / "site.json")
