"""Fit a model to all training pages in every view, and measure it out of fold."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

from bbclf.dataset import TrainingPage
from bbclf.fit import Fitted, fit_model, read_params
from bbclf.fit.site import JudgedPage
from bbclf.model import save_model
from training.compare.lexicon_evidence import measure, sample_phrases
from training.model.out_of_fold import write_out_of_fold
from training.model.site_correction import SETS, site_sets, with_site_correction
from training.model.view_figures import view_figures
from training.pages.html import html_pages
from training.pages.leftover import CLEANED_EXTRACTORS, extracted_pages, leftover_pages
from training.pages.rewritten import rewritten_pages
from training.pages.text import text_pages
from training.pages.tiny import tiny_pages
from training.pages.weights import weighted
from training.report.figures import write_figures
from training.residue.phrasing import Phrasing
from training.sources.lexicon import base_language, read_lexicon, read_newsroom_phrases
from training.sources.outlets import read_outlets
from training.sources.pages import RawPage, read_pages
from training.sources.phrase_table import read_phrase_table
from training.sources.turku import read_turku

__all__ = ["fit_candidate"]

CARD = "# A candidate\n\nNot installed yet: its card is written when it is.\n"

TEXTS_BY = ("block walk", "as in WET files", "converter drawn at random")
"""The ways in which the text view is made, in the order of :func:`training.pages.text.text_pages`."""

TEXT_FACTORS = (2.5, 1.5, 1.0)
EXTRACTED_FACTOR, LEFTOVER_FACTOR, NATURAL_FACTOR, TINY_FACTOR, REWRITTEN_FACTOR = 0.5, 0.7, 1.0, 0.3, 0.5
"""What the sets of pages weigh beside the html view; chosen on out-of-fold figures (training/EXPERIMENTS.md)."""

log = logging.getLogger("model")


def fit_candidate(params_path: Path, folder: Path, out_of_fold: Path, figures: Path) -> None:
    """Fit a model to the training pages.

    Parameters
    ----------
    params_path : Path
        TOML file of parameters.
    folder : Path
        The model folder to write.
    out_of_fold : Path
        Folder of the kept texts, a file for each view and way of making it (:mod:`training.model.out_of_fold`).
    figures : Path
        JSON file of the sections ``model``, ``phrases``, ``views`` and ``lexicon``.
    """
    params = read_params(params_path)
    raws = list(read_pages())
    log.info("labelling %d pages in every view", len(raws))
    plain = site_sets(html_pages(raws), text_pages(raws), extracted_pages(raws), read_outlets())
    html, outlets = weighted(plain["html"], 1.0), weighted(plain["outlets"], NATURAL_FACTOR)
    text_names = ("text", "text-wet", "text-random")
    texts = [weighted(plain[name], factor) for name, factor in zip(text_names, TEXT_FACTORS, strict=True)]
    extracted = {name: weighted(plain[f"leftover-{name}"], EXTRACTED_FACTOR) for name in CLEANED_EXTRACTORS}
    leftovers = [weighted(draw, LEFTOVER_FACTOR) for draw in leftover_pages(raws)]
    tiny = tiny_pages(raws, Phrasing({}))
    turku = weighted(read_turku(), NATURAL_FACTOR)
    pages = [
        *html, *chain(*texts), *chain(*extracted.values()), *chain(*leftovers), *turku, *outlets,
        *(page for name in tiny for page in weighted(tiny[name], TINY_FACTOR)),
    ]  # fmt: skip
    phrases = read_phrase_table()
    rewritten = weighted(rewritten_pages(raws, plain["html"]), REWRITTEN_FACTOR)
    fitted = fit_model(pages, params, phrases, log.info, made_up=rewritten)

    written = {"html": html, "turku": turku, "outlets": outlets, **dict(zip(text_names, texts, strict=True))}
    written |= {f"leftover-{name}": of_extractor for name, of_extractor in extracted.items()}
    for name, of_view in (written | {"leftover-residue": leftovers[0]}).items():
        write_out_of_fold(fitted, of_view, out_of_fold / f"{name}.jsonl.xz")

    made_by = dict(zip(TEXTS_BY, texts, strict=True))
    made_by |= {f"{name} as it is": of_extractor for name, of_extractor in extracted.items()}
    made_by |= {"extractor drawn at random, with residue": list(chain(*leftovers))}
    log.info("what each language's phrases give")
    evidence = measure(fitted.model, sample_phrases(read_lexicon()))
    sections = {
        "model": _model_figures(fitted, raws),
        "phrases": {"count": len(phrases.keys), "languages": _n_languages()},
        "views": _views(fitted, raws, made_by),
        "lexicon": [row._asdict() for row in evidence],
    }
    log.info("site correction")
    sets = {name: _judged(fitted, plain[name], written[name]) for names in SETS.values() for name in names}
    save_model(with_site_correction(fitted.model, sets), folder, CARD, force=True)
    write_figures(sections, figures)


def _judged(fitted: Fitted, plain: Sequence[TrainingPage], pages: Sequence[TrainingPage]) -> list[JudgedPage]:
    """Pages before they were weighted, with the out-of-fold probabilities of those that `fit_model` was given."""
    fit = fitted.views[pages[0].page.view]
    position = {id(page): number for number, page in enumerate(fit.pages)}
    return [
        JudgedPage(before, fit.page_probabilities(position[id(page)]))
        for before, page in zip(plain, pages, strict=True)
        if id(page) in position
    ]


def _model_figures(fitted: Fitted, raws: Sequence[RawPage]) -> dict[str, Any]:
    """What the model was made of."""
    manifest = fitted.model.manifest
    return {
        "version": manifest["version"],
        "params": manifest["params"],
        "pages": len(raws),
        "sites": manifest["data"]["sites"],
        "english": sum(base_language(raw.lang) == "en" for raw in raws) / len(raws),
    }


def _n_languages() -> int:
    """In how many languages the table has phrases."""
    return len({phrase.lang for phrase in read_lexicon()} | read_newsroom_phrases().keys())


def _views(
    fitted: Fitted, raws: Sequence[RawPage], made_by: Mapping[str, Sequence[TrainingPage]]
) -> dict[str, dict[str, Any]]:
    page_types = {raw.id: raw.page_type for raw in raws if raw.page_type}
    name_of = {id(page): name for name, pages in made_by.items() for page in pages}
    return {
        view: view_figures(fit, fitted.model.lexical, page_types, [name_of.get(id(page)) for page in fit.pages])
        for view, fit in fitted.views.items()
    }
