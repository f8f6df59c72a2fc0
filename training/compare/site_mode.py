"""What other pages of a site tell: ``python -m training.compare.site_mode``.

Pages of sites with several pages, labelled by themselves and with profiles of 2, 5, 10, 20 and 40 pages of their site,
from the out-of-fold results that the chain behind ``make model`` wrote. The site correction is fitted on four fifths of
the sites, and judged on the others. Truth is that of the pages, by line; but labels of outlets come from repetition, as
the columns do: their rows only show that nothing is lost.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from bbclf.decision import page_thresholds
from bbclf.fit.site import PROFILE_SIZES, JudgedPage, SitedPage, fit_site_correction, sited_pages
from bbclf.model import load_model
from bbclf.tokens import count_words, read_chars
from bbclf.view import View
from training.compare.options import out_of_fold_parser
from training.model.page_groups import bootstrap_interval
from training.model.site_correction import SETS, read_judged_sets, weighed
from training.report.figures import FIGURES, read_figures, write_figures
from training.report.tables import site_mode_table
from training.sources.pages import read_pages

__all__ = ["PageGain", "judge_sets", "main", "measure_site_mode", "rows"]

N_FOLDS = 5
SEED = 1

log = logging.getLogger("site mode")


class PageGain(NamedTuple):
    """One page, labelled by itself and with a profile.

    Attributes
    ----------
    set : str
        Of :data:`training.model.site_correction.SETS`.
    site : str
    size : int
        Pages of the profile, this one among them.
    alone, with_profile : float
        Word F1 by line labels.
    """

    set: str
    site: str
    size: int
    alone: float
    with_profile: float


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = out_of_fold_parser("Word F1 of single pages and of site mode, sites held out.")
    parser.add_argument("--out", type=Path, default=FIGURES, help="figures to put the section into (%(default)s)")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    figures = read_figures(options.out) if options.out.exists() else {}
    section = measure_site_mode(options.oof, options.model)
    print(site_mode_table(section["rows"]))
    write_figures({**figures, "site_mode": section}, options.out)


def measure_site_mode(out_of_fold: Path, model: Path | None) -> dict[str, Any]:
    """The section ``site_mode`` of the figures.

    Parameters
    ----------
    out_of_fold : Path
        Folder of out-of-fold results.
    model : Path or None
        Whose thresholds are used; None for the packaged model.

    Returns
    -------
    dict
        ``rows``: see :func:`rows`.
    """
    thresholds = load_model(model).thresholds
    return {"rows": rows(judge_sets(read_judged_sets(list(read_pages()), out_of_fold), thresholds))}


def judge_sets(sets: Mapping[str, Sequence[JudgedPage]], thresholds: Mapping[View, float]) -> list[PageGain]:
    """Every page by itself and with profiles, by corrections that have not seen its site.

    Parameters
    ----------
    sets : mapping of str to sequence of JudgedPage
    thresholds : mapping of view to float

    Returns
    -------
    list of PageGain
    """
    gains = []
    for network, names in SETS.items():
        pages = [(name, page) for name in names for page in sited_pages(weighed(name, sets[name]), SEED)]
        fold_of = _folds([page.judged.page.site or "" for _, page in pages])
        for fold in range(N_FOLDS):
            held_out = [pair for pair in pages if fold_of[pair[1].judged.page.site or ""] == fold]
            others = [page for _, page in pages if fold_of[page.judged.page.site or ""] != fold]
            correction = fit_site_correction(others)
            log.info("%s, fold %d: %d pages to judge", network, fold, len(held_out))
            for name, page in held_out:
                p = correction.apply(page.judged.p_boilerplate, page.columns)
                alone, with_profile = (_word_f1(page, of, thresholds) for of in (page.judged.p_boilerplate, p))
                gains.append(PageGain(name, page.judged.page.site or "", page.size, alone, with_profile))
    return [gain for gain in gains if not np.isnan(gain.alone)]


def _folds(sites: Sequence[str]) -> dict[str, int]:
    names = sorted(set(sites))
    order = np.random.default_rng(SEED).permutation(len(names))
    return {names[number]: position % N_FOLDS for position, number in enumerate(order.tolist())}


def _word_f1(page: SitedPage, p: NDArray[np.float32], thresholds: Mapping[View, float]) -> float:
    """Word F1 of a page by its labels, NaN without content; as predicted, with the rules for single pages."""
    labelled = page.judged.page
    view, n_words = labelled.page.view, count_words(read_chars(labelled.page.lines))
    threshold = page_thresholds(p, n_words, np.array([0, len(p)]), thresholds[view], view)[0]
    words = n_words * (labelled.weight > 0)
    kept, content = words * (p < threshold), words * ~labelled.is_boilerplate
    if not content.sum():
        return np.nan
    return float(2 * (kept * ~labelled.is_boilerplate).sum() / (kept.sum() + content.sum()))


def rows(gains: Sequence[PageGain]) -> list[dict[str, Any]]:
    """A row for each set of pages and size of profile.

    Parameters
    ----------
    gains : sequence of PageGain

    Returns
    -------
    list of dict
        ``set``, ``profile`` (pages of it), ``pages``, ``sites``, mean word F1 ``alone`` and ``with_profile``, ``gain``
        and its 95% ``interval`` by a bootstrap of sites, ``site_gain``: the mean over sites of their mean gains.
    """
    found = []
    for name in dict.fromkeys(gain.set for gain in gains):
        for size in PROFILE_SIZES:
            of = [gain for gain in gains if gain.set == name and gain.size == size]
            if not of:
                continue
            alone, with_profile = (np.array([getattr(gain, field) for gain in of]) for field in PageGain._fields[3:])
            sites = [gain.site for gain in of]
            gained = with_profile - alone
            found.append(
                {
                    "set": name,
                    "profile": size,
                    "pages": len(of),
                    "sites": len(set(sites)),
                    "alone": float(alone.mean()),
                    "with_profile": float(with_profile.mean()),
                    "gain": float(gained.mean()),
                    "interval": bootstrap_interval(gained, sites),
                    "site_gain": float(np.mean([gained[np.array(sites) == site].mean() for site in set(sites)])),
                }
            )
    return found


if __name__ == "__main__":
    main()
