"""Pages counted for the profile of their sites, here or in workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from bbclf.errors import InputError
from bbclf.io.bodies import PageBody
from bbclf.io.inputs import Reading
from bbclf.io.items import Found, Item, Record, Rejected, Skipped
from bbclf.io.readers import read_all
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.predict.labelling import label_items
from bbclf.predict.outcome import Outcome
from bbclf.site.keys import page_keys
from bbclf.site.profile import SiteProfile, site_name

__all__ = ["KeyReader", "count_pages", "profile_of"]


@dataclass(frozen=True, slots=True)
class KeyReader:
    """Reads pages, and tells the site and the keys of each; picklable.

    Attributes
    ----------
    site : str or None
        Of all pages; None for the host of each page's address.
    limits : Limits
    """

    site: str | None = None
    limits: Limits = DEFAULT_LIMITS

    def prepare(self) -> None:
        """Load nothing: there is no model."""

    def __call__(self, bodies: list[PageBody]) -> list[Outcome]:
        """Read pages; those that cannot be read have an error instead."""
        return [self._outcome(body) for body in bodies]

    def _outcome(self, body: PageBody) -> Outcome:
        try:
            page = body.read(self.limits).page
        except InputError as error:
            return Outcome(error=error.message)
        return Outcome(keyed=(site_name(page, self.site), page_keys(page)))


def count_pages(
    read: Iterable[tuple[Item, Outcome | None]],
    profile: SiteProfile,
    on_rejected: Callable[[Rejected], None],
    on_skipped: Callable[[Skipped], None],
) -> None:
    """Count the pages of a run in a profile.

    Parameters
    ----------
    read : iterable of (Item, Outcome or None)
        From :func:`bbclf.predict.labelling.label_items` with a :class:`KeyReader`.
    profile : SiteProfile
    on_rejected, on_skipped : callable
        Told what is not a page.
    """
    for item, outcome in read:
        if isinstance(item, Rejected):
            on_rejected(item)
        elif isinstance(item, Skipped):
            on_skipped(item)
        elif isinstance(item, Record) and outcome is not None:
            if outcome.error is not None:
                on_rejected(Rejected(item.place, outcome.error, item.raw))
            elif outcome.keyed is not None:
                profile.add_keys(*outcome.keyed)


def profile_of(
    find: Callable[[], Iterable[Found]], reading: Reading, limits: Limits, jobs: int, max_seconds: float | None
) -> SiteProfile:
    """The profile of the pages that a run is about to label; what is not a page is left to that run to report.

    Parameters
    ----------
    find : callable
        Finds the files.
    reading : Reading
    limits : Limits
    jobs : int
    max_seconds : float, optional
        As for :func:`bbclf.predict.labelling.label_items`.
    """
    profile = SiteProfile()
    items = read_all(find(), replace(reading, warn=_say_nothing))
    count_pages(label_items(items, KeyReader(limits=limits), jobs, max_seconds), profile, _say_nothing, _say_nothing)
    return profile


def _say_nothing(_: object) -> None:
    pass
