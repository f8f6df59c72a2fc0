"""Labels by known blocks: in any order, cut or joined, and never what merely looks alike."""

from __future__ import annotations

from bbclf.page import Page
from training.pages.partial import known_lines, label_partial
from training.sources.pages import RawPage

STEP = "Whisk the eggs with the sugar until they are pale and thick."
BLOCKS = ["200 g flour", "salt", "2 eggs", STEP]
HTML = f"""
<nav><ul><li>Home</li><li>Salt</li></ul></nav>
<main><h1>Sponge</h1><ul><li>200 g flour</li><li>2 eggs</li><li>salt</li></ul><p>{STEP}</p>
<p>My aunt made it.</p></main>
<form><label>Your name</label><button>Send</button></form>
<footer><p>All rights reserved</p></footer>
"""


def raw() -> RawPage:
    return RawPage("a", "recipes", "", "example.org", "en", "Sponge", HTML, "\n".join(BLOCKS), None)


def signs(page: Page) -> dict[str, str]:
    labelled = label_partial(raw(), BLOCKS, page)
    return {
        line: "?" if not weight else "-" if noise else "+"
        for line, noise, weight in zip(page.lines, labelled.is_boilerplate, labelled.weight, strict=True)
    }


EXPECTED = {
    "Home": "-", "Salt": "-", "Sponge": "?", "200 g flour": "+", "2 eggs": "+", "salt": "+", STEP: "+",
    "My aunt made it.": "?", "Your name": "-", "Send": "-", "All rights reserved": "-",
}  # fmt: skip


def test_html() -> None:
    assert signs(Page.from_html(HTML)) == EXPECTED


def test_text_takes_furniture_from_the_html() -> None:
    lines = [line for line in EXPECTED if line != "Salt"]
    assert signs(Page.from_text("\n".join(lines), view="text")) == {line: EXPECTED[line] for line in lines}


def test_a_line_with_the_words_of_content_is_no_furniture_in_text() -> None:
    assert signs(Page.from_text("Salt\nsome\nother\nlines\nand more", view="text"))["Salt"] == "?"


def test_a_block_that_the_page_cuts_in_two() -> None:
    lines = ["Whisk the eggs with the sugar", "until they are pale and thick.", "Whisk the other eggs with water."]
    assert known_lines(lines, [STEP]).tolist() == [True, True, False]


def test_blocks_of_one_word_count_near_other_blocks_alone() -> None:
    far = ["salt", *["Something else is said here."] * 5, STEP]
    assert known_lines(far, BLOCKS).tolist() == [False] * 6 + [True]


def test_no_blocks_and_no_lines() -> None:
    assert known_lines(["a line of five words"], []).tolist() == [False]
    assert known_lines([], BLOCKS).tolist() == []
