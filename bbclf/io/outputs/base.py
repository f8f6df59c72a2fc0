"""What every format of output provides."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, ClassVar, Protocol

from bbclf.io.items import Record
from bbclf.io.outputs.kept import KeptText

if TYPE_CHECKING:
    from bbclf.page import LabelledPage

__all__ = ["PROVENANCE", "OutputFormat", "PageWriter", "PlainWriter", "as_utf8", "ended", "line_objects"]


PROVENANCE = ("date", "status", "language")
"""Fields of a crawl's records that go with the page wherever it is written."""


class PageWriter(Protocol):
    """Writes the pages of one file."""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page.

        Parameters
        ----------
        record : Record
            What was read.
        rendered : bytes
            What :meth:`OutputFormat.render` made of it.

        Raises
        ------
        InputError
            The format cannot hold this record.
        """
        ...

    def close(self) -> None:
        """Write what the format ends with; the stream stays open."""
        ...


@dataclass(frozen=True)
class OutputFormat(ABC):
    """A format of output: pages are rendered in the workers, and written in the process that started them.

    Instances are picklable.

    Attributes
    ----------
    kept : KeptText
        How the kept text is made.
    model_version : str
    text_field : str
        The field of a record that is given the kept text.
    name : str
        For ``--to``.
    suffix : str
        Of the names of its files.
    fills_field : bool
        It writes the input's records, with the kept text in `text_field`.
    heeds : frozenset of str
        The attributes of `kept` that change what it writes.
    """

    kept: KeptText
    model_version: str
    text_field: str

    name: ClassVar[str]
    suffix: ClassVar[str]
    fills_field: ClassVar[bool] = False
    heeds: ClassVar[frozenset[str]] = frozenset(("keep", "strip_markup", "headline", "comments"))

    @abstractmethod
    def render(self, labelled: LabelledPage) -> bytes:
        """The bytes of one page, UTF-8."""

    def render_record(self, labelled: LabelledPage, fields: dict[str, Any] | None) -> bytes:
        """The bytes of one page with fields of the record that it came in; by default those of the page alone.

        Parameters
        ----------
        labelled : LabelledPage
        fields : dict or None
            The record as JSON values; None for a row of Parquet, which the writer has.
        """
        return self.render(labelled)

    def settings(self) -> dict[str, Any]:
        """What only this format can be told, as JSON values by the names of the options of ``bbclf predict``."""
        return {}

    def writer(self, stream: IO[bytes]) -> PageWriter:
        """A writer of rendered pages; by default they stand one after another."""
        return PlainWriter(stream)


class PlainWriter:
    """Writes pages as they are rendered.

    Parameters
    ----------
    stream : binary file
    separator : bytes
        Between pages that are not empty.
    """

    def __init__(self, stream: IO[bytes], separator: bytes = b"") -> None:
        self._stream = stream
        self._separator = separator
        self._between = b""

    def write(self, record: Record, rendered: bytes) -> None:
        """Write one page; see :class:`PageWriter`."""
        if rendered:
            self._stream.write(self._between + rendered)
            self._between = self._separator

    def close(self) -> None:
        """Nothing follows the last page."""


def as_utf8(text: str) -> bytes:
    """UTF-8, with lone surrogates replaced by ``?``: no file of text can hold them."""
    return text.encode("utf-8", "replace")


def line_objects(labelled: LabelledPage) -> list[dict[str, Any]]:
    """The lines of a page as JSON objects, probabilities to six decimals."""
    return [{**line._asdict(), "p_boilerplate": round(line.p_boilerplate, 6)} for line in labelled.lines]


def ended(text: str) -> str:
    """Text with a line end at its end; one that is empty stays so."""
    return text if not text or text.endswith(("\n", "\r")) else text + "\n"
