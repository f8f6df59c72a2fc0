"""Headlines in HTML: ``python -m training.compare.headlines``.

On pages with one ``<h1>`` of three words or more that begins the title there is no doubt which line is the headline.
Pages are labelled out of fold.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from bbclf.fit.site import JudgedPage
from bbclf.html.tags import TAGS
from bbclf.model import Model, load_model
from bbclf.page import Page
from bbclf.tokens import count_words, read_chars
from training.compare.natural import kept_lines
from training.compare.options import out_of_fold_parser
from training.model.site_correction import read_judged
from training.pages.html import html_pages
from training.sources.pages import read_pages

__all__ = ["HeadlineShare", "headline_share", "main", "undoubted_headline"]

MIN_WORDS = 3


class HeadlineShare(NamedTuple):
    """How many headlines are kept.

    Attributes
    ----------
    pages : int
        Pages with a headline that is beyond doubt.
    kept : int
        Those of them that keep all its lines.
    """

    pages: int
    kept: int


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    options = out_of_fold_parser("How many headlines are kept, out of fold.").parse_args(arguments)
    raws = list(read_pages())
    judged = read_judged(html_pages(raws), options.oof / "html.jsonl.xz")
    share = headline_share(judged, {raw.id: raw.title for raw in raws}, load_model(options.model))
    print(f"{share.kept:,} of {share.pages:,} headlines kept")


def headline_share(judged: Sequence[JudgedPage], titles: Mapping[str, str], model: Model) -> HeadlineShare:
    """How many headlines beyond doubt are kept.

    Parameters
    ----------
    judged : sequence of JudgedPage
        Of the html view.
    titles : mapping of str to str
        Text of ``<title>`` by the id of the page.
    model : Model
        Whose threshold is used.
    """
    n_pages = n_kept = 0
    for one in judged:
        page = one.page.page
        headline = undoubted_headline(page, titles.get(page.id or "", ""))
        if headline:
            n_pages += 1
            n_kept += bool(kept_lines(one, "html", model)[headline].all())
    return HeadlineShare(n_pages, n_kept)


def undoubted_headline(page: Page, title: str) -> list[int]:
    """Numbers of the lines of the page's only ``<h1>``, if it has three words or more and begins the title.

    Returns
    -------
    list of int
        Empty if there is no such headline.
    """
    if page.markup is None:
        return []
    parent, tag = page.markup.parent.tolist(), page.markup.tag.tolist()
    h1_of: list[int] = []  # the <h1> that each element is or is in, or -1
    for element, above in enumerate(parent):
        h1_of.append(element if tag[element] == TAGS["h1"] else h1_of[above] if above >= 0 else -1)
    of_line = [h1_of[element] for element in page.markup.element.tolist()]
    if len(set(of_line) - {-1}) != 1:
        return []
    numbers = [number for number, h1 in enumerate(of_line) if h1 >= 0]
    text = " ".join(" ".join(page.lines[number] for number in numbers).split())
    begins = " ".join(title.split()).casefold().startswith(text.casefold())
    n_words = float(np.sum(count_words(read_chars([text]))))
    return numbers if begins and n_words >= MIN_WORDS else []


if __name__ == "__main__":
    main()
