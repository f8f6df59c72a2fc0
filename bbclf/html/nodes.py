"""The elements behind the lines of a page, for those who give it back with its shape.

:func:`walk_with_nodes` reads a page a second time, with the same walk as :func:`bbclf.html.read_html`, and also notes
where each line and each block came from. Line ``i`` here is line ``i`` there, block ``b`` is element ``b`` of the
:class:`~bbclf.html.Markup`; nothing of it is kept while pages are labelled.

What a renderer asks, and where the answer is:

- the blocks around a line: ``markup.element[i]``, and ``markup.parent`` from there up;
- an element of HTML and its attributes (``start`` of a list, ``href`` of a link that is a block): ``blocks[b]``;
- the path of a line (``div.article > p``): tags and classes of ``blocks``, from the root down;
- depth in lists: how many of the blocks around it are ``ul`` or ``ol``; its place: how many ``li`` with lines have the
  same parent before it;
- lines of one row: those with the same ``tr`` among their blocks; of one cell: the same ``td`` or ``th``;
- ``<pre>``: a ``pre`` among its blocks, with indentation in ``markup.indents``; headings: ``h1`` to ``h6``;
- emphasis, links, code and images within the line: ``runs[i]``.
"""

from __future__ import annotations

from typing import NamedTuple

from selectolax.lexbor import LexborNode

from bbclf.html.columns import markup_of
from bbclf.html.head import read_head
from bbclf.html.markup import Markup
from bbclf.html.read import parse_page, walk_page
from bbclf.html.tags import BLOCK, IMAGE
from bbclf.html.walk import Walk

__all__ = ["NodeLines", "Run", "walk_with_nodes"]


MAX_INSIDE = 50
"""Inline elements that are noted around a run."""


class Run(NamedTuple):
    """A stretch of a line inside the same inline elements, or an image.

    Attributes
    ----------
    text : str
        White space collapsed as in the line: the texts of a line's runs, joined, are the line. Empty for an image.
    inside : tuple of LexborNode
        Inline elements around it, such as ``<a>`` and ``<b>``, outermost first; of very many the inner ones. Elements
        that are blocks by their style are not among them but among the blocks.
    image : LexborNode or None
        The ``<img>``.
    """

    text: str
    inside: tuple[LexborNode, ...]
    image: LexborNode | None = None


class NodeLines(NamedTuple):
    """A page with the elements behind its lines; they live as long as they are referred to.

    Attributes
    ----------
    lines : list of str
    markup : Markup
        Both as :func:`bbclf.html.read_html` gives them.
    blocks : list of LexborNode, length n_elements
        The element of each block.
    runs : list of list of Run, length n_lines
        Images since the line before come first, with those inside the line in their places.
    """

    lines: list[str]
    markup: Markup
    blocks: list[LexborNode]
    runs: list[list[Run]]


def walk_with_nodes(html: str | bytes) -> NodeLines:
    """Lines of an HTML page, and the elements they came from.

    Parameters
    ----------
    html : str or bytes
        What :func:`bbclf.html.read_html` was given.

    Raises
    ------
    InputError
        As :func:`bbclf.html.read_html`.
    """
    tree, n_bytes = parse_page(html)
    walk = walk_page(tree, n_bytes, NodeWalk)
    return NodeLines(walk.lines, markup_of(walk, read_head(tree, walk.metadata)), walk.nodes, walk.runs)


class NodeWalk(Walk):
    """A walk that notes the nodes."""

    def __init__(self, max_fragments: int, skipped: frozenset[str] = frozenset()) -> None:
        super().__init__(max_fragments, skipped)
        self.nodes: list[LexborNode] = []
        self.runs: list[list[Run]] = []
        # Images since the last line, each with the pieces of text before it, and the elements around each piece.
        self._images: list[tuple[int, tuple[LexborNode, ...], LexborNode]] = []
        self._around: list[tuple[LexborNode, ...]] = []

    def number_blocks(self, n_lines: int) -> None:
        self.nodes += (node for node, _, _ in self.open_blocks[len(self.numbers) :])
        super().number_blocks(n_lines)

    def read_void(self, node: LexborNode, kind: int) -> LexborNode | None:
        if kind == IMAGE:
            self._images.append((len(self.buffer), self._inline_elements(), node))
        return super().read_void(node, kind)

    def read_text(self, text: str) -> None:
        super().read_text(text)
        self._note_pieces()

    def end_line(self) -> None:
        self._note_pieces()
        pieces, around, images = list(self.buffer), self._around, self._images
        n_lines = len(self.lines)
        super().end_line()
        if len(self.lines) > n_lines:
            self.runs.append(_runs(self.lines[-1], pieces, around, images, preformatted=self.pre_depth > 0))
            self._images = []
        elif pieces:
            self._images = [(0, inside, image) for _, inside, image in images]
        self._around = []

    def _note_pieces(self) -> None:
        """Note what stands around the pieces of text that were read last."""
        if len(self._around) < len(self.buffer):
            inside = self._inline_elements()
            self._around += [inside] * (len(self.buffer) - len(self._around))

    def _inline_elements(self) -> tuple[LexborNode, ...]:
        inside: list[LexborNode] = []
        for node, kind in reversed(self.open_nodes):
            if kind >= BLOCK or len(inside) == MAX_INSIDE:
                break
            inside.append(node)
        return tuple(reversed(inside))


def _runs(
    line: str,
    pieces: list[str],
    around: list[tuple[LexborNode, ...]],
    images: list[tuple[int, tuple[LexborNode, ...], LexborNode]],
    *,
    preformatted: bool,
) -> list[Run]:
    """The runs of a line.

    Parameters
    ----------
    line : str
    pieces : list of str
        What the line was made of; where two differ in nothing but white space, the line has one space or none.
    around : list of tuple of LexborNode
        Inline elements around each piece.
    images : list of (int, tuple of LexborNode, LexborNode)
        Pieces before each image, the inline elements around it, and itself.
    preformatted : bool
        Whether white space inside the line was kept.
    """
    runs: list[Run] = []
    waiting = list(images)
    done = 0
    for number, (piece, inside) in enumerate(zip(pieces, around, strict=True)):
        while waiting and waiting[0][0] <= number:
            _, image_inside, image = waiting.pop(0)
            runs.append(Run("", image_inside, image))
        end = _end_of_piece(line, done, piece, preformatted=preformatted)
        text = line[done:end]
        done = end
        if not text:
            continue
        if runs and runs[-1].image is None and runs[-1].inside == inside:
            runs[-1] = Run(runs[-1].text + text, inside)
        else:
            runs.append(Run(text, inside))
    return runs + [Run("", image_inside, image) for _, image_inside, image in waiting]


def _end_of_piece(line: str, start: int, piece: str, *, preformatted: bool) -> int:
    """Where a piece ends in its line, given where it starts."""
    if preformatted:
        return min(len(line), start + len(piece if start else piece.lstrip()))
    end = start
    if piece[:1].isspace() and line.startswith(" ", end):
        end += 1
    words = piece.split()
    if words:
        end += len(" ".join(words))
        if piece[-1].isspace() and line.startswith(" ", end):
            end += 1
    return end
