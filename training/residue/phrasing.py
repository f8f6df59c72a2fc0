"""The words that residue is made of, by language: of newsrooms and software, and other pages' headlines."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from numpy.random import Generator

from bbclf.text import split_lines
from training.residue.filler import FORMS, digits, email, invented_name, pick
from training.residue.relatives import RELATIVES
from training.sources.lexicon import base_language, cap_phrases, read_lexicon, read_newsroom_phrases

__all__ = ["Phrasing", "Words", "localise", "one_line"]

# What the lexicon calls the kinds of newsroom phrases that it has as well, and kinds that it alone has.
LEXICON_KINDS = {
    "share": ("share",),
    "comment": ("comment",),
    "related": ("related",),
    "newsletter": ("newsletter",),
    "cookie": ("consent",),
    "disclaimer": ("copyright",),
    "navigation": ("navigation", "pagination"),
    "counter": ("meta",),
    "account": ("account", "search"),
}
SPECIFIC_KINDS = frozenset({"share", "related", "newsletter", "consent"})
"""Kinds of which one short word is residue; of others ("Author", "Order") it may be a heading of content."""
SHOPS = frozenset(
    {
        "DSpace/dspace-angular",
        "bagisto/bagisto",
        "django-oscar/django-oscar",
        "projectblacklight/blacklight",
        "shopware/SwagLanguagePack",
        "solidusio-contrib/solidus_i18n",
        "spree-contrib/spree_i18n",
    }
)
"""Catalogues of shops and repositories, whose phrases do not occur beside articles."""
NEWSROOM_SHARE = 0.6
"""How often a kind that both have is drawn from the phrases of newsrooms, which news and blogs show."""

_PUNCTUATION = ".,:;!?«»“”\"'()、。，："

# First digit of the scripts whose pages use their own, by language.
ZEROS = {"ar": "٠", "fa": "۰", "ur": "۰", "ps": "۰", "hi": "०", "mr": "०", "ne": "०", "bn": "০", "my": "၀"}


class Words(NamedTuple):
    """The words of one language.

    Attributes
    ----------
    lang : str
    newsroom : mapping of str to list of str
        Phrases by kind.
    lexicon : mapping of str to mapping
        Phrases by kind of the lexicon, then by source.
    titles : sequence of str
        Headlines of other pages.
    paragraphs : sequence of str
        First paragraphs of other pages.
    """

    lang: str
    newsroom: Mapping[str, Sequence[str]]
    lexicon: Mapping[str, Mapping[str, Sequence[str]]]
    titles: Sequence[str]
    paragraphs: Sequence[str] = ()

    def phrase(self, kind: str, rng: Generator) -> str | None:
        """A phrase of a kind, or None where the language has none; each source of the lexicon as likely."""
        own = self.newsroom.get(kind, ())
        kinds = [name for name in LEXICON_KINDS.get(kind, ()) if name in self.lexicon]
        if own and (not kinds or rng.random() < NEWSROOM_SHARE):
            return self._filled(pick(rng, own), rng)
        if not kinds:
            return None
        sources = self.lexicon[pick(rng, kinds)]
        return self._filled(pick(rng, sources[pick(rng, list(sources))]), rng)

    def title(self, rng: Generator) -> str | None:
        """Headline of another page, or None where there is none."""
        return pick(rng, self.titles) if self.titles else None

    def paragraph(self, rng: Generator) -> str | None:
        """First paragraph of another page, or None where there is none."""
        return pick(rng, self.paragraphs) if self.paragraphs else None

    def names(self, rng: Generator) -> list[str]:
        """Words out of a headline, in place of names and subjects; at least one."""
        title = self.title(rng) or f"{invented_name(rng)} {invented_name(rng, 3)}".title()
        pieces = title.split() if " " in title else re.findall(".{2,4}", title)
        return [name for name in (piece.strip(_PUNCTUATION) for piece in pieces) if name] or ["News"]

    def _filled(self, template: str, rng: Generator) -> str:
        name = " ".join(self.names(rng)[:2])
        phrase = _renumber(template, self.lang, rng)
        return phrase.replace("{name}", name).replace("{network}", pick(rng, FORMS["networks"]))


class Phrasing:
    """The words of all languages.

    Parameters
    ----------
    titles : mapping of str to sequence of str
        Headlines by language: of pages that a model may see in training, and of no other.
    without : collection of str
        Languages to leave out, to measure what is learnt without them.
    paragraphs : mapping of str to sequence of str, optional
        First paragraphs of the same pages by language, for teasers; none are written without them.
    """

    def __init__(
        self,
        titles: Mapping[str, Sequence[str]],
        without: Collection[str] = (),
        paragraphs: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._newsroom = read_newsroom_phrases(without)
        self._lexicon = _by_source(without)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for lang, headlines in titles.items():
            self._titles[base_language(lang)] += [line for line in map(_headline, headlines) if line]
        self._paragraphs: dict[str, list[str]] = defaultdict(list)
        for lang, texts in (paragraphs or {}).items():
            self._paragraphs[base_language(lang)] += [line for line in map(one_line, texts) if line]

    def words(self, lang: str) -> Words:
        """The words of one language; of an unknown or left-out one, no words."""
        base = base_language(lang)
        newsroom, lexicon = self._newsroom.get(base, {}), self._lexicon.get(base, {})
        return Words(base, newsroom, lexicon, self._titles[base], self._paragraphs[base])

    def with_relatives(self, lang: str) -> list[Words]:
        """The words of a language, then of those that stand in for it: related ones, English."""
        base = base_language(lang)
        return [self.words(code) for code in dict.fromkeys((base, *RELATIVES.get(base, ()), "en"))]


def _by_source(without: Collection[str]) -> dict[str, dict[str, dict[str, list[str]]]]:
    usable: dict[str, dict[str, dict[str, list[str]]]] = {}
    for phrase in cap_phrases(read_lexicon(without=without)):
        if phrase.source not in SHOPS and (phrase.kind in SPECIFIC_KINDS or _is_specific(phrase.text)):
            kinds = usable.setdefault(phrase.lang, {})
            kinds.setdefault(phrase.kind, {}).setdefault(phrase.source, []).append(phrase.text)
    return usable


def _is_specific(text: str) -> bool:
    has_case = text.lower() != text.upper()
    return len(text.split()) > 1 or (not has_case and len(text) >= 5)


def _renumber(phrase: str, lang: str, rng: Generator) -> str:
    """The lexicon's fixed numbers and addresses replaced by others."""
    phrase = phrase.replace("info@example.com", email(rng)).replace("{n}", "5")
    phrase = re.sub(r"\d+", lambda match: digits(rng, len(match.group())), phrase)
    return localise(phrase, lang, rng)


def localise(text: str, lang: str, rng: Generator) -> str:
    """The text with the digits of the language's own script, at times."""
    zero = ZEROS.get(lang)
    if zero is None or rng.random() < 0.5:
        return text
    return text.translate({ord("0") + digit: chr(ord(zero) + digit) for digit in range(10)})


def _headline(title: str) -> str:
    """A page's title without the name of its site."""
    return max(re.split(r"\s[|–—-]\s", one_line(title)), key=len).strip()


def one_line(text: str) -> str:
    """All lines of a text on one."""
    return " ".join(split_lines(text).lines)
