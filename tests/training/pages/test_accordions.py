"""Sections of articles as accordions: the same lines in other elements."""

from __future__ import annotations

import numpy as np

from bbclf.page import Page
from training.pages.accordions import with_accordions

HTML = """<h2>Menu</h2><p>Home</p><article>
<h3 id=a>Is it <em>free</em>?</h3> <p>Yes, for all who ask.</p><p>Ask at the door.</p>
<h3>Is it far?</h3><p class=x>No.</p></article>"""
CONTENT = ["Is it free?", "Yes, for all who ask.", "Ask at the door.", "Is it far?", "No."]


def test_lines_stay_and_elements_change() -> None:
    made = {with_accordions(HTML, CONTENT, np.random.default_rng(seed)) for seed in range(60)}
    assert all(Page.from_html(html).lines == ["Menu", "Home", *CONTENT] for html in made)
    assert HTML not in made
    for tag in ("<summary>", "<button", "<dt>"):
        assert any(html.count(tag) == 2 for html in made)
    assert all("<h2>Menu</h2><p>Home</p>" in html for html in made)
    assert any("<div class=x>No.</div>" in html for html in made)


def test_one_section_is_none() -> None:
    assert with_accordions(HTML, CONTENT[:3], np.random.default_rng(1)) == HTML
