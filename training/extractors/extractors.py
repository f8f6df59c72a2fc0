"""The extractors: other tools that find the main text of a page.

Each is a function ``extract(html, lang) -> text``. bbclf is compared with them, and their output is where the
leftover view of a page comes from. Each is run as its documentation says a user would run it, without the
page's address, which none of them needs.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from bbclf.errors import MissingDependencyError
from training.converters.converters import lxml_blocks

__all__ = ["EXTRACTORS", "Extractor"]

# Language code -> jusText's name of its stoplist, for languages that pages of ours are in.
STOPLISTS = {
    "af": "Afrikaans",
    "ar": "Arabic",
    "az": "Azerbaijani",
    "be": "Belarusian",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "bs": "Bosnian",
    "ca": "Catalan",
    "cs": "Czech",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "et": "Estonian",
    "eu": "Basque",
    "fa": "Persian",
    "fi": "Finnish",
    "fil": "Tagalog",
    "fr": "French",
    "gl": "Galician",
    "gu": "Gujarati",
    "he": "Hebrew",
    "hi": "Hindi",
    "hr": "Croatian",
    "hu": "Hungarian",
    "hy": "Armenian",
    "id": "Indonesian",
    "ig": "Igbo",
    "is": "Icelandic",
    "it": "Italian",
    "ka": "Georgian",
    "kk": "Kazakh",
    "kn": "Kannada",
    "ko": "Korean",
    "ky": "Kyrgyz",
    "lt": "Lithuanian",
    "lv": "Latvian",
    "mk": "Macedonian",
    "ml": "Malayalam",
    "mr": "Marathi",
    "ms": "Malay",
    "nb": "Norwegian_Bokmal",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian_Nynorsk",
    "no": "Norwegian_Bokmal",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "sk": "Slovak",
    "sl": "Slovenian",
    "sq": "Albanian",
    "sr": "Serbian",
    "sv": "Swedish",
    "sw": "Swahili",
    "ta": "Tamil",
    "te": "Telugu",
    "tl": "Tagalog",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "uz": "Uzbek",
    "vi": "Vietnamese",
    "yo": "Yoruba",
}


class Extractor(NamedTuple):
    """One extractor in one setting.

    Attributes
    ----------
    name : str
    distribution : str
        The package on PyPI that does the work.
    extract : callable
        ``extract(html, lang)`` gives the kept text, or None where the tool found nothing.
    """

    name: str
    distribution: str
    extract: Callable[[str, str], str | None]

    @property
    def version(self) -> str:
        """Version of the installed package.

        Raises
        ------
        MissingDependencyError
            It is not installed.
        """
        try:
            return version(self.distribution)
        except PackageNotFoundError as error:
            raise MissingDependencyError(self.distribution, "compare") from error


# Packages are imported on first use: one may compare with a single extractor without loading the others.


def _trafilatura(html: str, lang: str) -> str | None:
    import trafilatura

    return trafilatura.extract(html)


def _trafilatura_fast(html: str, lang: str) -> str | None:
    import trafilatura

    return trafilatura.extract(html, fast=True)


def _trafilatura_recall(html: str, lang: str) -> str | None:
    import trafilatura

    return trafilatura.extract(html, favor_recall=True)


def _trafilatura_precision(html: str, lang: str) -> str | None:
    import trafilatura

    return trafilatura.extract(html, favor_precision=True)


def _resiliparse(html: str, lang: str) -> str | None:
    from resiliparse.extract.html2text import extract_plain_text

    return str(extract_plain_text(html, main_content=True))


def _resiliparse_no_alt(html: str, lang: str) -> str | None:
    from resiliparse.extract.html2text import extract_plain_text

    # Alternative texts of images are in no truth that we know; without them it does .01 better.
    return str(extract_plain_text(html, main_content=True, alt_texts=False))


def _justext(html: str, lang: str) -> str | None:
    import justext

    # Bytes, since lxml refuses a str that declares an encoding.
    source = html.encode("utf-8", "replace")
    name = STOPLISTS.get(lang.partition("-")[0])
    if name is None:
        # What jusText's manual gives for a language that it has no stoplist of.
        paragraphs = justext.justext(source, frozenset(), stopwords_low=0, stopwords_high=0, encoding="utf-8")
    else:
        paragraphs = justext.justext(source, justext.get_stoplist(name), encoding="utf-8")
    return "\n".join(paragraph.text for paragraph in paragraphs if not paragraph.is_boilerplate)


def _readability(html: str, lang: str) -> str | None:
    from readability import Document

    return lxml_blocks(Document(html).summary())


def _boilerpy3(html: str, lang: str) -> str | None:
    from boilerpy3.extractors import ArticleExtractor

    return str(ArticleExtractor(raise_on_failure=False).get_content(html))


EXTRACTORS = {
    extractor.name: extractor
    for extractor in (
        Extractor("trafilatura", "trafilatura", _trafilatura),
        Extractor("trafilatura_fast", "trafilatura", _trafilatura_fast),
        Extractor("trafilatura_recall", "trafilatura", _trafilatura_recall),
        Extractor("trafilatura_precision", "trafilatura", _trafilatura_precision),
        Extractor("resiliparse", "resiliparse", _resiliparse),
        Extractor("resiliparse_no_alt", "resiliparse", _resiliparse_no_alt),
        Extractor("justext", "justext", _justext),
        Extractor("readability", "readability-lxml", _readability),
        Extractor("boilerpy3", "boilerpy3", _boilerpy3),
    )
}
"""The extractors by name, in the order of tables."""
