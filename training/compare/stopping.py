"""When training is to end: ``python -m training.compare.stopping``.

Models are trained on a few pages, of one site or of several, for a fixed number of epochs and with early stopping, and
label other pages: of the same site, or of sites that they have not seen.
"""

from __future__ import annotations

import argparse
import logging
from collections import defaultdict
from collections.abc import Iterator, Sequence
from time import perf_counter
from typing import NamedTuple

import numpy as np

from bbclf.classifier import LineClassifier
from bbclf.dataset import TrainingPage
from bbclf.evaluation import evaluate
from bbclf.fit import NetworkParams, TrainParams, fit_model
from training.pages.html import html_pages
from training.sources.pages import read_pages

__all__ = ["Trial", "main", "one_site_trials", "several_sites_trials"]

SOURCES = ("waddle", "arabic_sites", "magic_html", "mercury_en")
ENDINGS = {
    "3 epochs": NetworkParams(epochs=3, early_stopping=False),
    "10 epochs": NetworkParams(epochs=10, early_stopping=False),
    "early stopping": NetworkParams(),
}
PAGES_OF_SITE = (10, 20)
N_SITES = (10, 40, 150)
N_ONE_SITE = 6
"""Sites that are trained on alone: those with the most pages."""
MAX_PAGES_OF_SITE = 5
"""Where several sites are trained on."""
N_TEST_SITES = 120
DRAWS = 2
SEED = 1

log = logging.getLogger("stopping")


class Trial(NamedTuple):
    """Pages to train on, and pages to label."""

    name: str
    train: list[TrainingPage]
    test: list[TrainingPage]


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Word F1 by how training ends.")
    parser.add_argument("--sources", nargs="+", default=SOURCES, help="sources of the pages")
    options = parser.parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S")
    sites: defaultdict[str, list[TrainingPage]] = defaultdict(list)
    for page in html_pages(list(read_pages(sources=options.sources))):
        if (page.weight > 0).any():
            sites[page.site or ""].append(page)
    found: defaultdict[str, list[list[float]]] = defaultdict(list)
    for trial in (*one_site_trials(sites), *several_sites_trials(sites)):
        found[trial.name].append([_word_f1(trial, network) for network in ENDINGS.values()])
        log.info("%s: %s", trial.name, found[trial.name][-1])
    print(f"| trained on | {' | '.join(ENDINGS)} |\n|---|{'---:|' * len(ENDINGS)}")
    for name, scores in found.items():
        print(f"| {name} | {' | '.join(f'{mean:.4f}' for mean in np.mean(scores, axis=0))} |")


def one_site_trials(sites: dict[str, list[TrainingPage]]) -> Iterator[Trial]:
    """Some pages of one site, tested on its others; parameters as the pages by their site."""
    largest = sorted(sites, key=lambda name: (-len(sites[name]), name))[:N_ONE_SITE]
    for n_pages in PAGES_OF_SITE:
        for name in largest:
            for draw in range(DRAWS):
                order = np.random.default_rng(SEED + draw).permutation(len(sites[name])).tolist()
                pages = [sites[name][number] for number in order]
                yield Trial(f"{n_pages} pages of one site", pages[:n_pages], pages[n_pages:])


def several_sites_trials(sites: dict[str, list[TrainingPage]]) -> Iterator[Trial]:
    """Some pages of each of several sites, tested on others; parameters as for :func:`one_site_trials`."""
    for n_sites in N_SITES:
        for draw in range(DRAWS):
            order = np.random.default_rng(SEED + draw).permutation(sorted(sites)).tolist()
            held_out, others = order[:N_TEST_SITES], order[N_TEST_SITES:]
            yield Trial(
                f"{n_sites} sites",
                [page for name in others[:n_sites] for page in sites[name][:MAX_PAGES_OF_SITE]],
                [page for name in held_out for page in sites[name][:MAX_PAGES_OF_SITE]],
            )


def _word_f1(trial: Trial, network: NetworkParams) -> float:
    """Word F1 on the pages of the test, of a model whose networks are trained as told."""
    start = perf_counter()
    model = fit_model(trial.train, TrainParams(network=network), jobs=1).model
    log.info("%d pages, %d epochs at most: %.0f s", len(trial.train), network.epochs, perf_counter() - start)
    return evaluate(LineClassifier(model), trial.test).slices[0].word_f1


if __name__ == "__main__":
    main()
