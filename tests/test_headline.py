"""The headline of a page."""

from __future__ import annotations

import pytest

from bbclf import Page
from tests.support.labelled import labelled, without
from tests.support.prose import PROSE


@pytest.mark.parametrize(
    ("html", "headline"),
    [
        ("<title>The river rises - Daily News</title><h1>The river rises</h1>", "The river rises"),
        ("<title>Daily News | The river rises</title><h1>Daily News</h1><h2>The river rises</h2>", "The river rises"),
        ("<title>x</title><h1>The river rises again</h1>", "The river rises again"),  # the only h1
        ("<title>x</title><h1>The river rises</h1><h1>The sea rises too</h1>", None),
        ("<title>x</title><h1>Rain</h1>", None),  # too short to say so alone
        ("<title>Rain – Daily News</title><h1>Rain</h1>", "Rain"),
        ("<title>Le fleuve monte</title><div>Le fleuve monte</div>", "Le fleuve monte"),
        ("<title>News</title><div>News</div>", None),
        ("<title>河水上涨淹没村庄_每日新闻</title><h1>河水上涨淹没村庄</h1>", "河水上涨淹没村庄"),
        ("<title>The river rises</title><h1>The river<br>rises</h1>", "The river rises"),
        ("<title>The river rises | Daily</title><h1>The river rises | Daily</h1>", "The river rises"),
        (
            "<meta property=og:title content='Ποτάμι στην πόρτα μας'><h1>Νέα</h1><h2>Ποτάμι στην πόρτα μας</h2>",
            "Ποτάμι στην πόρτα μας",
        ),
        (
            '<script type="application/ld+json">{"headline": "The river rises"}</script><p>The river rises</p>',
            "The river rises",
        ),
        ("<title>The river rises</title><nav><h2>The river rises</h2></nav>", "The river rises"),
        ("<title>" + "rain " * 250 + "Sea level</title><h1>Sea level</h1>", None),  # no title is that long
        ("<title>The river rises" + " and rises" * 200 + "</title><h1>The river rises</h1>", "The river rises"),
        ("", None),
    ],
)
def test_html(html: str, headline: str | None) -> None:
    assert without("\0", f"{html}<p>{PROSE}</p>").headline == headline


@pytest.mark.parametrize(
    ("text", "headline"),
    [
        (f"Home\nThe river rises\nBy Ada\n{PROSE}", "The river rises"),
        (f"# The river rises\n\n{PROSE}", "The river rises"),
        (f"{PROSE}\nThe river rises", None),
        (f"The river rises.\n{PROSE}", None),
        ("The river rises\nBy Ada", None),  # no prose
        (f"Rain\n{PROSE}", None),
        (f"河水上涨淹没村庄\n{'昨天夜里一直在下雨。' * 3}", "河水上涨淹没村庄"),
        ("Home", None),
        ("", None),
    ],
)
def test_text(text: str, headline: str | None) -> None:
    page = Page.from_text(text)
    assert labelled(page, *(0.9 if line == "Home" else 0.1 for line in page.lines)).headline == headline


def test_kept_without_headline() -> None:
    page = without("\0", f"<title>The river rises</title><h1>The river rises</h1><p>{PROSE}</p><p>The river rises</p>")
    assert page.text == f"The river rises\n\n{PROSE}\n\nThe river rises"
    assert page.kept(headline=False) == page.stripped_text(headline=False) == PROSE
    assert page.markdown(headline=False) == f"{PROSE}\n"
    assert page.html(headline=False) == f"<p>{PROSE}</p>\n"
    assert without("\0", f"<p>{PROSE}").kept(headline=False) == PROSE
