"""Measure and print; with ``--publish`` also write the figures, the plots and the README's table."""

from __future__ import annotations

import argparse
import cProfile
import itertools
import pstats
import tempfile
from collections.abc import Sequence
from pathlib import Path

from bbclf.classifier import LineClassifier
from bbclf.page import Page
from training import ROOT
from training.bench.load import load_times
from training.bench.models import model_folder
from training.bench.pages import invented_pages
from training.bench.processes import jobs_times, peak_memory, start_times
from training.bench.report import Bench, PageTimes, to_section, write_plots
from training.bench.scaling import scaling_curves
from training.bench.series import PATTERNS, SERIES
from training.bench.stages import extractor_times, stage_times, text_rates
from training.report.documents import Documents, fill_documents
from training.report.figures import read_figures
from training.report.speed import speed_tables
from training.sources.pages import pages_folder, read_pages

WITH_SCRIPTS = ("defuddle", "fixtures", "fundus", "harvest_forum", "llm_webkit", "magic_html")
"""Collections that keep the scripts of their pages; WCXB has taken them out."""

MIN_SCRIPTS = 5


def main() -> None:
    """Run what the command line asks for."""
    arguments = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        model = model_folder(Path(scratch))
        classifier = LineClassifier.load(model)
        name, pages = _pages(arguments.pages)
        scripts, with_scripts = _pages_with_scripts(arguments.pages)
        if arguments.profile:
            _profile(classifier, pages)
            return
        bench = Bench(
            pages=name,
            stages=stage_times(classifier, pages, arguments.rounds),
            extractors=extractor_times(pages, rounds=3),
            text=text_rates(classifier, pages, arguments.rounds),
            start=start_times(model, Path(scratch), rounds=5),
            memory=peak_memory(model, (100, 1000)),
            jobs=jobs_times(model, (pages * 2000)[: arguments.job_pages], Path(scratch)),
            scaling=scaling_curves(classifier, SERIES, arguments.scale, rounds=2),
            patterns=scaling_curves(classifier, PATTERNS, arguments.scale, rounds=2),
            with_scripts=PageTimes(
                scripts,
                stage_times(classifier, with_scripts, arguments.rounds),
                extractor_times(with_scripts, rounds=3),
            ),
            load=load_times(model, pages, arguments.rounds),
        )
    print(speed_tables(to_section(bench)))
    if arguments.publish:
        documents = Documents()
        fill_documents(documents, {**read_figures(documents.figures), "bench": to_section(bench)})
        write_plots(bench, ROOT / "docs" / "bench")


def _pages(n_pages: int) -> tuple[str, list[str]]:
    """The training pages that are here, every so many, else invented ones."""
    if not pages_folder().is_dir():
        return f"{n_pages} invented ones", invented_pages(n_pages)
    pages = [page.html for page in itertools.islice(read_pages(sources=["wcxb"]), 0, None, 5)][:n_pages]
    return f"{len(pages)} of WCXB, {_mean_size(pages)}", pages


def _pages_with_scripts(n_pages: int) -> tuple[str, list[str]]:
    """The first training pages of each collection that keeps scripts, else invented ones, which have one each."""
    if not pages_folder().is_dir():
        return f"{n_pages} invented ones with a script", invented_pages(n_pages)
    pages: list[str] = []
    for source in WITH_SCRIPTS:
        of_source = (page.html for page in read_pages(sources=[source]))
        pages += itertools.islice(filter(_has_scripts, of_source), -(-n_pages // len(WITH_SCRIPTS)))
    return f"{len(pages)} with {MIN_SCRIPTS} scripts or more, {_mean_size(pages)}", pages


def _has_scripts(html: str) -> bool:
    return html.lower().count("<script") >= MIN_SCRIPTS


def _mean_size(pages: Sequence[str]) -> str:
    return f"mean {sum(map(len, pages)) / len(pages) / 1000:.0f},000 characters"


def _profile(classifier: LineClassifier, pages: list[str]) -> None:
    """Print where the time from HTML to labels goes."""
    profiler = cProfile.Profile()
    profiler.enable()
    for _ in classifier.label_many(map(Page.from_html, pages)):
        pass
    profiler.disable()
    pstats.Stats(profiler).sort_stats("tottime").print_stats(40)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.bench", description=__doc__)
    parser.add_argument("--publish", action="store_true", help="write docs/figures.json and what shows it")
    parser.add_argument("--pages", type=int, default=100, help="pages that bbclf and the extractors read (%(default)s)")
    parser.add_argument("--job-pages", type=int, default=2000, help="pages for --jobs 1 and 2 (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="of which the fastest counts (%(default)s)")
    parser.add_argument("--scale", type=float, default=1.0, help="of the largest pages of the curves (%(default)s)")
    parser.add_argument("--profile", action="store_true", help="only show where the time goes")
    return parser.parse_args()


if __name__ == "__main__":
    main()
