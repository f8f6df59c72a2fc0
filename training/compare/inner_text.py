"""The words of our lines against a browser's ``innerText``: ``python -m training.compare.inner_text``.

What we read otherwise on purpose (:data:`DECISIONS`) is done to the page in the browser first, one decision after the
other, and counted by itself: the words that the browser shows more or fewer for it. What differs then is counted as
words lost, invented, glued together or split.
"""

from __future__ import annotations

import argparse
import json
import lzma
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rapidfuzz.distance import Indel

from bbclf.html import read_html
from bbclf.html.tags import BLOCK_TAGS, TAG_TABLE, UNKNOWN
from training import CACHE
from training.compare.browser import Browser
from training.sources.pages import SUFFIX, pages_folder

__all__ = ["DECISIONS", "Difference", "Tally", "compare_words", "main", "table", "words_of"]

SEED = 1
OUT = CACHE / "compare" / "inner_text.md"
DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"

_BLOCKS = ",".join(tag.name for tag in BLOCK_TAGS)
_KNOWN = [tag.name for tag in TAG_TABLE if tag.kind != UNKNOWN]

DECISIONS: Mapping[str, str] = {
    "`<select>`, `<svg>`, ruby readings and the like hold no lines": (
        "for (const e of document.querySelectorAll('select,option,optgroup,svg,rt,rp,math annotation,"
        "math annotation-xml,map,datalist')) e.remove();"
    ),
    "a copy of a formula beside MathML is left out": (
        "for (const m of document.querySelectorAll('math'))"
        " for (let e = m, i = 0; e && i < 3; e = e.parentElement, i++)"
        " for (const s of [e.previousElementSibling, e.nextElementSibling])"
        " if (s && s.getAttribute('aria-hidden') === 'true') s.remove();"
    ),
    "hidden blocks and components are lines": (
        f"const blocks = '{_BLOCKS}', known = new Set({_KNOWN});"
        "const hides = e => e.hidden || e.style.display === 'none' || e.style.visibility === 'hidden';"
        "for (const e of document.querySelectorAll('[hidden],[style]')) if (hides(e)) {"
        " const tag = e.localName, rest = e.textContent.trim().replace(/\\s+/g, ' ').length >= 80;"
        " let follows = false; for (let n = e; n && !n.matches(blocks) && !follows; n = n.parentElement)"
        "  for (let s = n.nextSibling; s; s = s.nextSibling) {"
        "   if (s.nodeType === 1 && (s.localName === 'br' || s.matches(blocks))) { n = {parentElement: null,"
        "    matches: () => true}; break; } if (s.textContent.trim()) { follows = true; break; } }"
        " const is_block = e.matches(blocks);"
        " if (is_block || e.querySelector(blocks) || (!known.has(tag) && e.firstElementChild) || (rest && !follows)) {"
        "  e.hidden = false; if (e.style.display === 'none') e.style.display = is_block ? '' : 'block';"
        "  e.style.visibility = ''; } }"
    ),
    "closed `<details>` and `<dialog>` are lines": (
        "for (const e of document.querySelectorAll('details,dialog')) e.open = true;"
    ),
    "`<noscript>` is read": (
        "for (const e of document.querySelectorAll('noscript')) { const d = document.createElement('div');"
        " d.innerHTML = e.textContent; for (const x of d.querySelectorAll('iframe,svg,select')) x.remove();"
        " if (!d.innerText.trim()) e.remove();"
        " else if (e.closest('head')) document.body.prepend(d); else e.replaceWith(d); }"
    ),
    "buttons and `<marquee>` are lines, links that touch are parted": (
        "for (const e of document.querySelectorAll('button,marquee')) e.style.display = 'block';"
        f"const known = new Set({_KNOWN}); const skip = n => n && n.nodeType === 8 ? skip(n.previousSibling) : n;"
        "for (const e of document.querySelectorAll('*')) if (e.localName === 'a' || !known.has(e.localName)) {"
        " const p = skip(e.previousSibling); if (p && p.nodeType === 1 && (p.localName === 'a' ? e.localName === 'a'"
        "  : e.localName !== 'a' && !known.has(p.localName))) e.before(' '); }"
    ),
}
"""What we do on purpose -> what does the same to a page in the browser."""


@dataclass
class Difference:
    """Words that differ on some pages."""

    n_words: int = 0
    lost: int = 0
    invented: int = 0
    glued: int = 0
    split: int = 0
    examples: list[tuple[str, str, str]] = field(default_factory=list)

    def add(self, other: Difference) -> None:
        self.n_words += other.n_words
        self.lost += other.lost
        self.invented += other.invented
        self.glued += other.glued
        self.split += other.split
        self.examples += other.examples


@dataclass
class Tally:
    """Differences by source, and words by decision."""

    sources: dict[str, Difference] = field(default_factory=dict)
    n_pages: Counter[str] = field(default_factory=Counter)
    decisions: Counter[str] = field(default_factory=Counter)

    def add(self, source: str, ours: str, texts: Sequence[str]) -> None:
        """Count a page.

        Parameters
        ----------
        source : str
        ours : str
            Our lines.
        texts : sequence of str
            The browser's, before and after each decision.
        """
        versions = [words_of(text) for text in texts]
        for name, before, after in zip(DECISIONS, versions, versions[1:], strict=False):
            self.decisions[name] += Indel.distance(before, after)
        self.n_pages[source] += 1
        self.sources.setdefault(source, Difference()).add(compare_words(words_of(ours), versions[-1]))


def words_of(text: str) -> list[str]:
    """Words as they are compared: letters of mathematics are letters, and case is style."""
    return unicodedata.normalize("NFKC", text).casefold().split()


def compare_words(ours: Sequence[str], browser: Sequence[str]) -> Difference:
    """How the words of our lines differ from the browser's.

    Where a stretch of words differs in nothing but its white space, words are glued or split; elsewhere they are lost
    and invented.
    """
    difference = Difference(len(browser))
    for mine, theirs in _stretches(ours, browser):
        if "".join(mine) == "".join(theirs):
            difference.glued += max(len(theirs) - len(mine), 0)
            difference.split += max(len(mine) - len(theirs), 0)
            kind = "glued" if len(mine) < len(theirs) else "split"
        else:
            difference.lost += len(theirs)
            difference.invented += len(mine)
            kind = "lost" if len(theirs) > len(mine) else "invented"
        difference.examples.append((kind, " ".join(mine)[:60], " ".join(theirs)[:60]))
    return difference


def _stretches(ours: Sequence[str], browser: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Stretches of words that differ, ours and the browser's."""
    start_ours = start_browser = -1
    for step in Indel.opcodes(ours, browser):
        if step.tag == "equal":
            if start_ours >= 0:
                yield ours[start_ours : step.src_start], browser[start_browser : step.dest_start]
            start_ours = start_browser = -1
        elif start_ours < 0:
            start_ours, start_browser = step.src_start, step.dest_start
    if start_ours >= 0:
        yield ours[start_ours:], browser[start_browser:]


def measure(pages: Iterable[tuple[str, str]]) -> Tally:
    """Compare pages of (source, HTML)."""
    tally = Tally()
    changes = list(DECISIONS.values())
    with Browser() as browser:
        for source, html in pages:
            tally.add(source, "\n".join(read_html(html)[0]), browser.inner_texts(html, changes))
    return tally


def table(tally: Tally) -> str:
    """Markdown: differences for each 100,000 words by source, words by decision, and the largest that remain."""
    total = Difference()
    for difference in tally.sources.values():
        total.add(difference)
    rows = [*sorted(tally.sources.items()), ("all", total)]
    lines = [
        "| source | pages | words | lost | invented | glued | split |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name, one in rows:
        n_pages = sum(tally.n_pages.values()) if name == "all" else tally.n_pages[name]
        shares = (100_000 * count / max(one.n_words, 1) for count in (one.lost, one.invented, one.glued, one.split))
        lines.append(
            f"| {name} | {n_pages} | {one.n_words:,} | " + " | ".join(f"{share:.1f}" for share in shares) + " |"
        )
    lines += ["", "| on purpose | words in 100,000 |", "| --- | ---: |"]
    lines += (f"| {name} | {100_000 * n / max(total.n_words, 1):.1f} |" for name, n in tally.decisions.items())
    lines += ["", "| what remains | ours | browser | times |", "| --- | --- | --- | ---: |"]
    for (kind, ours, browser), n in Counter(total.examples).most_common(60):
        cells = (text.replace("|", "\\|") for text in (kind, ours, browser))
        lines.append("| " + " | ".join(cells) + f" | {n} |")
    return "\n".join(lines) + "\n"


def sample(n_pages: int) -> Iterator[tuple[str, str]]:
    """The committed pages, and as many pages of each collection that has HTML."""
    for path in sorted(DEMO.glob("*.html")):
        yield "committed", path.read_text("utf-8")
    paths = sorted(pages_folder().glob(f"*{SUFFIX}"))
    rng = np.random.default_rng(SEED)
    for path in paths:
        with lzma.open(path, "rt", encoding="utf-8") as file:
            records = [json.loads(line) for line in file]
        pages = [record["html"] for record in records if record.get("html")]
        chosen = rng.permutation(len(pages))[: -(-n_pages // len(paths))]
        yield from ((path.name.removesuffix(SUFFIX), pages[number]) for number in chosen)


def main(arguments: Sequence[str] | None = None) -> None:
    """Command line of this module."""
    parser = argparse.ArgumentParser(description="Words of our lines against a browser's innerText.")
    parser.add_argument("--pages", type=int, default=300, help="how many pages of the collections are compared")
    options = parser.parse_args(arguments)
    text = table(measure(sample(options.pages)))
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(text, "utf-8")
    print(text)


if __name__ == "__main__":
    main()
