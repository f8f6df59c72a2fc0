"""Kept content as HTML: the page's elements, and nothing that could run."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bbclf import Page
from bbclf.render.urls import safe_url
from tests.support.labelled import labelled, without

TAGS = frozenset(
    ("a", "abbr", "article", "aside", "b", "bdi", "bdo", "big", "blockquote", "br", "caption", "cite", "code", "dd",
     "del", "details", "dfn", "div", "dl", "dt", "em", "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5",
     "h6", "header", "i", "img", "ins", "kbd", "li", "main", "mark", "nav", "ol", "p", "pre", "q", "s", "samp",
     "section", "small", "strong", "sub", "summary", "sup", "table", "tbody", "td", "tfoot", "th", "thead", "time",
     "tr", "u", "ul", "var")
)  # fmt: skip
ATTRIBUTES = frozenset(("alt", "colspan", "href", "rowspan", "src", "start"))


class Checker(HTMLParser):
    """Fails at any element, attribute or address that could run something."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in TAGS
        for name, value in attrs:
            assert name in ATTRIBUTES
            if name in ("href", "src"):
                assert value
                assert safe_url(value) == value

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)


def check(html: str) -> None:
    checker = Checker(convert_charrefs=True)
    checker.feed(html)
    checker.close()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<div class=a id=b><p style='color:red'>a <b>b</b></p></div>", "<p>a <b>b</b></p>\n"),
        ("<p>a<br>b<br><br>c</p>", "<p>a<br>b<br><br>c</p>\n"),
        ("<ol start=3><li>a<li>x</ol>", '<ol start="3"><li>a</li>\n</ol>\n'),
        ("<a href='/b?c=1&d' onclick=e title=f>a</a>", '<body><a href="/b?c=1&amp;d">a</a></body>\n'),
        ("<p><img src=a.png alt='\"b' onerror=c>d</p>", '<p><img src="a.png" alt="&quot;b">d</p>\n'),
        ("<b><p>a</p><p>b</p></b>", "<div><p><b>a</b></p>\n<p><b>b</b></p>\n</div>\n"),
        ("<form><p>a</p>b</form>", "<div><p>a</p>\nb</div>\n"),
        ("<pre>a\n  b &lt;i></pre>", "<pre>a\n  b &lt;i&gt;</pre>\n"),
        (
            "<table><tr><td><td colspan=2>a<tr><td>x<td>b</table>",
            '<table><tbody><tr><td></td><td colspan="2">a</td></tr>\n'
            "<tr><td></td><td>b</td></tr>\n</tbody>\n</table>\n",
        ),
        (
            "<table><tr><td colspan=999><td>a</table>",
            '<table><tbody><tr><td colspan="999"></td><td>a</td></tr>\n</tbody>\n</table>\n',
        ),
        ("<nav>x</nav>", ""),
    ],
)
def test_elements(html: str, expected: str) -> None:
    assert without("x", html).html() == expected.replace("<body>", "<div>").replace("</body>", "</div>")


def test_text() -> None:
    page = labelled(Page.from_text("a <b>\nb\n\nx\n\n<script>c</script>"), 0.1, 0.1, 0.9, 0.1)
    assert page.html() == "<p>a &lt;b&gt;<br>b</p>\n<p>&lt;script&gt;c&lt;/script&gt;</p>\n"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "\x01javascript:alert(1)",
        "java\nscript:alert(1)", "java\tscript:alert(1)", "javascript\x00:alert(1)", "javascript&colon;alert(1):",
        "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "DATA:image/svg+xml;base64,PHN2Zz4=",
        "view-source:javascript:alert(1)", "feed:javascript:alert(1)", "blob:https://a/b", "file:///etc/passwd",
        "filesystem:https://a/b", "jar:https://a!/b", "livescript:a", "mocha:a", "about:blank", "ftp://a/b", "",
        "\u2028javascript:alert(1)", "javascript：alert(1):", "\xa0javascript:alert(1)", "javascript\x85:alert(1)",
    ],
)  # fmt: skip
def test_addresses_that_are_left_out(url: str) -> None:
    assert safe_url(url) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/b?c=d:e#f", "https://a.example/b?c=d:e#f"),
        (" HTTP://a.example ", "HTTP://a.example"),
        ("//a.example/b", "//a.example/b"),
        ("/a:b", "/a:b"),
        ("?a:b", "?a:b"),
        ("#a", "#a"),
        ("a/b:c", "a/b:c"),
        ("mailto:a@b.example", "mailto:a@b.example"),
        ("/a\nb", "/ab"),
    ],
)
def test_addresses_that_are_kept(url: str, expected: str) -> None:
    assert safe_url(url) == expected


ATTACKS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//a.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    '<IMG """><SCRIPT>alert(1)</SCRIPT>">',
    "<img src=`javascript:alert(1)`>",
    "<img src='jav&#x09;ascript:alert(1)'>",
    "<img src=' &#14; javascript:alert(1)'>",
    "<img src='&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)'>",
    "<img dynsrc='javascript:alert(1)' lowsrc='javascript:alert(1)'>",
    "<img srcset='x 1x, javascript:alert(1) 2x' alt=x>",
    "<img alt='\"><script>alert(1)</script>' src=x>",
    "<body onload=alert(1) background='javascript:alert(1)'>",
    "<svg onload=alert(1)><text>a</text></svg>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>a</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg><foreignObject><p onclick=alert(1)>a</p></foreignObject></svg>",
    "<math href='javascript:alert(1)'>a</math>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><mi xlink:href='data:x,<script>alert(1)</script>'>a</mi></math>",
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<noscript><style></noscript><img src=x onerror=alert(1)></style></noscript>",
    "<template><script>alert(1)</script></template>",
    "<div><template shadowrootmode=open><script>alert(1)</script><p onclick=alert(1)>a</p></template></div>",
    "<iframe srcdoc='<script>alert(1)</script><p onclick=alert(1)>a</p>'></iframe>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<object data='javascript:alert(1)'>a</object>",
    "<embed src='javascript:alert(1)'>",
    "<applet code=a>a</applet>",
    "<a href='javascript:alert(1)'>a</a>",
    "<a href='java&Tab;script&colon;alert(1)'>a</a>",
    "<a href='&#1;javascript:alert(1)'>a</a>",
    "<a href=\"x' onmouseover='alert(1)\">a</a>",
    "<a href='x\" onmouseover=\"alert(1)'>a</a>",
    "<a href='data:text/html;base64,PHNjcmlwdD4='>a</a>",
    "<a href=x style='background:url(javascript:alert(1))' target=_blank ping=//a.example>a</a>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>a</button></form>",
    "<input onfocus=alert(1) autofocus>",
    "<select onfocus=alert(1) autofocus><option>a</select>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><script>alert(1)</script></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
    "<plaintext><script>alert(1)</script>",
    "<noembed><img src=x onerror=alert(1)></noembed>",
    "<noframes><img src=x onerror=alert(1)></noframes>",
    "<video><source onerror=alert(1)></video>",
    "<video poster='javascript:alert(1)'>a</video>",
    "<audio src=x onerror=alert(1)>a</audio>",
    "<details open ontoggle=alert(1)><summary>a</summary>b</details>",
    "<marquee onstart=alert(1)>a</marquee>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='javascript:alert(1)'>",
    "<base href='javascript:alert(1)//'><a href=x>a</a>",
    "<style>@import 'javascript:alert(1)';</style>",
    "<style></style><img src=x onerror=alert(1)>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "<x-a onclick=alert(1)>a</x-a><x onclick=alert(1)><p>a</p></x>",
    "<table background='javascript:alert(1)'><td onclick=alert(1) colspan='1\" onclick=\"alert(1)'>a<td>b</table>",
    "<ol start='1\" onclick=\"alert(1)'><li value=x onclick=alert(1)>a</ol>",
    "<pre class='language-\"><script>alert(1)</script>'>a</pre>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "<p>&lt;img src=x onerror=alert(1)&gt;</p>",
    "<p>&amp;lt;script&amp;gt;alert(1)</p>",
    "<a href='x'>a<script>alert(1)</script></a>",
    "<frameset><frame src='javascript:alert(1)'></frameset>",
    "<bgsound src='javascript:alert(1)'><layer src='x'>a</layer>",
    "<isindex action='javascript:alert(1)'><keygen onfocus=alert(1) autofocus>",
    "<dialog open oncancel=alert(1)>a</dialog>",
    "<p id=location name=cookie>a</p><img name=body src=x>",
]
"""After OWASP's filter evasion list, the HTML5 Security Cheatsheet, and what has got through DOMPurify."""


@pytest.mark.parametrize("attack", ATTACKS)
def test_attacks(attack: str) -> None:
    page = Page.from_html(f"<p>before {attack} after</p><ul><li>{attack}</ul><h1>{attack}</h1>")
    kept = labelled(page, *[0.1] * len(page))
    html = kept.html()
    assert "before" in html
    check(html)
    again = Page.from_html(html)  # what a browser makes of it is as harmless
    check(labelled(again, *[0.1] * len(again)).html())
    text = Page.from_text(f"a {attack}")
    check(labelled(text, *[0.1] * len(text)).html())
    assert "](javascript:" not in kept.markdown(links=True, images=True).lower()


PIECES = [
    "<script>", "</script>", "<svg>", "</svg>", "<math>", "<mtext>", "<mglyph>", "<style>", "</style>", "<!--", "-->",
    "<p>", "</p>", "<table>", "<td>", "</table>", "<a href='javascript:x'>", "<a href=x>", "</a>", "<xmp>", "</xmp>",
    "<img src=x onerror=y>", "<noscript>", "</noscript>", "<template shadowrootmode=open>", "</template>", "<title>",
    "</title>", "<pre>", "&lt;", "&#x3c;", '"', "'", "<b onclick=x>", "<form>", "<li>", "<iframe srcdoc='", "'>", "a",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
def test_pieces_of_attacks(html: str) -> None:
    page = Page.from_html(html)
    check(labelled(page, *[0.1] * len(page)).html())
