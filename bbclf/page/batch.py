"""The lines of several pages, end to end: what features and networks are computed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from bbclf.page.page import Page

__all__ = ["LineBatch"]


@dataclass(frozen=True, slots=True, eq=False)
class LineBatch:
    """The lines of several pages, end to end.

    Attributes
    ----------
    pages : sequence of Page
    lines : list of str
        All lines of all pages.
    page_starts : ndarray of int64, shape (n_pages + 1,)
        Lines of page ``i`` are ``page_starts[i]`` to ``page_starts[i + 1]``.
    page_of_line : ndarray of int64, shape (n_lines,)
    """

    pages: Sequence[Page]
    lines: list[str] = field(init=False)
    page_starts: NDArray[np.int64] = field(init=False)
    page_of_line: NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        counts = np.array([len(page.lines) for page in self.pages], dtype=np.int64)
        page_starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
        object.__setattr__(self, "lines", list(chain.from_iterable(page.lines for page in self.pages)))
        object.__setattr__(self, "page_starts", page_starts)
        object.__setattr__(self, "page_of_line", np.repeat(np.arange(len(counts)), counts))

    def __len__(self) -> int:
        return len(self.lines)
