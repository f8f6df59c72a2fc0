"""Which blocks are taken to be written by one template."""

from __future__ import annotations

import pytest

from bbclf.html import read_html
from bbclf.html.blocks import template_words


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("post-812", "post-3 odd"),
        ("row row1", "row row2 last"),
        ("comment even thread-even depth-1", "comment thread-even depth-2"),
        ("col-md-8 item-1", "col-md-8 item-20"),
        ("active tab", "tab"),
    ],
)
def test_rows_of_one_template(first: str, second: str) -> None:
    assert template_words(first) == template_words(second)


@pytest.mark.parametrize(
    ("first", "second"),
    [("col-md-8", "col-md-4"), ("span8", "span4"), ("elementor-col-66", "elementor-col-33")],
)
def test_columns_and_others_stay_apart(first: str, second: str) -> None:
    assert template_words(first) != template_words(second)


def test_ids_and_numbers_do_not_part_rows() -> None:
    rows = "".join(f"<tr id=row-{i} class='{('odd', 'even')[i % 2]} post-{i}'><td>Zeile {i}" for i in range(4))
    _, markup = read_html(f"<table>{rows}</table><div id=a>x</div><div class=b>y</div>")
    paths = markup.path[markup.element]
    assert len(set(paths[:4].tolist())) == 1
    assert len(set(paths.tolist())) == 3
    assert "odd post-0 row-0" in markup.attributes
