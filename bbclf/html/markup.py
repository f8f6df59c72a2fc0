"""The columns that only markup can give."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

__all__ = ["Markup"]


@dataclass(frozen=True, slots=True, eq=False)
class Markup:
    """What the HTML of a page says about its lines.

    Elements are the block elements that hold at least one line, in the order of the page, parents first.

    Attributes
    ----------
    element : ndarray of int32, shape (n_lines,)
        Innermost element that holds the line.
    link_chars, emphasis_chars : ndarray of int32, shape (n_lines,)
        Characters inside ``<a href>``, and inside ``<b>``, ``<strong>``, ``<em>`` or ``<i>``.
    n_links, n_images : ndarray of int32, shape (n_lines,)
        Links that begin in the line; images since the line before.
    inline_attributes : list of str, length n_lines
        Attribute words of the inline elements of the line.
    parent : ndarray of int32, shape (n_elements,)
        -1 for the root.
    tag : ndarray of uint8, shape (n_elements,)
        Numbers of :data:`bbclf.html.TAGS`.
    depth : ndarray of int32, shape (n_elements,)
        Elements of any kind above it.
    first_line, end_line : ndarray of int32, shape (n_elements,)
        Lines inside the element: an interval, end excluded.
    n_tags : ndarray of int32, shape (n_elements,)
        Elements of any kind inside it.
    path : ndarray of int64, shape (n_elements,)
        Equal for elements of one page with the same tags and classes from the root down; ids, numbers in classes
        and words such as "odd" and "first" do not count (:func:`bbclf.html.blocks.template_words`).
    hidden : ndarray of bool, shape (n_elements,)
    attributes : list of str, length n_elements
        Words of class, id, role, itemprop and itemtype.
    types : frozenset of str
        What JSON-LD (``@type``) and Open Graph (``og:type``) call the page and what is on it, in lower case.
    title, description, body : str
        Of ``<title>``, of the page's meta data, and the main text that JSON-LD gives; empty where there is none.
    open_graph_title, headline : str
        What Open Graph (``og:title``) and JSON-LD (``headline``, the first) call the page; empty where there is none.
    indents : dict of int to str
        White space before those lines of ``<pre>`` that are indented.
    """

    element: NDArray[np.int32]
    link_chars: NDArray[np.int32]
    emphasis_chars: NDArray[np.int32]
    n_links: NDArray[np.int32]
    n_images: NDArray[np.int32]
    inline_attributes: list[str]
    parent: NDArray[np.int32]
    tag: NDArray[np.uint8]
    depth: NDArray[np.int32]
    first_line: NDArray[np.int32]
    end_line: NDArray[np.int32]
    n_tags: NDArray[np.int32]
    path: NDArray[np.int64]
    hidden: NDArray[np.bool_]
    attributes: list[str]
    types: frozenset[str]
    title: str
    open_graph_title: str
    headline: str
    description: str
    body: str
    indents: dict[int, str]
