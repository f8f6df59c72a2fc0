"""The model card: what the shipped model was made of, how it did on pages it had not seen, where it fails."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from bbclf.dataset import TrainingPage
from bbclf.fit import Fitted, ViewFit
from bbclf.fit.lines import site_of
from bbclf.fit.thresholds import HARM
from training.model.page_groups import CONFIDENCE, MIN_PAGES, N_DRAWS, OTHERS, GroupScore, group_scores, score_pages
from training.model.wrong_lines import EXPLANATION, kind_errors
from training.sources.lexicon import base_language

__all__ = ["model_card"]

INTRODUCTION = f"""\
# Model card: bbclf default model

Labels every line of a web page as content or boilerplate. A network of one hidden layer for each view (html, text,
leftover) over the features of `bbclf.features`, and two vocabularies of hashed n-grams; plain arrays, no pickle.

## How it was made

`make model`: the training pages of `data/SOURCES.md`, labelled by aligning each line with the page's main text;
parameters in `training/params.toml`; experiments in `training/EXPERIMENTS.md`.

## How it does on sites it has not seen

Out of fold, folds by site: each page was labelled by a model that saw no page of its site. Word F1, precision and
recall as the line labels tell them (words of lines, lines that could not be labelled left out), means over pages; "keep
all" is the word F1 of keeping every line of the same pages. "harmed": share of pages that lose more than {HARM:.2f}
against keeping all. `training/compare.py` gives the word F1 against the pages' full truth, beside other extractors.

Behind each word F1 stands its {CONFIDENCE:.0%} interval: {N_DRAWS:,} bootstrap draws of whole sites, since pages of one
site succeed and fail together. It tells what other sites of the same kind would change, not other collections; of few
sites it is too narrow, and of one there is none. Groups of fewer than {MIN_PAGES} pages are summed up as "{OTHERS}".
"""

REPEATED_PAGES = """\
This view holds the same pages several times, once for each way of making it, so that a page is counted as often in
"pages". The intervals draw sites, and repeats do not narrow them.
"""


def model_card(fitted: Fitted, page_types: Mapping[str, str], makers: Mapping[str, Sequence[TrainingPage]]) -> str:
    """Text of ``MODEL_CARD.md``.

    Parameters
    ----------
    fitted : Fitted
    page_types : mapping of str to str
        Type (``"article"``, ``"forum"``, ...) by page id; pages whose type is not known are left out.
    makers : mapping of str to sequence of TrainingPage
        Ways in which pages were made, each with its pages, the very objects that `fit_model` was given; a view none
        of whose pages is among them has no table by maker.

    Returns
    -------
    str
        Markdown.
    """
    maker_of = {id(page): name for name, pages in makers.items() for page in pages}
    parts = [INTRODUCTION]
    for view, fit in fitted.views.items():
        parts.append(f"\n### View {view} (threshold {fit.threshold:.2f})\n")
        parts += _score_tables(fit, page_types, [maker_of.get(id(page)) for page in fit.pages])
        parts.append(_calibration(fit))
    parts.append(f"\n## Where it fails\n\n{EXPLANATION}")
    parts += [f"### View {view}\n\n{_error_table(fit)}" for view, fit in fitted.views.items()]
    return "\n".join(parts)


def _score_tables(fit: ViewFit, page_types: Mapping[str, str], makers: Sequence[str | None]) -> list[str]:
    """A table for each way of grouping the pages of a view."""
    scores = score_pages(fit.is_boilerplate, fit.cross.lines, fit.cross.n_words)
    sites = [site_of(page) for page in fit.pages]
    groupings: dict[str, list[str | None]] = {
        "language": [base_language(page.lang) if page.lang else "unknown" for page in fit.pages],
        "source": [page.source or "unknown" for page in fit.pages],
        "page type": [page_types.get(page.page.id or "") for page in fit.pages],
        "maker": list(makers),
    }
    tables = [REPEATED_PAGES] if len({page.page.id for page in fit.pages}) < len(fit.pages) else []
    for name, groups in groupings.items():
        if set(groups) != {None}:
            tables.append(_score_table(name, group_scores(scores, groups, sites)))
    return tables


def _score_table(name: str, rows: Iterable[GroupScore]) -> str:
    body = [
        [
            row.name,
            f"{row.n_pages:,}",
            f"{row.n_sites:,}",
            f"{row.keep_all:.3f}",
            f"{row.f1:.3f} ({_interval(row)})",
            f"{row.precision:.3f}",
            f"{row.recall:.3f}",
            f"{row.harmed:.1%}",
        ]
        for row in rows
    ]
    return _table([name, "pages", "sites", "keep all", "word F1", "precision", "recall", "harmed"], body)


def _interval(row: GroupScore) -> str:
    if row.interval is None:
        return "one site"
    low, high = row.interval
    return f"{low:.3f} to {high:.3f}"


def _error_table(fit: ViewFit) -> str:
    body = [
        [
            row.kind,
            f"{row.words:.1%}",
            f"{row.content_lost + row.boilerplate_kept:.1%}",
            f"{row.content_lost:.1%}",
            f"{row.boilerplate_kept:.1%}",
            f"{row.wrong:.1%}",
        ]
        for row in kind_errors(fit)
    ]
    header = ["kind of line", "words", "of all wrong words", "content lost", "boilerplate kept", "wrong"]
    return _table(header, body)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    rule = ["---", *("---:" for _ in header[1:])]
    return "\n".join(f"| {' | '.join(row)} |" for row in (header, rule, *rows)) + "\n"


def _calibration(fit: ViewFit) -> str:
    """Reliability: how often lines of a probability are boilerplate, each line counted by its weight."""
    lines, p = fit.cross.lines, fit.cross.p_boilerplate
    bins = np.minimum((p * 10).astype(np.int64), 9)
    rows, error = [], 0.0
    for number in range(10):
        weight = lines.weight * (bins == number)
        if not weight.sum():
            continue
        mean = float(np.average(p, weights=weight))
        found = float(np.average(lines.is_boilerplate, weights=weight))
        share = float(weight.sum() / lines.weight.sum())
        error += share * abs(mean - found)
        bounds = f"{number / 10:.1f} to {number / 10 + 0.1:.1f}"
        rows.append([bounds, f"{share:.1%}", f"{mean:.3f}", f"{found:.3f}"])
    table = _table(["p_boilerplate", "lines", "mean", "boilerplate"], rows)
    return f"{table}\nExpected calibration error {error:.4f}.\n"
