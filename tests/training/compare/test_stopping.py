"""Trials of how training ends: what is trained on is not tested on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.training_pages import html_page
from training.compare import stopping
from training.compare.stopping import one_site_trials, several_sites_trials

SITES = {
    name: [replace(html_page(name, number), site=name) for number in range(n_pages)]
    for name, n_pages in (("museum", 4), ("harbour", 7), ("market", 6), ("school", 2))
}


def test_one_site(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"N_ONE_SITE": 2, "PAGES_OF_SITE": (3, 5), "DRAWS": 1}.items():
        monkeypatch.setattr(stopping, name, value)
    trials = list(one_site_trials(SITES))
    assert [(trial.name, len(trial.train), len(trial.test), trial.train[0].site) for trial in trials] == [
        ("3 pages of one site", 3, 4, "harbour"),
        ("3 pages of one site", 3, 3, "market"),
        ("5 pages of one site", 5, 2, "harbour"),
        ("5 pages of one site", 5, 1, "market"),
    ]
    for trial in trials:
        ids = [page.page.id for page in [*trial.train, *trial.test]]
        assert len(set(ids)) == len(ids)


def test_several_sites(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"N_TEST_SITES": 2, "N_SITES": (1, 2), "DRAWS": 2}.items():
        monkeypatch.setattr(stopping, name, value)
    trials = list(several_sites_trials(SITES))
    assert [trial.name for trial in trials] == ["1 sites", "1 sites", "2 sites", "2 sites"]
    for trial in trials:
        sites = [{page.site for page in part} for part in (trial.train, trial.test)]
        assert not sites[0] & sites[1]
        assert len(sites[0]) == int(trial.name[0])
        assert all(len(part) <= stopping.MAX_PAGES_OF_SITE * 2 for part in (trial.train, trial.test))
