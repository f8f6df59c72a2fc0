"""What markup and lexical scores say of a line: each feature's value, computed by hand."""

from __future__ import annotations

from math import e, log, log1p, sqrt

import pytest

from bbclf.features import LEXICAL_FEATURES, structure
from bbclf.html import tags
from bbclf.page import Page
from tests.support.rows import NAMES, NAN, TWELVE, TWENTY, Value, columns, text


def html(body: str) -> Page:
    return Page.from_html(f"<body>{body}</body>")


def letters(n: int) -> str:
    """Words of one letter each."""
    return " ".join("abcdefghijklmnop"[:n])


# Lines:           0     1     2     3       4       5
# Characters:      4     4     4     23      42      5     together 82, 8 of them in links
# Words:           1     1     1     12      20      1     together 36
# Words of prose:  0     0     0     2       10      0     together 12
# The article and <main> hold lines 2 to 4: 69 characters, 33 words, three elements (and four).
NEWS = html(
    "<nav><ul><li><a href=/>Home</a></li><li><a href=/n>News</a></li></ul></nav>"
    f"<main><article><h1>Rain</h1><p>{TWELVE}</p><p>{TWENTY}</p></article></main>"
    "<footer hidden><p>About</p></footer>"
)
# Each line has one ancestor more than the line before, and its ancestors hold one line more each.
NESTED = html(f"{TWENTY}<div>E<div>D<div>C<div><a href=/>B</a><p>{TWELVE}</p></div></div></div></div>")
# Words of prose: 4, 2, 3, 1.
HOLDERS = html(
    f"<div><div><p>{letters(14)}</p><p>{letters(12)}</p></div><p>{letters(13)}</p></div><p>{letters(11)}</p>"
)
TWO_COLUMNS = html(f"<div class=a><p>{TWELVE}</p></div><div class=b><p>{TWENTY}</p></div>")
CARDS = html("".join(f"<div class=card><h2>{title}</h2><p>Text</p></div>" for title in "ABC"))
HALF_LINKED = html("<ul><li><a href=/>Home</a></li><li>Newspaper</li></ul>")
LINKED_PROSE = html(f"<p>Rain</p><p>{TWENTY} <a href=/>more</a></p>")
EMPHASIS = html("<p><b>Rain</b> fell</p>")
PICTURE = html("<p><img src=a.png>Rain</p>")
WIDE = html("<p>" + " ".join(["rain"] * 30) + "</p>")  # 149 characters
PLAIN = text("Rain")


def words(n: int, *, alike: bool) -> str:
    return " ".join(["rain"] * n if alike else [f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(n)])


JUSTEXT = html("".join(f"<p>{line}</p>" for line in (words(50, alike=True), words(60, alike=False), "rain")))
JUSTEXT_LINKS = html(f"<p><a href=/>{words(10, alike=True)}</a> {words(40, alike=True)}</p>")
JUSTEXT_NEAR_GOOD = html(f"<p>{words(20, alike=True)}</p>")


LANDMARKS = [
    ("in_nav", "<nav>"), ("in_nav", "<menu>"), ("in_header", "<header>"), ("in_header", "<hgroup>"),
    ("in_footer", "<footer>"), ("in_aside", "<aside>"), ("in_main", "<main>"), ("in_article", "<article>"),
    ("in_section", "<section>"), ("in_form", "<form>"), ("in_form", "<fieldset>"), ("in_form", "<search>"),
    ("in_list", "<ul>"), ("in_list", "<ol><li>"), ("in_list", "<dl><dt>"), ("in_item", "<ul><li>"),
    ("in_item", "<dl><dd>"), ("in_table", "<table><tr><td>"), ("in_figure", "<figure>"),
    ("in_figure", "<figure><figcaption>"), ("in_quote", "<blockquote>"), ("in_heading", "<h1>"),
    ("in_heading", "<h6>"), ("in_paragraph", "<p>"), ("in_pre", "<pre>"), ("in_button", "<button>"),
    ("in_button", "<dialog open>"), ("in_noscript", "<noscript>"),
]  # fmt: skip


def composite(n_chars: float, link_chars: float, n_tags: float, n_links: float) -> float:
    """Composite text density of an element of the page NEWS, as the paper's formula has it, log1p of it."""
    free = n_chars - link_chars
    base = log(n_chars / free * link_chars + 8 / 82 * n_chars + e)
    purity = n_chars / max(link_chars, 1) * n_tags / n_links
    return log1p(n_chars / n_tags * log(purity) / log(base))


# Readability: 1 point, and 1 for each 100 characters, for a paragraph of 25 or more; half of it one level up.
P42, P83 = 1.42, 1.83
ARC90 = html(f"<div><p>{'x' * 42}</p></div><div><p>{'x' * 83}</p></div>")

TYPES = (
    ("type_article", "NewsArticle"), ("type_product", "Product"), ("type_forum", "QAPage"),
    ("type_list", "ItemList"), ("type_site", "WebSite"),
)  # fmt: skip
"""What JSON-LD calls a page."""

VALUES = [
    Value("word_score", html("<p>rain</p>"), 0, 2 / sqrt(2) - 0.5),  # the word, and the line as a whole
    Value("word_score", html("<p>sun</p>"), 0, -0.5),
    Value("attribute_score", html("<div class=menu><p class=item>x</p></div>"), 0, 2 + 1 + 0.25),
    Value("attribute_score", html("<p class=item><a class=icon>x</a></p>"), 0, 1 + 0.5 + 0.25),
    # Of the elements around a line the four innermost are read.
    Value("attribute_score", html("<div class=menu><div><div><p class=item>x</p></div></div></div>"), 0, 3.25),
    Value("attribute_score", html("<ul class=menu><div><div><div><p class=item>x</p></div></div></div></ul>"), 0, 1.25),
    Value("attribute_score", PLAIN, 0, NAN),
    Value("near_attribute_score", html("<div class=menu><p class=item>x</p></div>"), 0, 1),
    Value("near_attribute_score", html("<p class=item><a class=icon>x</a></p>"), 0, 1 + 0.5),
    Value("near_attribute_score", PLAIN, 0, NAN),
    Value("link_ratio", NEWS, 0, 1),
    Value("link_ratio", NEWS, 2, 0),
    Value("link_ratio", LINKED_PROSE, 1, 4 / 47),
    Value("links", NEWS, 0, log1p(1)),
    Value("links", html("<p><a href=/a>a</a><a href=/b>b</a></p>"), 0, log1p(2)),
    Value("links", html("<p><a name=a>a</a></p>"), 0, 0),
    Value("emphasis_ratio", EMPHASIS, 0, 4 / 9),
    Value("images", PICTURE, 0, log1p(1)),
    Value("text_density", NEWS, 4, 20),
    Value("text_density", WIDE, 0, 30 / 2),
    Value("justext_class", JUSTEXT, 0, 3),  # 249 characters of a common word
    Value("justext_class", JUSTEXT, 1, 0),  # long, and no word common
    Value("justext_class", JUSTEXT, 2, 1),  # short
    Value("justext_class", JUSTEXT_NEAR_GOOD, 0, 2),  # 99 characters of a common word
    Value("justext_class", JUSTEXT_LINKS, 0, 3),  # 49 of 249 characters in links
    Value("justext_class", NEWS, 0, 0),
    Value("depth", NEWS, 3, log1p(4)),  # html, body, main, article
    Value("depth_to_prose", NEWS, 3, 0),
    Value("depth_to_prose", NEWS, 5, -1),  # html, body, footer
    Value("tag", NEWS, 3, 0),
    Value("tag", NEWS, 0, 5),
    Value("tag", html("<x-card><p></p>Rain</x-card>"), 0, tags.OTHER_RANK),
    Value("parent_tag", NEWS, 3, 16),
    Value("parent_tag", NEWS, 0, tags.OTHER_RANK),  # <ul> has no place of its own
    Value("heading_level", NEWS, 2, 1),
    Value("heading_level", html("<h4>Rain</h4>"), 0, 4),
    Value("heading_level", NEWS, 3, NAN),
    Value("lines_since_heading", NEWS, 0, NAN),
    Value("lines_since_heading", NEWS, 2, 0),
    Value("lines_since_heading", NEWS, 4, log1p(2)),
    Value("lines_since_h1", NEWS, 0, -log1p(2)),
    Value("lines_since_h1", NEWS, 2, 0),
    Value("lines_since_h1", NEWS, 5, log1p(3)),
    Value("lines_since_h1", CARDS, 0, NAN),
    Value("hidden", NEWS, 4, 0),
    Value("hidden", NEWS, 5, 1),
    *(
        Value(feature, html(f'<script type="application/ld+json">{{"@type": "{name}"}}</script>Rain'), 0, 1)
        for feature, name in TYPES
    ),
    *(Value(feature, html("Rain"), 0, 0) for feature in structure.PAGE_TYPES),
    Value("type_article", html('<head><meta property="og:type" content="Article"></head>Rain'), 0, 1),
    *(Value(feature, html(f"{start}Rain"), 0, 1) for feature, start in LANDMARKS),
    *(Value(f"in_{name}", html("<div>Rain"), 0, 0) for name in tags.LANDMARKS),
    Value("siblings", NEWS, 0, log(2)),
    Value("siblings", NEWS, 2, 0),
    Value("siblings", NEWS, 3, log(2)),
    Value("card_siblings", CARDS, 0, log(3)),
    Value("card_siblings", NEWS, 3, 0),
    Value("path_lines", NEWS, 3, log(2)),
    Value("path_lines", NEWS, 2, 0),
    Value("path_lines", CARDS, 0, log(3)),
    Value("path_prose", NEWS, 3, 1),
    Value("path_prose", TWO_COLUMNS, 0, 2 / 12),
    Value("path_links", HALF_LINKED, 0, 4 / 13),
    Value("parent_path_prose", NEWS, 2, 1),
    Value("parent_path_prose", TWO_COLUMNS, 0, 2 / 12),
    # Of the last line of NESTED: ancestor k holds the last k + 1 lines.
    *(Value(f"up{k}_chars", NESTED, 5, log1p(23 + k)) for k in range(5)),
    Value("up5_chars", NESTED, 5, log1p(23 + 4 + 42)),
    Value("up0_links", NESTED, 5, 0),
    *(Value(f"up{k}_links", NESTED, 5, 1 / (23 + k)) for k in range(1, 5)),
    Value("up5_links", NESTED, 5, 1 / 69),
    *(Value(f"up{k}_prose", NESTED, 5, 2 / 12) for k in range(5)),
    Value("up5_prose", NESTED, 5, 1),
    *(Value(f"up{k}_prose_ratio", NESTED, 5, 2 / (12 + k)) for k in range(5)),
    Value("up5_prose_ratio", NESTED, 5, 12 / 36),
    *(Value(f"up{k}_place", NESTED, 5, (k + 0.5) / (k + 1)) for k in range(6)),
    # Of a line of NEWS: the paragraph, the article, and from then on the body.
    Value("up1_chars", NEWS, 3, log1p(69)),
    *(Value(f"up{k}_chars", NEWS, 3, log1p(82)) for k in range(2, 6)),
    Value("up1_place", NEWS, 4, 2.5 / 3),
    Value("to_holder30%", HOLDERS, 0, 0),
    Value("to_holder50%", HOLDERS, 0, 1),
    Value("to_holder80%", HOLDERS, 0, 2),
    Value("to_holder80%", HOLDERS, 2, 1),
    Value("holder30%_lines", HOLDERS, 0, 1 / 4),
    Value("holder50%_lines", HOLDERS, 0, 2 / 4),
    Value("holder80%_lines", HOLDERS, 0, 3 / 4),
    Value("in_holder", NEWS, 3, 0),
    Value("in_holder", NEWS, 4, 1),  # the second paragraph has 10 of 12 words of prose
    Value("holder_place", NEWS, 3, -0.5),
    Value("holder_place", NEWS, 4, 0.5),
    Value("holder_place", NEWS, 5, 1.5),
    Value("holder_place", NEWS, 0, -3),  # the farthest that is told apart
    Value("holder_links", LINKED_PROSE, 0, 4 / 47),
    Value("density0", NEWS, 3, log1p(23)),
    Value("density1", NEWS, 3, log1p(69 / 3)),
    Value("density2", NEWS, 3, log1p(82 / 13)),
    Value("composite0", NEWS, 3, composite(23, 0, 1, 1)),
    Value("composite1", NEWS, 3, composite(69, 0, 3, 1)),
    Value("composite2", NEWS, 3, composite(82, 8, 13, 2)),
    Value("arc90_score", NEWS, 3, 1),
    Value("arc90_score", NEWS, 5, 0),
    Value("arc90_score", ARC90, 0, P42 / P83),
    Value("arc90_best_above", NEWS, 2, 1),
    Value("arc90_best_above", NEWS, 0, 0),
    Value("arc90_best_above", ARC90, 0, (P42 + P83) / 2 / P83),
    Value("in_arc90_best", NEWS, 2, 1),
    Value("in_arc90_best", NEWS, 0, 0),
    Value("in_arc90_best", ARC90, 0, 0),
    Value("in_arc90_best", ARC90, 1, 1),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: f"{value.feature}-{value.line}")
def test_value(value: Value) -> None:
    found = columns(value.page)[value.feature][value.line]
    assert found == pytest.approx(value.expected, abs=1e-5, nan_ok=True)


def test_every_feature_has_a_value_here() -> None:
    wanted = {feature.name for feature in (*structure.FEATURES, *LEXICAL_FEATURES)}
    assert {value.feature for value in VALUES} == wanted


@pytest.mark.parametrize("feature", [feature.name for feature in structure.FEATURES])
def test_text_has_no_structure(feature: str) -> None:
    assert columns(PLAIN)[feature] == pytest.approx([NAN], nan_ok=True)


def test_every_landmark_has_an_example() -> None:
    assert {feature for feature, _ in LANDMARKS} == {f"in_{name}" for name in tags.LANDMARKS}
    assert {f"in_{name}" for name in tags.LANDMARKS} <= set(NAMES)


def test_landmarks_and_h1_fit_into_64_bits() -> None:
    assert len(tags.LANDMARKS) + 1 <= 64
    assert sum(map(int, structure._BIT.values())) == 2 ** (len(tags.LANDMARKS) + 1) - 1
