"""Made-up pages: they teach the networks alone, in the folds of their sites."""

from __future__ import annotations

from bbclf.dataset import TrainingPage
from bbclf.fit import fit_model
from bbclf.fit.lines import assign_folds
from tests.support.training_pages import PARAMS, TEXTS, text_page, with_labels


def made_up_pages(n: int) -> list[TrainingPage]:
    return [with_labels(text_page("harbour", number), is_boilerplate=True) for number in range(n)]


def test_made_up_pages_teach_the_networks_alone() -> None:
    without, taught = fit_model(TEXTS, PARAMS), fit_model(TEXTS, PARAMS, made_up=made_up_pages(1))
    assert taught.model.lexical.words.weights.tolist() == without.model.lexical.words.weights.tolist()
    assert taught.model.networks["text"].weights.tolist() != without.model.networks["text"].weights.tolist()
    assert [page.page.id for page, _ in taught.held_out()] == [page.page.id for page, _ in without.held_out()]


def test_a_made_up_page_is_held_out_with_its_site() -> None:
    without, taught = (
        {page.page.id: held_out.p_boilerplate.tolist() for page, held_out in fitted.held_out()}
        for fitted in (fit_model(TEXTS, PARAMS), fit_model(TEXTS, PARAMS, made_up=made_up_pages(9)))
    )
    fold = {page.page.id: fold for page, fold in zip(TEXTS, assign_folds(TEXTS, PARAMS.n_folds), strict=True)}
    assert {id for id in fold if without[id] != taught[id]} == {id for id in fold if fold[id] != fold["harbour-0"]}
