"""The learning curve of adapted models, on invented pages."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bbclf.fit import train
from tests.support.training_pages import HTMLS, PARAMS, html_page
from training.compare import adapted
from training.compare.adapted import learning_curve, sites_with_many_pages


def test_sites_with_many_pages() -> None:
    sites = ["a", "b", "b", "b", "c", "c", None, None, None]
    pages = [replace(HTMLS[0], site=site) for site in sites]
    assert sites_with_many_pages(pages, 2) == ["b", "c"]


def test_a_row_for_each_size_that_leaves_enough_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapted, "DRAWS", 1)
    of_site = [html_page("museum", number) for number in range(12)]
    (row,) = learning_curve(of_site, HTMLS[:4], train(HTMLS, PARAMS))
    assert (row["site"], row["pages"], row["test_pages"]) == ("museum", 5, 7)
    assert row["on_base"] == row["on_adapted"] == row["off_base"] == row["off_adapted"] == 1
    assert row["part"] == 0
