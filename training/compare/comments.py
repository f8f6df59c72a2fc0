"""Readers' comments in HTML: ``python -m training.compare.comments``.

Comments below an article are boilerplate by the truth of nearly all sources, posts of a thread are content. Both stand
inside elements that are called comments. Pages are labelled out of fold.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from bbclf.fit.site import JudgedPage
from bbclf.model import Model, load_model
from bbclf.tokens import count_words, read_chars
from training.compare.natural import kept_lines
from training.compare.options import out_of_fold_parser
from training.model.site_correction import read_judged
from training.model.wrong_lines import in_comments
from training.pages.html import html_pages
from training.sources.pages import read_pages

__all__ = ["CommentShares", "comment_shares", "main"]


class CommentShares(NamedTuple):
    """What is kept of lines inside elements for comments.

    Attributes
    ----------
    boilerplate_pages, content_pages : int
        Pages with such lines that are boilerplate, or content.
    boilerplate_kept, content_kept : float
        Share of the words of those lines that are kept, 0 to 1; NaN without any.
    """

    boilerplate_pages: int
    boilerplate_kept: float
    content_pages: int
    content_kept: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    options = out_of_fold_parser("What is kept of comments, out of fold.").parse_args(arguments)
    judged = read_judged(html_pages(list(read_pages())), options.oof / "html.jsonl.xz")
    shares = comment_shares(judged, load_model(options.model))
    print(f"boilerplate: {shares.boilerplate_kept:.1%} of its words kept, {shares.boilerplate_pages:,} pages")
    print(f"content: {shares.content_kept:.1%} of its words kept, {shares.content_pages:,} pages")


def comment_shares(judged: Sequence[JudgedPage], model: Model) -> CommentShares:
    """Shares over all pages, lines of all of them pooled.

    Parameters
    ----------
    judged : sequence of JudgedPage
        Of the html view; lines of weight 0 do not count.
    model : Model
        Whose threshold is used.
    """
    pages, words, kept = np.zeros(2, dtype=np.int64), np.zeros(2), np.zeros(2)
    for one in judged:
        page = one.page
        n_words = count_words(read_chars(page.page.lines)) * in_comments(page.page) * (page.weight > 0)
        keep = kept_lines(one, "html", model)
        for number, of_kind in enumerate((page.is_boilerplate, ~page.is_boilerplate)):
            pages[number] += bool(n_words[of_kind].any())
            words[number] += n_words[of_kind].sum()
            kept[number] += n_words[of_kind & keep].sum()
    share = np.divide(kept, words, out=np.full(2, np.nan), where=words > 0)
    return CommentShares(int(pages[0]), float(share[0]), int(pages[1]), float(share[1]))


if __name__ == "__main__":
    main()
