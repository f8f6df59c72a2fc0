"""What a page is made of, as it is sent to a worker process, which does the rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from bbclf.charset import decode
from bbclf.limits import DEFAULT_LIMITS, Limits
from bbclf.view import ViewChoice

if TYPE_CHECKING:
    from bbclf.page import Page

__all__ = ["Body", "PageBody", "PageRecord"]


class PageRecord(NamedTuple):
    """A page and the record that it came in.

    Attributes
    ----------
    page : Page
    fields : dict or None
        The record as JSON values, for output formats that give it back; None where it stays in the process that
        reads it, as rows of Parquet do.
    """

    page: Page
    fields: dict[str, Any] | None


class PageBody(Protocol):
    """Picklable, and made without much work."""

    @property
    def n_bytes(self) -> int:
        """Bytes or characters that it holds."""
        ...

    def read(self, limits: Limits = DEFAULT_LIMITS) -> PageRecord:
        """Make the page.

        Raises
        ------
        InputError
            The record cannot be read, or exceeds a limit.
        """
        ...


class Body(NamedTuple):
    """A page that has been found in its record.

    Attributes
    ----------
    content : str or bytes
        Bytes only for HTML.
    view : {"html", "auto", "text", "leftover"}
    id, url : str or None
    charset : str or None
        Of bytes, as an HTTP header names it.
    details : tuple of (str, str or int) or None
        More fields of the record; None where they stay in the process that reads it.
    """

    content: str | bytes
    view: ViewChoice
    id: str | None = None
    url: str | None = None
    charset: str | None = None
    details: tuple[tuple[str, str | int], ...] | None = ()

    @property
    def n_bytes(self) -> int:
        """Bytes or characters of the content."""
        return len(self.content)

    def page(self, limits: Limits = DEFAULT_LIMITS) -> Page:
        """Make the page; see :meth:`PageBody.read`."""
        from bbclf.page import Page  # loads numpy, which listing the formats must not

        content = self.content
        if self.view == "html":
            if self.charset is not None and isinstance(content, bytes):
                content = decode(content, self.charset).text
            return Page.from_html(content, id=self.id, url=self.url, limits=limits)
        assert isinstance(content, str)
        return Page.from_text(content, id=self.id, url=self.url, view=self.view, limits=limits)

    def read(self, limits: Limits = DEFAULT_LIMITS) -> PageRecord:
        """Make the page; see :class:`PageBody`."""
        fields = None if self.details is None else {"id": self.id, "url": self.url, **dict(self.details)}
        return PageRecord(self.page(limits), fields)
