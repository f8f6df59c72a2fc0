"""Site mode against single pages, on an invented site."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.view import VIEWS
from tests.fit.test_site import judged
from training.compare.site_mode import PageGain, judge_sets, rows
from training.model.site_correction import SETS


def test_each_site_is_judged_by_a_correction_that_has_not_seen_it() -> None:
    pages = [judged(number, f"{site}.org") for site in "abcdef" for number in range(6)]
    sets = {name: pages for names in SETS.values() for name in names}
    gains = judge_sets(sets, dict.fromkeys(VIEWS, 0.6))
    assert {gain.set for gain in gains} == set(sets)
    # Both lines have a probability of .5 and are kept; with a profile only the content is.
    n_words = [len(line.split()) for line in pages[0].page.page.lines]
    assert {round(gain.alone, 4) for gain in gains} == {round(2 * n_words[0] / (2 * n_words[0] + n_words[1]), 4)}
    assert {gain.with_profile for gain in gains} == {1.0}


def test_rows_by_hand() -> None:
    gains = [
        PageGain("text", "a", 2, 0.5, 0.7), PageGain("text", "a", 2, 0.5, 0.5), PageGain("text", "b", 2, 0.2, 0.6),
        PageGain("html", "a", 5, 0.9, 0.8),
    ]  # fmt: skip
    text, html = rows(gains)
    assert (text["set"], text["profile"], text["pages"], text["sites"]) == ("text", 2, 3, 2)
    assert (text["alone"], text["with_profile"]) == pytest.approx((0.4, 0.6))
    assert (text["gain"], text["site_gain"]) == pytest.approx((0.2, 0.25))
    assert text["interval"][0] <= text["gain"] <= text["interval"][1]
    assert (html["gain"], html["interval"]) == (pytest.approx(-0.1), None)
    assert not np.isnan(html["site_gain"])
