"""HTML pages rewritten for training: residue is boilerplate, and all else is labelled as before."""

from __future__ import annotations

import gzip
import json

import pytest

from training.pages.html import html_page
from training.pages.leftover import RESIDUE_WEIGHT
from training.pages.rewritten import rewritten_pages
from training.sources.pages import RawPage

PARAGRAPHS = [
    "It rained all night in the valley, and in the morning the road was under water.",
    "The miller said that he had never seen the river so high in all his forty years.",
    "In the afternoon the water fell, and the children came out to look at the mud.",
]


def raw(number: int, known_blocks: tuple[str, ...] = ()) -> RawPage:
    html = f"<ul><li><a href=/>Home</a></ul>{''.join(f'<p>{line}</p>' for line in PARAGRAPHS)}<footer>Imprint</footer>"
    truth = "\n".join(PARAGRAPHS)
    return RawPage(f"p{number}", "x", "", "example.org", "en", "Rain", html, truth, None, known_blocks)


@pytest.fixture(autouse=True)
def lexicon(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path_factory.mktemp("lexicon") / "phrases.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"lang": "en", "text": "Share this page", "kind": "share", "source": "invented"}))
    monkeypatch.setenv("BBCLF_LEXICON", str(path))


def test_residue_is_boilerplate_of_its_own_weight_and_the_rest_is_as_before() -> None:
    raws = [raw(number) for number in range(8)]
    made = rewritten_pages(raws, [html_page(page) for page in raws])
    assert len(made) >= 6
    for page in made:
        before = {"Home": True, "Imprint": True} | dict.fromkeys(PARAGRAPHS, False)
        for line, noise, weight in zip(page.page.lines, page.is_boilerplate, page.weight, strict=True):
            assert noise == before.get(line, True)
            assert (weight == RESIDUE_WEIGHT) == (line not in before)
        assert (page.page.source, page.site, page.lang) == (None, "example.org", "en")


def test_pages_of_partial_truth_and_pages_without_paragraphs_give_none() -> None:
    raws = [raw(1, known_blocks=(PARAGRAPHS[0],)), raw(2)._replace(html="<p>Home</p>")]
    assert rewritten_pages(raws, [html_page(page) for page in raws]) == []
