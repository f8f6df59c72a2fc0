"""The kept text of HTML: blank lines between paragraphs, rows on one line, code as it was."""

from __future__ import annotations

import pytest

from tests.support.labelled import without


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<h1>a</h1><p>b</p><p>c</p>", "a\n\nb\n\nc"),
        ("<div>a</div><div>b</div>", "a\nb"),
        ("<p>a<br>b</p>", "a\nb"),
        ("<p>a<br> <br>b</p>", "a\n\nb"),
        ("<div>a<p>b</p>c</div>", "a\n\nb\n\nc"),
        ("<p>a</p><ul><li>b<ul><li>c</ul><li><p>d</p></ul>e", "a\n\nb\nc\nd\n\ne"),
        ("<ol><li><p>a</p><p>b</p><li>c</ol>", "a\n\nb\n\nc"),
        ("<dl><dt>a<dd>b<dt>c<dd>d</dl>", "a\nb\nc\nd"),
        ("<section>a</section><section>b</section>", "a\n\nb"),
        ("<figure><img><figcaption>a</figcaption></figure>b", "a\n\nb"),
        ("<blockquote>a</blockquote>b", "a\n\nb"),
    ],
)
def test_paragraphs(html: str, text: str) -> None:
    assert without("x", html).text == text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<table><tr><th>a<th>b<tr><td>c<td><p>d</table>", "a\tb\nc\td"),
        ("<table><caption>t</caption><tr><td>a<br>b<td>c</table>", "t\na b\tc"),
        ("<table><tr><td>a<td>x<td>c<tr><td>x<td>d</table>", "a\tc\nd"),
        ("<table><tr><td><p>a</p><p>b</p><td>c</table>", "a\n\nb\n\nc"),  # for its layout
        ("<table><tr><td>a<td><table><tr><td>b<td>c</table></table>", "a\n\nb\tc"),
        ("<table><tr><td>a<br>b<br>c<br>d<td>e</table>", "a\nb\nc\nd\ne"),
    ],
)
def test_tables(html: str, text: str) -> None:
    assert without("x", html).text == text


def test_preformatted() -> None:
    html = "<p>a</p><pre>\n\nif a:\n\n\n    x\n\n    b\n</pre>c"
    assert without("y", html).text == "a\n\nif a:\n\n\n    x\n\n    b\n\nc"
    assert without("x", html).text == "a\n\nif a:\n\n\n    b\n\nc"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a</p><p>x</p><p>b</p>", "a\n\nb"),
        ("<div>a<div>x</div>b</div>", "a\nb"),
        ("<div>a<p>x</p>b</div>", "a\n\nb"),  # the longer of the two
        ("<nav>x</nav><p>a</p><p>x</p>", "a"),
        ("<ul><li>a<li>x<li>b</ul>", "a\nb"),
    ],
)
def test_lines_that_are_left_out(html: str, text: str) -> None:
    assert without("x", html).text == text
