"""A model adapted to pages of one site: better there, the same elsewhere, and never worse than its base."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.errors import DatasetError
from bbclf.features import featurise
from bbclf.fit import adapt_model, continuation, train
from bbclf.fit.adapt import PARTS
from bbclf.fit.continuation import continue_training
from bbclf.model import Model
from bbclf.page import LineBatch, Page
from tests.support.training_pages import HTMLS, PARAMS, SIDE_LINES, TEXTS, labelled, prose, text_page

SITE = "shop.example.org"


def shop_page(number: int) -> TrainingPage:
    """A page with lists of prices, which are boilerplate here; the base has never seen any."""
    prices = [f"{number + line} loaves, {line} euros" for line in range(4)]
    lines = [*SIDE_LINES[:2], *prices, *(prose("bakery", number + line) for line in range(4))]
    return labelled(Page.from_text("\n".join(lines), id=f"shop-{number}", view="text"), SITE)


SHOP = [shop_page(number) for number in range(80)]


@pytest.fixture(scope="module", autouse=True)
def _long_training() -> Iterator[None]:
    """A network of 16 units on 60 short pages takes more and longer steps than a real one, and fewer invented lines."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(continuation, "N_INVENTED", 200)
        patch.setattr(continuation, "EPOCHS", 40)
        patch.setattr(continuation, "LEARNING_RATE", 3e-3)
        yield


@pytest.fixture(scope="module")
def base() -> Model:
    """A model trained on other sites; with a threshold of .5, for it is sure of everything."""
    model = train(TEXTS + HTMLS, PARAMS)
    return replace(model, manifest={**model.manifest, "thresholds": {"html": 0.5, "text": 0.5}})


@pytest.fixture(scope="module")
def adapted(base: Model) -> Model:
    return adapt_model(SHOP[:60], base, PARAMS).model


def share_right(model: Model, pages: list[TrainingPage]) -> float:
    labels = [LineClassifier(model).label(page.page).is_boilerplate == page.is_boilerplate for page in pages]
    return float(np.concatenate(labels).mean())


def test_an_adapted_model_is_better_on_its_site_and_as_good_elsewhere(base: Model, adapted: Model) -> None:
    before, after = share_right(base, SHOP[60:]), share_right(adapted, SHOP[60:])
    assert before < 0.8
    assert after >= 0.9
    elsewhere = [text_page(subject, 7) for subject in ("museum", "theatre")]
    assert share_right(adapted, elsewhere) >= share_right(base, elsewhere) == 1


def test_all_else_is_the_base_s(base: Model, adapted: Model) -> None:
    assert adapted.lexical is base.lexical
    assert adapted.networks["html"] is base.networks["html"]
    assert len(adapted.networks["text"].bias) == len(base.networks["text"].bias)
    assert adapted.thresholds == base.thresholds
    assert adapted.manifest["favor"] == base.manifest["favor"]
    assert adapted.manifest["base"]["version"] == base.version != adapted.version
    assert adapted.manifest["base"]["parts"]["text"] in PARTS[1:]
    assert adapted.manifest["data"]["sites"] == 1


def test_its_sums_are_exact(adapted: Model) -> None:
    adapted.networks["text"].check()


def test_where_nothing_is_gained_the_base_stays(base: Model) -> None:
    fitted = adapt_model(TEXTS, base, PARAMS)
    assert fitted.model.manifest["base"]["parts"] == {"text": 0.0}
    assert fitted.model.networks["text"] is base.networks["text"]
    for page, held_out in fitted.held_out():
        expected = LineClassifier(base).label(page.page)
        assert (held_out.p_boilerplate.tolist(), held_out.threshold) == (
            expected.p_boilerplate.tolist(),
            expected.threshold,
        )


def test_the_same_pages_make_the_same_model(base: Model, adapted: Model) -> None:
    again = adapt_model(SHOP[:60], base, PARAMS).model
    for name, array in again.to_arrays().items():
        assert np.array_equal(array, adapted.to_arrays()[name])


def test_an_adapted_model_can_be_adapted(adapted: Model) -> None:
    again = adapt_model(SHOP[60:], adapted, PARAMS).model
    assert share_right(again, SHOP) >= share_right(adapted, SHOP)
    assert again.manifest["base"]["version"] == adapted.version


def test_one_site_is_enough_but_says_what_that_means(base: Model) -> None:
    said: list[str] = []
    adapt_model(SHOP[:4], base, PARAMS, report=said.append)
    assert said[0] == (
        "warning: pages of only 1 site for 2 folds: folds are made by page. Figures of held-out pages tell how well"
        " pages of these sites are labelled, not those of new sites"
    )


def test_what_cannot_be_adapted(base: Model) -> None:
    with pytest.raises(DatasetError, match="training needs 2 pages or more, one for each fold, got 1"):
        adapt_model(SHOP[:1], base, PARAMS)
    with pytest.raises(DatasetError, match="there is nothing to train on"):
        adapt_model([], base, PARAMS)
    with pytest.raises(DatasetError, match="lines of both labels"):
        adapt_model([replace(page, is_boilerplate=np.ones(len(page.page), dtype=bool)) for page in SHOP], base, PARAMS)
    leftovers = [replace(page, page=Page.from_text("\n".join(page.page.lines), view="leftover")) for page in SHOP]
    with pytest.raises(DatasetError, match="the base has no network for view 'leftover': train a model without a base"):
        adapt_model(leftovers, base, PARAMS)


def test_the_way_begins_at_the_network(base: Model) -> None:
    network = base.networks["text"]
    X = featurise(LineBatch([page.page for page in SHOP]), base.lexical).X
    is_boilerplate = np.concatenate([page.is_boilerplate for page in SHOP])
    way = continue_training(network, X, is_boilerplate, np.ones(len(X)), seed=1)
    assert way.network(0.0) is network
    before, after = network.log_odds(X), way.network(1.0).log_odds(X)
    assert way.network(1e-9).log_odds(X) == pytest.approx(before, abs=0.01)
    truth = np.where(is_boilerplate, 1, -1)
    assert np.logaddexp(0, -after * truth).mean() < np.logaddexp(0, -before * truth).mean() / 2


def test_prose_of_the_base_is_content(base: Model) -> None:
    """What the pages of this file are measured against: the base knows the prose of other sites."""
    page = labelled(
        Page.from_text("\n".join([*SIDE_LINES[:2], *(prose("museum", n) for n in range(4))]), view="text"), "museum"
    )
    assert share_right(base, [page]) == 1
