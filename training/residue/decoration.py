"""How sites set a line of residue: signs around it, a label before a value, counts and dates."""

from __future__ import annotations

from numpy.random import Generator

from training.residue.filler import FORMS, pick
from training.residue.phrasing import localise

__all__ = ["count", "date", "decorated", "labelled"]

LABEL_SIGNS = " :：՝፦[]【】▶▷▼☞|>»"
"""Signs around a label that some sites leave out."""
OWN_FORM_SHARE = 0.4
"""Labels that keep their own signs; the others get those of ``label_forms``."""
FRAMED_SHARE = 0.3
UPPER_SHARE = 0.1


def decorated(line: str, rng: Generator) -> str:
    """A line in capitals or with signs around it, at times."""
    if rng.random() < UPPER_SHARE:
        line = line.upper()
    return pick(rng, FORMS["frames"]).replace("{}", line) if rng.random() < FRAMED_SHARE else line


def labelled(label: str, value: str, rng: Generator) -> str:
    """A label and its value on one line: "label: value", "label | value", "[label] value", ..."""
    if rng.random() < OWN_FORM_SHARE:
        return f"{label} {value}"
    bare = label.strip(LABEL_SIGNS) or label
    return pick(rng, FORMS["label_forms"]).replace("{label}", bare).replace("{value}", value)


def count(lang: str, rng: Generator) -> str:
    """A count as counters show it: "7", "1,204", "(15)", "2.4K"."""
    n = int(10 ** rng.uniform(0, 4))
    form = pick(rng, (str(n), f"{n:,}", f"({n})", f"{max(n, 100) / 1000:.1f}K"))
    return localise(form, lang, rng)


def date(lang: str, rng: Generator) -> str:
    """A date in numbers."""
    year, month, day = rng.integers(2008, 2026), rng.integers(1, 13), rng.integers(1, 29)
    forms = (f"{day:02}.{month:02}.{year}", f"{year}-{month:02}-{day:02}", f"{day}/{month}/{year}")
    return localise(pick(rng, forms), lang, rng)
