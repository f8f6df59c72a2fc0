"""A run of ``bbclf predict``: labelled pages are written, everything else is accounted for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bbclf.errors import InputError
from bbclf.io.destinations import Destination
from bbclf.io.items import FileEnd, FileStart, Item, Rejected, Skipped
from bbclf.predict.left_out import LeftOut
from bbclf.predict.outcome import Outcome
from bbclf.predict.rejects import Rejects

__all__ = ["Counts", "run"]


@dataclass(slots=True)
class Counts:
    """What a run has done so far.

    Attributes
    ----------
    n_pages, n_content, n_boilerplate, n_rejected : int
        Pages written, their lines of content and boilerplate, and bad records.
    """

    n_pages: int = 0
    n_content: int = 0
    n_boilerplate: int = 0
    n_rejected: int = 0

    def summary(self) -> str:
        """The counts as one line of text."""
        return (
            f"pages {self.n_pages:,}, lines of content {self.n_content:,}, of boilerplate"
            f" {self.n_boilerplate:,}, records failed {self.n_rejected:,}"
        )


def run(
    labelled: Iterable[tuple[Item, Outcome | None]],
    destination: Destination,
    rejects: Rejects,
    left_out: LeftOut,
    on_progress: Callable[[Counts], None],
) -> Counts:
    """Write labelled records and account for everything else.

    Parameters
    ----------
    labelled : iterable of (Item, Outcome or None)
        From :func:`bbclf.predict.labelling.label_items`.
    destination : Destination
    rejects : Rejects
    left_out : LeftOut
        Told what is not a page.
    on_progress : callable
        Told the counts after each item.

    Returns
    -------
    Counts

    Raises
    ------
    InputError
        There are more bad records than `rejects` tolerates.
    OutputError
        The output cannot be written.
    """
    counts = Counts()
    rejected_before = 0
    was_read = True
    for item, outcome in labelled:
        if isinstance(item, FileStart):
            rejected_before = counts.n_rejected
            was_read = True
            destination.start_file(item.source)
        elif isinstance(item, FileEnd):
            destination.end_file(keep_empty=counts.n_rejected == rejected_before, was_read=was_read)
        elif isinstance(item, Skipped):
            left_out.add(item)
        elif isinstance(item, Rejected):
            counts.n_rejected += 1
            was_read = was_read and item.place.number is not None
            rejects.add(item)
        elif outcome is not None and outcome.error is not None:
            counts.n_rejected += 1
            rejects.add(Rejected(item.place, outcome.error, item.raw))
        elif outcome is not None:
            try:
                destination.write(item, outcome.rendered)
            except InputError as error:
                counts.n_rejected += 1
                rejects.add(Rejected(item.place, error.message, item.raw))
                continue
            counts.n_pages += 1
            counts.n_content += outcome.n_content
            counts.n_boilerplate += outcome.n_boilerplate
        on_progress(counts)
    return counts
