"""A scraper's author has pages of her own site and the text of their articles: from there to a better model.

The commands, one after another::

    bbclf label pages/ --truth texts/ -o labelled.jsonl
    bbclf train labelled.jsonl --base default --out ours
    bbclf evaluate test.jsonl --model ours --against default
    bbclf predict page.html --model ours
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from bbclf.classifier import LineClassifier
from bbclf.model import default_model_folder
from tests.support.run import Bbclf
from tests.support.training_pages import SUBJECTS, prose
from training.sources.pages import pages_folder, read_page_file

pytest.importorskip("sklearn")
pytest.importorskip("rapidfuzz")

N_OWN = 40
N_TEST = 10


class OwnPage(NamedTuple):
    """A page of the author's site, and the text of its article."""

    html: str
    text: str


def invented() -> Iterator[OwnPage]:
    """Pages of an invented site, whose articles are lists of short lines and whose sidebar is prose."""
    for number in range(N_OWN + N_TEST):
        subject = SUBJECTS[number % len(SUBJECTS)]
        entries = [f"{subject.title()} {number}.{entry}: open {entry + 7} to {entry + 15}" for entry in range(9)]
        articles = "".join(f"<div class=entry>{entry}</div>" for entry in entries)
        aside = "".join(f"<p>{prose(subject, number + line)}</p>" for line in range(3))
        yield OwnPage(f"<div class=box>{articles}</div><div class=box>{aside}</div>", "\n".join(entries))


def fetched() -> Iterator[OwnPage]:
    """Pages of a real site, where the training pages are at hand; the shipped model has seen them."""
    path = pages_folder() / "waddle.jsonl.xz"
    if path.exists():
        yield from (OwnPage(raw.html, raw.truth) for raw in read_page_file(path) if raw.site == "we-dwoje.pl")


@pytest.mark.parametrize("pages", [invented, fetched])
def test_from_forty_pages_to_a_better_model(
    bbclf: Bbclf, tmp_path: Path, shipped_model: LineClassifier, pages: Callable[[], Iterator[OwnPage]]
) -> None:
    own = list(pages())[: N_OWN + N_TEST]
    if len(own) < N_OWN + N_TEST:
        pytest.skip("the training pages are not here: see data/SOURCES.md")
    for name in ("pages", "texts"):
        (tmp_path / name).mkdir()
    for number, page in enumerate(own):
        (tmp_path / f"pages/{number:02}.html").write_text(page.html, "utf-8")
        (tmp_path / f"texts/{number:02}.txt").write_text(page.text, "utf-8")

    done = bbclf("label", "pages", "--truth", "texts", "-o", "all.jsonl")
    assert done.returncode == 0, done.stderr.decode()
    lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines(keepends=True)
    assert len(lines) >= N_OWN + N_TEST - 2
    (tmp_path / "labelled.jsonl").write_text("".join(lines[:N_OWN]), "utf-8")
    (tmp_path / "test.jsonl").write_text("".join(lines[N_OWN:]), "utf-8")

    base = default_model_folder()
    done = bbclf("train", "labelled.jsonl", "--base", base, "--out", "ours")
    assert done.returncode == 0, done.stderr.decode()
    assert b"held-out pages" in done.stderr

    done = bbclf("evaluate", "test.jsonl", "--model", "ours", "--against", base, "--json")
    comparison = json.loads(done.stdout)["comparison"]
    print(f"{pages.__name__}: word F1 {comparison['difference']:+.3f} on {N_TEST} other pages of the site")
    assert comparison["difference"] >= (0.02 if pages is invented else -0.005)

    done = bbclf("predict", "pages/49.html", "--model", "ours", "--quiet")
    assert done.returncode == 0
    assert done.stdout
