"""Intervals of means."""

from __future__ import annotations

import numpy as np
import pytest

from bbclf.evaluation import bootstrap
from bbclf.evaluation.bootstrap import mean_interval


def test_sites_are_drawn_where_there_are_ten() -> None:
    # Ten of twenty sites have 1: the mean's standard deviation is .5 / 20**.5 = .112, its 95% interval .5 +- .22.
    values = np.repeat([0.0, 1.0], 20)
    interval = mean_interval(values, [f"site{number // 2}" for number in range(40)])
    assert interval.mean == 0.5
    assert (interval.low, interval.high) == pytest.approx((0.28, 0.72), abs=0.04)
    assert interval[3:] == (20, "sites")


@pytest.mark.parametrize("sites", [["a"] * 40, ["?"] * 40, [str(number) for number in range(39)] + ["?"]])
def test_pages_are_drawn_of_few_or_unknown_sites(sites: list[str]) -> None:
    assert mean_interval(np.repeat([0.0, 1.0], 20), sites)[3:] == (40, "pages")


def test_one_page_is_sure_of_itself() -> None:
    assert mean_interval(np.array([0.25]), ["a"]) == (0.25, 0.25, 0.25, 1, "pages")


def test_many_sites_are_drawn_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    values, sites = np.linspace(0, 1, 50), [str(number) for number in range(50)]
    at_once = mean_interval(values, sites)
    monkeypatch.setattr(bootstrap, "MAX_DRAWN", 700)
    assert mean_interval(values, sites) == at_once
