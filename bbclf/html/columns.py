"""From what a walk has read to the columns of a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from bbclf.html.head import Head
from bbclf.html.markup import Markup
from bbclf.html.walk import Walk

__all__ = ["markup_of"]

Number = TypeVar("Number", bound=np.generic)


def markup_of(walk: Walk, head: Head) -> Markup:
    """The columns of a page that has been read to its end."""
    parent, tag, depth, first_line = _columns(walk.of_block, 4)
    of_line = _columns(walk.of_line, 5)
    of_line[1:, 1:] -= of_line[1:, :-1].copy()  # of each line, where it was up to the end of each
    element, link_chars, emphasis_chars, n_links, n_images = of_line
    lengths = _column(list(map(len, walk.lines)), np.int32)
    return Markup(
        element=element,
        link_chars=np.minimum(link_chars, lengths),
        emphasis_chars=np.minimum(emphasis_chars, lengths),
        n_links=n_links,
        n_images=n_images,
        inline_attributes=walk.inline_attributes,
        parent=parent,
        tag=tag.astype(np.uint8),
        depth=depth,
        first_line=first_line,
        end_line=_column(walk.end_lines, np.int32),
        n_tags=_column(walk.n_tags_inside, np.int32),
        path=_column(walk.paths, np.int64),
        hidden=_column(walk.hidden, np.bool_),
        attributes=walk.attributes,
        types=head.types,
        title=head.title,
        open_graph_title=head.open_graph_title,
        headline=head.headline,
        description=head.description,
        body=head.body,
        indents=walk.indents,
    )


def _columns(rows: list[int], n_columns: int) -> NDArray[np.int32]:
    """Rows end to end as columns, shape (n_columns, n_rows)."""
    return np.ascontiguousarray(_column(rows, np.int32).reshape(-1, n_columns).T)


def _column(values: Sequence[int], dtype: type[Number]) -> NDArray[Number]:
    # Half the time of np.array, which looks at all values first to find what they are.
    return np.fromiter(values, dtype=dtype, count=len(values))
