"""The part of a page's outline that is kept."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bbclf.html.outline import CELLS, Block, Run

__all__ = ["kept_outline", "runs_of"]


_WRAPPERS = frozenset(("body", "div", "html"))


def kept_outline(block: Block, keep: Sequence[bool]) -> Block | None:
    """A block without the text of other lines, and without the blocks in it that hold nothing else.

    Parameters
    ----------
    block : Block
    keep : sequence of bool, length n_lines

    Returns
    -------
    Block or None
        None if nothing of it is kept. Blocks that only hold another one are left out; of rows with kept cells the
        other cells stay, empty.
    """
    children: list[Block | Run] = []
    for child in block.children:
        if isinstance(child, Run):
            if child.line >= 0 and keep[child.line]:
                children.append(child)
            continue
        kept = kept_outline(child, keep)
        if kept is None and child.tag in CELLS:
            kept = Block(child.tag, child.attributes, [], child.n_empty_before)
        if kept is not None:
            children.append(kept)
    if not any(isinstance(child, Run) or child.children for child in children):
        return None
    if block.tag in _WRAPPERS and len(children) == 1 and isinstance(children[0], Block):
        return children[0]
    # The parser lets tables stand in paragraphs, but no one may write it.
    holds_block = any(isinstance(child, Block) for child in children)
    tag = "div" if block.tag == "p" and holds_block else block.tag
    return Block(tag, block.attributes, children, block.n_empty_before)


def runs_of(block: Block) -> Iterator[Run]:
    """All text and images in a block, in order."""
    for child in block.children:
        if isinstance(child, Run):
            yield child
        else:
            yield from runs_of(child)
