"""The model card: what the shipped model was made of, how it did on pages it had not seen, where it fails."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bbclf.metrics import HARM
from training.compare.lexicon_evidence import MAX_PHRASES, MIN_PHRASES, OTHER_HOST, evidence_table
from training.model.page_groups import CONFIDENCE, MIN_PAGES, N_DRAWS, OTHERS
from training.model.wrong_lines import EXPLANATION
from training.report.licences import licence_section
from training.report.tables import calibration_table, error_table, group_table, left_out_table

__all__ = ["model_card"]

INTRODUCTION = f"""\
# Model card: bbclf default model

Labels every line of a web page as content or boilerplate. A network of one hidden layer for each view (html, text,
leftover) over the features of `bbclf.features`, and two vocabularies of hashed n-grams; plain arrays, no pickle.

## How it was made

`make model`: the training pages of `data/SOURCES.md`, labelled by aligning each line with the page's main text;
parameters in `training/model/params.toml`; experiments in `training/EXPERIMENTS.md`. All figures of this card are
those of `docs/figures.json`.

## How it does on sites it has not seen

Out of fold, folds by site: each page was labelled by a model that saw no page of its site. Word F1, precision and
recall are those of the words of lines, lines that could not be labelled left out, means over pages; "keep all" is the
word F1 of keeping every line of the same pages. "harmed" is the share of pages that lose more than {HARM:.2f} against
keeping all. `docs/accuracy.md` has the word F1 against the pages' full truth, beside other extractors.

After each word F1 stands its {CONFIDENCE:.0%} interval, from {N_DRAWS:,} bootstrap samples of whole sites, since
pages of one site succeed and fail together. It covers other sites of the same kind, not other collections; of few
sites it is too narrow, and of one there is none. Groups of fewer than {MIN_PAGES} pages are joined as "{OTHERS}".
"""

REPEATED_PAGES = """\
This view has each page several times, once for each way of making it, and "pages" counts every one. The intervals
draw sites, so that repeats do not narrow them.
"""

LEFT_OUT = """\
## Languages and sources that it never saw

Each left out with all its pages and, for languages, all its phrases; word F1 against the full truth, by models trained
in two folds on the html and text views (`python -m training.compare.left_out`), beside other extractors on the same
pages.
"""

LEFT_OUT_SKIPPED = """\
These figures are of an earlier version of this model: the step was skipped (`make model LEFT_OUT=skip`).
"""

LEFT_OUT_MISSING = "Not measured.\n"

LEXICON = f"""\
## What the lexicon gives

Share of a language's phrases (up to {MAX_PHRASES}, drawn at random) that the model calls boilerplate where a phrase is
the last line of a page, after a blank line. "with" is the model as it is, "without" the same model with a table of
phrases that leaves that language out. Its vocabularies and networks stay, and these were trained with the phrases of
all languages: the difference is what the table gives to this model, not what a model would be that never had it. A
phrase that other languages have too ("Facebook", "Email") stays in the table, and a short last line may be boilerplate
by its position alone: "without" tells how often.

The page is made of the content lines of `data/golden/<page>.labels.tsv`, written for this project: of the language
itself where there is one, otherwise of a language with the same script, or of `{OTHER_HOST}`. Only languages of at
least {MIN_PHRASES} phrases; `python -m training.compare.lexicon_evidence` makes this table.
"""


def model_card(figures: Mapping[str, Any]) -> str:
    """Text of ``MODEL_CARD.md``.

    Parameters
    ----------
    figures : mapping
        With the sections ``views``, ``left_out`` and ``lexicon``.

    Returns
    -------
    str
        Markdown.
    """
    views = figures["views"]
    parts = [INTRODUCTION]
    for name, view in views.items():
        parts.append(f"\n### View {name} (threshold {view['threshold']:.2f})\n")
        if view["repeats"]:
            parts.append(REPEATED_PAGES)
        parts += [group_table(grouping, rows) for grouping, rows in view["groups"].items()]
        calibration = view["calibration"]
        error = f"Expected calibration error {calibration['expected_error']:.4f}."
        parts.append(f"{calibration_table(calibration['bins'])}\n{error}\n")
    parts.append(f"\n## Where it fails\n\n{EXPLANATION}")
    parts += [f"### View {name}\n\n{error_table(view['errors'])}" for name, view in views.items()]
    parts += _left_out(figures["left_out"])
    parts += [LEXICON, evidence_table(figures["lexicon"])] if figures["lexicon"] else []
    parts.append(licence_section())
    return "\n".join(parts)


def _left_out(left_out: Mapping[str, Any]) -> list[str]:
    parts = [LEFT_OUT]
    if not left_out["rows"]:
        return [*parts, LEFT_OUT_MISSING]
    if left_out.get("skipped"):
        parts.append(LEFT_OUT_SKIPPED)
    return [*parts, left_out_table(left_out["rows"])]
