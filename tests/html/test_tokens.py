"""Tags as the parser's tokenizer sees them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from bbclf.html.tokens import Tokenizer, attribute_names


def tags_of(html: str) -> list[str]:
    tokenizer = Tokenizer(html.encode())
    tags = []
    while (token := tokenizer.read()) is not None:
        tags.append("/" * token.is_end + token.name)
        tokenizer.enter(token)
    return tags


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<P>a</P ><br/>", ["p", "/p", "br"]),
        ("a < b <3 <> </> </ b><?x <i>?>", []),
        ("<script>i<n</script><p>", ["script", "/script", "p"]),
        ("<script><!-- <script> </script> --></script><p>", ["script", "/script", "p"]),
        ("<script><!-- </script><p>", ["script", "/script", "p"]),
        ("<script><!--> <script> </script><p>", ["script", "/script", "p"]),
        ("<style><b></styles></STYLE\n><i>", ["style", "/style", "i"]),
        ("<textarea><b></textarea><i>", ["textarea", "/textarea", "i"]),
        ("<title><b>", ["title"]),
        ("<plaintext></plaintext><b>", ["plaintext"]),
        ("<!-- <a> --!><b>", ["b"]),
        ("<!--><b><!---><i><!-- <u> -- > --><s>", ["b", "i", "s"]),
        ("<!doctype html><b>", ["b"]),
        ("<a title='<b>' alt=\"</a>\" x=<u><i>", ["a", "i"]),
        ("<a 'b><i>", ["a", "i"]),
        ("<a b='c><i>", []),
        ("<svg><style><b></style></svg>", ["svg", "style", "b", "/style", "/svg"]),
        ("<svg><title><style><b></style></title></svg>", ["svg", "title", "style", "/style", "/title", "/svg"]),
        ("<svg/><style><b></style>", ["svg", "style", "/style"]),
        ("<svg><style><p><style><b></style>", ["svg", "style", "p", "style", "/style"]),
        ("<math><textarea><b></textarea>", ["math", "textarea", "b", "/textarea"]),
        ("<math><mi><textarea><b></textarea>", ["math", "mi", "textarea", "/textarea"]),
        ("<svg><![CDATA[<b>]]><i>", ["svg", "i"]),
        ("<![CDATA[<b>]]><i>", ["i"]),
    ],
)
def test_tags(html: str, expected: list[str]) -> None:
    assert tags_of(html) == expected


def test_places() -> None:
    tokenizer = Tokenizer(b"a<Img src='>' x>b")
    assert tokenizer.read() == ("img", False, 1, 5, 16)
    assert tokenizer.read() is None


def test_attribute_names() -> None:
    assert attribute_names(b" A=1 b='c d' e/f =\"g\" h= i") == [b"a", b"b", b"e", b"f", b"h"]


PIECES = [
    "<b>", "</b>", "<p>", "</p>", "x", " ", "<!--", "-->", "--!>", "<!-->", "<script>", "</script>", "<style>",
    "</style>", "<title>", "</title>", "<i a='", "'>", '<i a="', '">', "<i ", ">", "<?", "</", "<", "=", "/", "<xmp>",
    "</xmp>",
]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_the_parser_sees_the_same_elements(html: str) -> None:
    tree = LexborHTMLParser(f"<body>{html}")
    assert tree.body is not None
    # The parser opens formatting elements again, and makes a paragraph of a "</p>" alone: others count.
    kinds = ("script", "style", "title", "xmp")
    expected = [node.tag for node in tree.body.traverse() if node.tag in kinds]
    assert [tag for tag in tags_of(html) if tag in kinds] == expected
