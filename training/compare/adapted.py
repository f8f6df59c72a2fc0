"""How much a model gains by labelled pages of one site: ``python -m training.compare.adapted``.

A base is trained without any page of some sources. Of each of their sites with many pages, some are taken to adapt it,
and the others tell what that gives on the site; pages of all other sites of these sources tell what it costs elsewhere.
With ``--base``, a model that may have seen these pages is taken as it is, and gains less.
"""

from __future__ import annotations

import argparse
import logging
from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.evaluation import evaluate
from bbclf.fit import adapt_model, fit_model, read_params
from bbclf.model import Model, load_model
from training.compare.left_out import two_folds
from training.model import PARAMS
from training.pages.html import html_pages
from training.report.figures import FIGURES, read_figures, write_figures
from training.report.tables import adapted_table
from training.sources.pages import read_pages

__all__ = ["learning_curve", "main", "sites_with_many_pages"]

SOURCES = ("waddle", "arabic_sites")
SIZES = (5, 10, 20, 40)
DRAWS = 2
"""Random choices of the pages that the base is adapted to; figures are their means."""

MIN_TEST_PAGES = 6
N_ELSEWHERE = 150
MAX_SITES = 8
SEED = 1

log = logging.getLogger("adapted")


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 of adapted models, on their site and elsewhere.")
    parser.add_argument("--sources", nargs="+", default=SOURCES, help="sources that the base has not seen")
    parser.add_argument("--base", type=Path, help="a model folder; by default one is trained without these sources")
    parser.add_argument("--out", type=Path, default=FIGURES, help="figures to put the section into (%(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    own = _labelled(html_pages(list(read_pages(sources=options.sources))))
    base = _train_base(options.sources) if options.base is None else load_model(options.base)
    sites = sites_with_many_pages(own, SIZES[1] + MIN_TEST_PAGES)[:MAX_SITES]
    elsewhere = [page for page in own if page.site not in sites]
    chosen = np.random.default_rng(SEED).permutation(len(elsewhere))[:N_ELSEWHERE]
    sample = [elsewhere[number] for number in chosen.tolist()]
    rows = [row for site in sites for row in learning_curve([p for p in own if p.site == site], sample, base)]
    print(adapted_table(rows))
    figures = read_figures(options.out) if options.out.exists() else {}
    write_figures({**figures, "adapted": {"rows": rows}}, options.out)


def _labelled(pages: Sequence[TrainingPage]) -> list[TrainingPage]:
    """Pages on which some line is labelled."""
    return [page for page in pages if (page.weight > 0).any()]


def _train_base(without: Sequence[str]) -> Model:
    raws = [raw for raw in read_pages() if raw.source not in without]
    return fit_model(html_pages(raws), two_folds(read_params(PARAMS)), report=log.info).model


def sites_with_many_pages(pages: Sequence[TrainingPage], least: int) -> list[str]:
    """Sites of at least so many pages, the largest first."""
    counts = Counter(page.site for page in pages if page.site)
    return [site for site, count in counts.most_common() if count >= least]


def learning_curve(
    of_site: Sequence[TrainingPage], elsewhere: Sequence[TrainingPage], base: Model
) -> list[dict[str, Any]]:
    """Mean word F1 of the base and of models adapted to 5, 10, 20 and 40 pages of a site.

    Parameters
    ----------
    of_site : sequence of TrainingPage
        Of one site.
    elsewhere : sequence of TrainingPage
        Of other sites.
    base : Model

    Returns
    -------
    list of dict
        A row for each size that leaves enough pages: ``site``, ``pages``, ``test_pages``, and word F1 ``on_base``,
        ``on_adapted``, ``off_base``, ``off_adapted``; ``part`` is the mean part of the way that was taken.
    """
    rows = []
    off_base = _word_f1(base, elsewhere)
    for size in SIZES:
        if len(of_site) < size + MIN_TEST_PAGES:
            break
        found: defaultdict[str, list[float]] = defaultdict(list)
        for draw in range(DRAWS):
            order = np.random.default_rng(SEED + draw).permutation(len(of_site)).tolist()
            own, test = [of_site[number] for number in order[:size]], [of_site[number] for number in order[size:]]
            adapted = adapt_model(own, base).model
            found["on_base"].append(_word_f1(base, test))
            found["on_adapted"].append(_word_f1(adapted, test))
            found["off_adapted"].append(_word_f1(adapted, elsewhere))
            found["part"].append(adapted.manifest["base"]["parts"]["html"])
        means = {name: float(np.mean(values)) for name, values in found.items()}
        rows.append(
            {
                "site": of_site[0].site,
                "pages": size,
                "test_pages": len(of_site) - size,
                "off_base": off_base,
                **means,
            }
        )
        log.info("%s", rows[-1])
    return rows


def _word_f1(model: Model, pages: Sequence[TrainingPage]) -> float:
    return evaluate(LineClassifier(model), pages).slices[0].word_f1


if __name__ == "__main__":
    main()
