"""Pages that several families of features are computed for by hand."""

from __future__ import annotations

from bbclf.page import Page
from tests.support.rows import TWELVE, TWENTY, html, text

# Characters 4, 23, 9, 42: together 78. Words 1, 12, 2, 20: together 35. Prose words 0, 2, 0, 10.
NEWS_TEXT = text("Home", "", TWELVE, "News item", "", "", TWENTY)
SQUARED_CHARS = 4**2 + 23**2 + 9**2 + 42**2
TWICE = text("Home", "HOME", "News")
SHOP = text("$5", "Rain", "€6 now")

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
LINKED_PROSE = html(f"<p>Rain</p><p>{TWENTY} <a href=/>more</a></p>")
CARDS = html("".join(f"<div class=card><h2>{title}</h2><p>Text</p></div>" for title in "ABC"))

# Words: 1, three times 1 and 20, three times 1 and 1: together 70. Characters of the teasers: 6 each, 3 in a link.
POST = f"<div class=post><p>Ann</p><p>{TWENTY}</p></div>"
TEASER = "<div class=teaser><a href=/>Sun</a><p>Dry</p></div>"
THREAD = Page.from_html(f"<p>Rain</p><section>{POST * 3}</section><aside>{TEASER * 3}</aside>")
