"""Licences of the pages that the model was trained on, and what each asks: a section of the model card."""

from __future__ import annotations

from typing import NamedTuple

from training.report.markdown import markdown_table

__all__ = ["LICENCES", "Licence", "licence_section"]


class Licence(NamedTuple):
    """A licence of collections of pages.

    Attributes
    ----------
    name : str
    asks : str
        What it asks of those who pass the collection, or changed versions of it, on.
    sources : str
        Collections under it, named as in ``data/SOURCES.md``.
    """

    name: str
    asks: str
    sources: str


LICENCES = (
    Licence(
        "CC-BY-4.0",
        "name the author, link to the licence, say what was changed",
        "wcxb_dev, by Murrough Foley: its pages were split into lines, and the lines labelled by its main texts",
    ),
    Licence("ODC-By", "name the database and its licence", "Open Terms Archive"),
    Licence(
        "GPL-3.0",
        "copies and derived works go under the same licence, with their source",
        "waddle",
    ),
    Licence(
        "AGPL-3.0",
        "as GPL-3.0, also where a derived work is offered over a network",
        "omnivore's pages among fixtures_en",
    ),
    Licence(
        "Apache-2.0",
        "keep the licence and its notices, say what was changed",
        "magic-html, bbc/simorgh, htmldate, fixtures, fixtures_en, andy_news, mercury_en, harvest, FakeNewsCorpus",
    ),
    Licence(
        "MIT or BSD",
        "keep the copyright notice and the licence",
        "fundus, handmade (in part), mercury-parser, fixtures, cleaneval (its code), recipe-scrapers, juriscraper,"
        " mercury_en, defuddle, vfnd-vietnamese-fake-news-datasets",
    ),
    Licence(
        "none stated",
        "nothing is granted beyond what the law allows: text and data mining, quotation",
        "arabic_sites, handmade (in part), cleaneval (its pages), careercoach2022, CleanPortalEval, llm-webkit,"
        " multilingual-register-labeling, antcorpus, arabic-news-articles-clustering, Fake.br-Corpus, Urdu collection",
    ),
)

INTRODUCTION = """\
## Licences of the training data

The model is MIT. What it was trained on is not part of it: no page, and no line of one, is in the repository or in the
package, only weights and figures. The licences below bind those who pass the collections on or train a model
from them. The pages themselves belong to their publishers. `data/SOURCES.md` says where
each collection is; those of more than one licence stand under each.
"""


def licence_section() -> str:
    """The section as Markdown."""
    rows = [[licence.name, licence.asks, licence.sources] for licence in LICENCES]
    return f"{INTRODUCTION}\n{markdown_table(['licence', 'asks', 'collections'], rows, n_text=3)}"
