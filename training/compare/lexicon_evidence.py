"""What the phrases of a language give the model: ``python -m training.compare.lexicon_evidence``.

For each language of the lexicon: how many of its phrases the model calls boilerplate when they stand at the end of a
page of content, and how many when its table of phrases is made without that language.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from bbclf.chars import CHAR_CLASSES, SCRIPTS_WITH_CASE, SCRIPTS_WITHOUT_CASE, SCRIPTS_WITHOUT_SPACES, group
from bbclf.classifier import LineClassifier
from bbclf.errors import BbclfError
from bbclf.model import Model, load_model
from bbclf.page import Page
from bbclf.tokens import read_chars
from bbclf.view import View
from training.model.floors import read_golden
from training.report.markdown import markdown_table
from training.sources.lexicon import Phrase, read_lexicon
from training.sources.phrase_table import read_phrase_table

__all__ = [
    "EVIDENCE_VIEWS",
    "MAX_PHRASES",
    "MIN_PHRASES",
    "OTHER_HOST",
    "Evidence",
    "evidence_table",
    "host_of",
    "measure",
    "read_hosts",
    "sample_phrases",
]

EVIDENCE_VIEWS: tuple[View, ...] = ("leftover", "text")
"""The views without markup, where a line is judged mostly by its words."""

MIN_PHRASES = 50
"""Of fewer, one phrase is worth more than two percentage points."""
MAX_PHRASES = 100
SEED = 1

HOST_OF_SCRIPT = {
    "latin": "es", "cyrillic": "ru", "greek": "el", "arabic": "ar", "hebrew": "ar", "indic": "hi", "hangul": "ko",
    "han": "zh", "kana": "zh", "seasian": "th",
}  # fmt: skip
"""Golden page for the phrases of a language that has none: one of the same script or, for Hebrew, direction."""
OTHER_HOST = "es"
"""For all other scripts: Armenian, Georgian, Ethiopic, ..."""


class Evidence(NamedTuple):
    """What the phrases of one language give.

    Attributes
    ----------
    lang : str
    host : str
        Language of the page that the phrases were put on.
    n_phrases : int
    shares : mapping of view to (float, float)
        Phrases called boilerplate, with the language's phrases in the table and without, 0 to 1.
    """

    lang: str
    host: str
    n_phrases: int
    shares: Mapping[View, tuple[float, float]]


def sample_phrases(lexicon: Iterable[Phrase]) -> dict[str, list[str]]:
    """Phrases to judge by.

    A language's sample does not depend on which other languages there are.

    Parameters
    ----------
    lexicon : iterable of Phrase

    Returns
    -------
    dict of str to list of str
        At most :data:`MAX_PHRASES` distinct phrases, each on one line, of every language that has at least
        :data:`MIN_PHRASES`.
    """
    distinct: dict[str, dict[str, None]] = {}
    for phrase in lexicon:
        distinct.setdefault(phrase.lang, {})[" ".join(phrase.text.split())] = None
    samples = {}
    for lang, texts in sorted(distinct.items()):
        if len(texts) >= MIN_PHRASES:
            rng = np.random.default_rng([SEED, *lang.encode()])
            drawn = rng.permutation(len(texts))[:MAX_PHRASES]
            ordered = list(texts)
            samples[lang] = [ordered[number] for number in sorted(drawn)]
    return samples


def read_hosts() -> dict[str, str]:
    """Content of the golden pages by language, a line a block."""
    hosts = {}
    for golden in read_golden():
        is_content = ~golden.is_boilerplate & (golden.weight > 0)
        hosts[str(golden.lang)] = "\n".join(golden.page.lines[number] for number in np.flatnonzero(is_content))
    return hosts


def host_of(lang: str, phrases: Sequence[str], hosts: Iterable[str]) -> str:
    """Language of the page that the phrases of a language are put on.

    Parameters
    ----------
    lang : str
    phrases : sequence of str
        Their most frequent script decides if the language has no page.
    hosts : iterable of str
        Languages of the pages.
    """
    return lang if lang in hosts else HOST_OF_SCRIPT.get(_main_script(phrases), OTHER_HOST)


def _main_script(texts: Sequence[str]) -> str:
    counts = np.bincount(read_chars(texts).classes, minlength=len(CHAR_CLASSES))
    of_script = {script: counts @ group(f"{script}_upper", f"{script}_lower") for script in SCRIPTS_WITH_CASE}
    of_script |= {script: counts @ group(script) for script in (*SCRIPTS_WITHOUT_CASE, *SCRIPTS_WITHOUT_SPACES)}
    return max(of_script, key=lambda script: int(of_script[script]))


def measure(model: Model, samples: Mapping[str, Sequence[str]]) -> Iterator[Evidence]:
    """Label the phrases of each language, with and without it in the table.

    Parameters
    ----------
    model : Model
        With a table of all languages' phrases.
    samples : mapping of str to sequence of str
        Phrases by language (:func:`sample_phrases`).

    Yields
    ------
    Evidence
        In the order of `samples`.

    Raises
    ------
    InputError
        There is no lexicon to make the other tables of.
    """
    hosts = read_hosts()
    complete = LineClassifier(model)
    for lang, phrases in samples.items():
        reduced = LineClassifier(_without_language(model, lang))
        host = host_of(lang, phrases, hosts)
        shares = {
            view: (_share(complete, hosts[host], phrases, view), _share(reduced, hosts[host], phrases, view))
            for view in EVIDENCE_VIEWS
        }
        yield Evidence(lang, host, len(phrases), shares)


def _without_language(model: Model, lang: str) -> Model:
    phrases = read_phrase_table(without=(lang,))
    return replace(model, lexical=replace(model.lexical, phrases=phrases))


def _share(classifier: LineClassifier, content: str, phrases: Sequence[str], view: View) -> float:
    """Share of the phrases that are boilerplate as the last line of the content, 0 to 1."""
    pages = (Page.from_text(f"{content}\n\n{phrase}", view=view) for phrase in phrases)
    return float(np.mean([labelled.is_boilerplate[-1] for labelled in classifier.label_many(pages)]))


def evidence_table(rows: Sequence[Mapping[str, Any]]) -> str:
    """What the phrases of each language give, as Markdown: fields of :class:`Evidence`, the mean first."""
    views = list(rows[0]["shares"])
    shares = [[share for view in views for share in row["shares"][view]] for row in rows]
    body = [[f"mean of {len(rows)}", "", "", *map(_percent, np.mean(shares, axis=0))]]
    body += [
        [row["lang"], row["host"], str(row["n_phrases"]), *map(_percent, of_row)]
        for row, of_row in zip(rows, shares, strict=True)
    ]
    header = ["language", "page", "phrases", *(f"{view}, {table}" for view in views for table in ("with", "without"))]
    return markdown_table(header, body, n_text=2)


def _percent(share: float) -> str:
    return f"{share:.0%}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="What each language's phrases give the model, as Markdown.")
    parser.add_argument("--model", type=Path, help="model folder; the packaged model by default")
    options = parser.parse_args(arguments)
    rows = measure(load_model(options.model), sample_phrases(read_lexicon()))
    print(evidence_table([row._asdict() for row in rows]), end="")


if __name__ == "__main__":
    try:
        main()
    except BbclfError as error:
        sys.exit(f"error: {error}")
