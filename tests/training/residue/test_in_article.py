"""Residue in the HTML of articles: between their own paragraphs, each line of it known."""

from __future__ import annotations

import gzip
import json

import numpy as np
import pytest

from bbclf.page import Page
from training.residue.in_article import add_residue_to_html, html_key
from training.residue.phrasing import Phrasing, Words

CONTENT = [
    "It rained all night & in the morning the river stood at the door.",
    "The miller, who is eighty, had never seen it so high.",
    "In the afternoon the water fell.",
]
HTML = (
    "<nav><p>Home</p></nav><article><p class=text>It rained all night &amp; in the <b>morning</b> the river stood at"
    "\n the door.</p><P CLASS=text>The miller, who is eighty, had never seen it so high.</P>"
    "<p class=text>In the afternoon the water fell.</p></article><footer><p>Imprint</p></footer>"
)


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> list[Words]:
    path = tmp_path_factory.mktemp("lexicon") / "phrases.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write(json.dumps({"lang": "en", "text": "Share this page", "kind": "share", "source": "invented"}))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BBCLF_LEXICON", str(path))
        return Phrasing({"en": ["Ferry runs again <soon> - The Courier"]}).with_relatives("en")


def test_lines_of_residue_come_between_or_below_paragraphs_of_content(languages: list[Words]) -> None:
    places = set()
    for seed in range(60):
        with_it = add_residue_to_html(HTML, CONTENT, languages, np.random.default_rng(seed))
        lines = Page.from_html(with_it.html).lines
        assert [line for line in lines if line not in with_it.residue] == ["Home", *CONTENT, "Imprint"]
        first = lines.index(CONTENT[0])
        assert lines[: first + 1] == ["Home", CONTENT[0]]
        places |= {lines.index(line) > lines.index(CONTENT[2]) for line in with_it.residue if line in lines}
    assert places == {True, False}


def test_lines_are_escaped_and_at_times_linked(languages: list[Words]) -> None:
    made = [add_residue_to_html(HTML, CONTENT, languages, np.random.default_rng(seed)).html for seed in range(80)]
    assert any("Ferry runs again &lt;soon&gt;" in html for html in made)
    assert not any("<soon>" in html for html in made)
    assert any('<a href="/' in html for html in made)
    assert any(
        "<p class=text>" in html.replace("<p class=text>It", "").replace("<p class=text>In", "") for html in made
    )


def test_a_page_of_few_paragraphs_is_left_as_it_is(languages: list[Words]) -> None:
    assert add_residue_to_html(HTML, CONTENT[:2], languages, np.random.default_rng(1)) == (HTML, [])


def test_the_key_of_html_is_its_text_without_white_space() -> None:
    assert html_key(" a<b class='x'>b</b>\n&lt;c&nbsp;") == "ab<c"
