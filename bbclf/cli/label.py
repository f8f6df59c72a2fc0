"""``bbclf label``: pages with their known text become labelled pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bbclf.cli.messages import say
from bbclf.cli.options import ViewOption
from bbclf.errors import InputError
from bbclf.files import COMPRESSED_SUFFIXES, STDIO
from bbclf.io.items import Item, Record, Rejected, Skipped

if TYPE_CHECKING:
    from bbclf.dataset import TrainingPage
    from bbclf.predict.left_out import LeftOut

__all__ = ["label"]

MAX_NAMED = 20
"""Pages that are named for each kind of trouble; the rest are counted."""


def label(
    pages: Annotated[list[str], typer.Argument(metavar="PAGES...", help="Files, directories or globs.")],
    truth: Annotated[
        str,
        typer.Option(
            metavar="FIELD|FOLDER",
            help="Field of the records that holds the known text, or folder with NAME.txt for each page NAME.html.",
        ),
    ],
    output: Annotated[Path, typer.Option("--output", "-o", help="Labelled pages, JSONL.")],
    view: ViewOption = "auto",
    min_coverage: Annotated[
        float, typer.Option(min=0, max=1, help="Share of the known text that must be on its page.")
    ] = 0.5,
) -> None:
    """Label the lines of pages by their known main text. Needs the extra train.

    A page without known text, or whose text is not on it, is named and left out.

    Examples:

        bbclf label pages.jsonl --truth article -o labelled.jsonl

        bbclf label crawl/ --truth texts/ -o labelled.jsonl
    """
    from bbclf.dataset import write_dataset
    from bbclf.io.apart import check_apart
    from bbclf.io.inputs import Reading
    from bbclf.io.readers import read_all
    from bbclf.io.sources import find_sources
    from bbclf.predict.left_out import LeftOut

    if str(output) == STDIO:
        raise InputError("labelled pages go to a file: give --output FILE")
    check_apart(pages, str(output), rejects=None)
    labeller, left_out = _Labeller(truth, min_coverage), LeftOut(say, all=True)
    items = read_all(find_sources(pages, written=[str(output)]), Reading(view=view))
    labelled = labeller.labelled(items, left_out)
    first = next(labelled, None)  # without one, an earlier file stays as it is
    n_pages = 0 if first is None else write_dataset(output, chain([first], labelled))
    for line in filter(None, [*labeller.summary(n_pages), left_out.summary()]):
        say(line)
    if not n_pages:
        raise InputError("no page could be labelled: is --truth the right field or folder?")
    if labeller.unreadable:
        raise typer.Exit(2)


class _Labeller:
    """Labels records, and remembers those that it cannot label."""

    def __init__(self, truth: str, min_coverage: float) -> None:
        self._folder = Path(truth) if Path(truth).is_dir() else None
        self._field = truth
        self._min_coverage = min_coverage
        self._coverages: list[float] = []
        self._without: list[str] = []
        self._elsewhere: list[str] = []
        self.unreadable: list[str] = []

    def labelled(self, items: Iterable[Item], left_out: LeftOut) -> Iterator[TrainingPage]:
        """The labelled pages, one at a time; `left_out` is told what is no page."""
        from bbclf.dataset import label_by_truth
        from bbclf.io.source import DATASET_FIELDS, html_text, text_fields

        for item in items:
            if isinstance(item, Skipped):
                left_out.add(item)
            if isinstance(item, Rejected):
                self.unreadable.append(f"{item.place}: {item.reason}")
            if not isinstance(item, Record):
                continue
            try:
                page, fields = item.body.read()
            except InputError as error:
                self.unreadable.append(f"{item.place}: {error.message}")
                continue
            fields = item.row.values() if item.row is not None else fields
            truth = self._truth_of(item, fields)
            if truth is None:
                self._without.append(str(item.place))
                continue
            page = replace(page, id=page.id or str(item.place))
            found = label_by_truth(page, truth, html_text(page), **text_fields(fields, *DATASET_FIELDS))
            if found.coverage < self._min_coverage:
                self._elsewhere.append(f"{item.place} ({found.coverage:.0%})")
                continue
            self._coverages.append(found.coverage)
            yield found.page

    def _truth_of(self, record: Record, fields: Mapping[str, Any] | None) -> str | None:
        from bbclf.io.source import text_fields

        if self._folder is None:
            return text_fields(fields, self._field).get(self._field)
        try:
            return (self._folder / f"{_name_without_suffix(record.place.path)}.txt").read_text("utf-8-sig")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"the known text cannot be read: {error}", path=str(record.place)) from None

    def summary(self, n_pages: int) -> Iterator[str]:
        """What a user should know, line by line."""
        yield from self.unreadable[:MAX_NAMED]
        where = f"field {self._field!r}" if self._folder is None else f"text in {self._folder}"
        for names, why in (
            (self._without, f"left out, no {where}"),
            (self._elsewhere, f"left out, less than {self._min_coverage:.0%} of the known text is on the page"),
        ):
            if names:
                more = f" and {len(names) - MAX_NAMED:,} more" if len(names) > MAX_NAMED else ""
                yield f"{why}: {', '.join(names[:MAX_NAMED])}{more}"
        coverage = sum(self._coverages) / max(len(self._coverages), 1)
        yield (
            f"pages labelled {n_pages:,}, coverage of their known text {coverage:.1%} on average and"
            f" {min(self._coverages, default=0):.1%} at least; left out {len(self._without) + len(self._elsewhere):,},"
            f" not readable {len(self.unreadable):,}"
        )


def _name_without_suffix(path: str) -> str:
    """``example.org`` of ``pages/example.org.html.gz``."""
    name = Path(path)
    return (name.with_suffix("") if name.suffix.lower() in COMPRESSED_SUFFIXES else name).stem
