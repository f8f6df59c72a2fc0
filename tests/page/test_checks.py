"""What is given as a page and is none."""

from __future__ import annotations

import warnings
from pathlib import Path

import pytest

from bbclf import InputError, LineClassifier, Page
from tests.support.tiny_model import tiny_model


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>x",
        "\ufeff\n<!DOCTYPE html>\n<p>x",
        "<!-- saved -->\n<HTML lang=en>",
        '<?xml version="1.0"?><!doctype html>',
        "<div class='a'>\n<p>It rained.</p>\n</div>\n",
        "<p>It rained.</p>",
    ],
)
def test_text_that_is_html_is_warned_of(text: str) -> None:
    with pytest.warns(UserWarning, match=r"this text is HTML.*use Page\.from_html"):
        Page.from_text(text)


@pytest.mark.parametrize(
    "text", ["", "<p>", "a <html> tag", "<html5> is a word", "It rained. <p>It poured.</p>", "<b>a</b>"]
)
def test_text_with_tags_is_text(text: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        Page.from_text(text)


@pytest.mark.parametrize("given", ["<p>It rained.</p>", b"<p>x</p>", None, 7])
def test_a_classifier_takes_pages(given: object) -> None:
    classifier = LineClassifier(tiny_model())
    message = r"expected a Page, got .*Page\.from_html.*Page\.from_text"
    with pytest.raises(TypeError, match=message):
        classifier.label(given)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=message):
        list(classifier.label_many([given]))  # type: ignore[list-item]
    with pytest.raises(TypeError, match=message):
        list(classifier.label_many("a page"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        "page.html",
        "/srv/crawl/page.HTM ",
        b"crawl/a.html",
        r"C:\a\b.html",
        Path("page.html"),
        "/tmp/page",
        "./page",
        "~/my pages/a.html",
        r"C:\My Pages\a.html",
        "../pages/",
    ],
)
def test_a_path_is_no_html(given: object) -> None:
    with pytest.raises(InputError, match=r"expected HTML, got the path .*: read the file and give its bytes"):
        Page.from_html(given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "given",
    [
        "https://example.org/",
        b"http://example.org/a?b=c",
        "file:///a/b\n",
        "s3://pages/a",
        "www.example.org",
        "//a.b/c",
    ],
)
def test_a_url_is_no_html(given: str) -> None:
    with pytest.raises(InputError, match=r"expected HTML, got the URL .*: fetch it and give the bytes of the response"):
        Page.from_html(given)


@pytest.mark.parametrize(
    "html",
    ["", "It rained.", "see example.html", "<p>page.html", "https://a.example and more", "/1", "//", "./", "and/or"],
)
def test_words_are_html(html: str) -> None:
    assert len(Page.from_html(html)) == bool(html)


@pytest.mark.parametrize("url", [7, float("nan"), b"https://example.org/"])
def test_an_address_is_text(url: object) -> None:
    for make in (Page.from_html, Page.from_text):
        with pytest.raises(InputError, match=r"a page's url must be str or None, got .*: give str\(url\)"):
            make("It rained.", url=url)  # type: ignore[arg-type]
