"""What the markup around a line says: links, tags, and above all sums over its ancestors.

All columns are NaN for a page of text.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from bbclf.arrays import Floats, Ints, group_sums, ratio
from bbclf.features.cards import card_columns, sibling_groups
from bbclf.features.schema import Feature
from bbclf.features.tree import Held, Tree, doubled, nearest
from bbclf.html.tags import BLOCK_TAGS, LANDMARKS, OTHER_RANK, TAGS

__all__ = ["FEATURES", "N_ANCESTORS", "ancestors", "structure_columns"]

N_ANCESTORS = 6
"""Nearest ancestors (of growing intervals of lines) that give columns of their own."""

CARD_ANCESTORS = 4
"""How many of the nearest ancestors may be a line's card."""

HOLDER_SHARES = (0.3, 0.5, 0.8)
"""Shares of the page's prose that the smallest ancestor sought holds."""

PAGE_TYPES: dict[str, tuple[str, ...]] = {
    "type_article": (
        "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
        "opinionnewsarticle", "techarticle", "scholarlyarticle",
    ),
    "type_product": ("product", "productgroup", "offer", "aggregateoffer", "og:product"),
    "type_forum": ("discussionforumposting", "qapage", "question", "socialmediaposting"),
    "type_list": ("itemlist", "collectionpage", "searchresultspage", "category", "productcollection"),
    "type_site": ("website",),
}  # fmt: skip
"""Types of Schema.org and Open Graph that tell what the main content of a page is."""

_RANK_OF_TAG = np.array([OTHER_RANK, *(OTHER_RANK if tag.rank is None else tag.rank for tag in BLOCK_TAGS)], np.float64)
_LEVEL_OF_TAG = np.full(len(TAGS), np.nan)
_LEVEL_OF_TAG[[TAGS[f"h{level}"] for level in range(1, 7)]] = np.arange(1, 7)

_BIT = {name: np.uint64(1) << np.uint64(number) for number, name in enumerate((*LANDMARKS, "h1"))}
"""One bit for each landmark, and one for ``<h1>``: 64 at most."""
_BITS_OF_TAG = np.array([0, *(_BIT[tag.landmark] if tag.landmark else 0 for tag in BLOCK_TAGS)], dtype=np.uint64)
_BITS_OF_TAG[TAGS["h1"]] |= _BIT["h1"]

_OWN = "own"
_DENSITY = "CETD (Sun, Song, Liao 2011)"
_PER_ANCESTOR = (
    ("chars", "log characters", _OWN, "how much it holds"),
    ("links", "ratio 0..1 of characters", _OWN, "menus are links"),
    ("prose", "ratio 0..1 of the page's prose words", _OWN, "the main container holds most prose"),
    ("prose_ratio", "ratio 0..1 of its words", _OWN, "how pure its prose is"),
    ("place", "ratio 0..1", _OWN, "where in it the line stands"),
)
FEATURES: tuple[Feature, ...] = (
    Feature("link_ratio", "ratio 0..1 of characters", "Kohlschütter et al. 2010", "menus are links"),
    Feature("links", "log count", "Kohlschütter et al. 2010", "anchors that begin in the line"),
    Feature("emphasis_ratio", "ratio 0..1 of characters", _OWN, "leads and labels are bold"),
    Feature("images", "log count", _OWN, "captions and teasers follow images"),
    Feature("text_density", "words a line of 80 characters", "Kohlschütter et al. 2010", "prose fills lines"),
    Feature("justext_class", "0 bad, 1 short, 2 near good, 3 good", "jusText (Pomikálek 2011)", "context-free"),
    Feature("depth", "log elements", _OWN, "elements above"),
    Feature("depth_to_prose", "elements", _OWN, "depth against the prose-weighted mean of the page"),
    Feature("tag", "rank", _OWN, "tag of the innermost element, ordered from prose to furniture"),
    Feature("parent_tag", "rank", _OWN, "tag of the element above"),
    Feature("heading_level", "1..6", _OWN, "NaN outside headings"),
    Feature("lines_since_heading", "log lines", _OWN, "teasers are headed each, articles now and then"),
    Feature("lines_since_h1", "signed log lines", _OWN, "main text follows the first h1"),
    Feature("hidden", "0 or 1", _OWN, "not shown when the page opens"),
    *(Feature(name, "0 or 1", _OWN, "what the page's JSON-LD or Open Graph says it is") for name in PAGE_TYPES),
    *(Feature(f"in_{name}", "0 or 1", _OWN, "an ancestor is such an element") for name in LANDMARKS),
    Feature("siblings", "log count", _OWN, "elements like the line's, beside it"),
    Feature("card_siblings", "log count", _OWN, "elements like one of its ancestors, beside it: cards"),
    Feature("path_lines", "log lines", _OWN, "lines at the same path of tags and classes"),
    Feature("path_prose", "ratio 0..1 of the page's prose words", _OWN, "all paragraphs share the article's path"),
    Feature("path_links", "ratio 0..1 of characters", _OWN, "links among the lines of that path"),
    Feature("parent_path_prose", "ratio 0..1 of the page's prose words", _OWN, "the same one element up"),
    *(
        Feature(f"up{k}_{name}", unit, source, f"ancestor {k}: {why}")
        for k in range(N_ANCESTORS)
        for name, unit, source, why in _PER_ANCESTOR
    ),
    *(
        feature
        for share in HOLDER_SHARES
        for feature in (
            Feature(f"to_holder{share:.0%}", "levels", _OWN, f"up to the ancestor with {share:.0%} of the prose"),
            Feature(f"holder{share:.0%}_lines", "ratio 0..1 of lines", _OWN, "how much of the page that one is"),
        )
    ),
    Feature("in_holder", "0 or 1", _OWN, "inside the page's smallest element with half of the prose"),
    Feature("holder_place", "ratio", _OWN, "place against that element: below 0 before, above 1 after"),
    Feature("holder_links", "ratio 0..1 of characters", _OWN, "links of that element"),
    *(Feature(f"density{k}", "log characters a tag", _DENSITY, f"of ancestor {k}") for k in range(3)),
    *(Feature(f"composite{k}", "log", _DENSITY, f"composite text density of ancestor {k}") for k in range(3)),
    Feature("arc90_score", "ratio to the best", "Readability (arc90)", "of the element above the line's"),
    Feature("arc90_best_above", "ratio to the best", "Readability (arc90)", "best of the ancestors"),
    Feature("in_arc90_best", "0 or 1", "Readability (arc90)", "inside the page's best container"),
)  # fmt: skip


def structure_columns(tree: Tree, shape: dict[str, Floats], prose: Floats, common_words: Floats) -> dict[str, Floats]:
    """Columns of :data:`FEATURES` and of :mod:`bbclf.features.cards` for the lines that have markup.

    Parameters
    ----------
    tree : Tree
    shape : dict of str to ndarray of float64, shape (n_html_lines,)
        Rows of the shape columns that have markup.
    prose, common_words : ndarray of float64, shape (n_html_lines,)

    Returns
    -------
    dict of str to ndarray of float64, shape (n_html_lines,)
    """
    links = tree.column("link_chars")
    chars, words = shape["n_chars"], shape["n_words"]
    link_ratio = ratio(links, chars)
    n_lines = np.bincount(tree.page[tree.element], minlength=tree.page[-1] + 1)[tree.page].astype(np.float64)
    page_prose = tree.page_totals(prose)
    held = Held(*tree.sums(np.stack([chars, links, words, prose])))
    chain, alike = ancestors(tree), sibling_groups(tree)
    return {
        "link_ratio": link_ratio,
        "links": np.log1p(tree.column("n_links")),
        "emphasis_ratio": ratio(tree.column("emphasis_chars"), chars),
        "images": np.log1p(tree.column("n_images")),
        "text_density": words / np.ceil(chars / 80),
        "justext_class": _justext_class(chars, link_ratio, common_words),
        **_type_columns(tree),
        **_tag_columns(tree, prose),
        **_sibling_columns(tree, alike, chain, chars, links, prose, page_prose),
        **card_columns(tree, alike, chain[:CARD_ANCESTORS], held),
        **_ancestor_columns(tree, chain, held, page_prose),
        **_holder_columns(tree, held, page_prose, n_lines),
        **_density_columns(tree, chain, held, chars, links),
        **_arc90_columns(tree, chain, held, shape, link_ratio),
    }


def ancestors(tree: Tree) -> list[Ints]:
    """The :data:`N_ANCESTORS` nearest elements of growing intervals that hold each line.

    The last one stands again for those a line has not.

    Returns
    -------
    list of ndarray of int64, shape (n_html_lines,)
    """
    chain = [tree.element]
    for _ in range(N_ANCESTORS - 1):
        above = tree.above[chain[-1]]
        chain.append(np.where(above >= 0, above, chain[-1]))
    return chain


def _justext_class(chars: Floats, link_ratio: Floats, common_words: Floats) -> Floats:
    """jusText's first pass, with the page's own frequent words for stop words."""
    good = (common_words >= 0.32) & (chars > 200)
    near_good = common_words >= 0.30
    judged = np.select([good, near_good], [3.0, 2.0], 0.0)
    judged = np.where(chars < 70, 1.0, judged)
    return np.where(link_ratio > 0.2, 0.0, judged)


def _type_columns(tree: Tree) -> dict[str, Floats]:
    n_lines = [len(markup.element) for markup in tree.markups]
    return {
        name: np.repeat([float(not markup.types.isdisjoint(types)) for markup in tree.markups], n_lines)
        for name, types in PAGE_TYPES.items()
    }


def _tag_columns(tree: Tree, prose: Floats) -> dict[str, Floats]:
    tags = tree.column("tag").astype(np.int64)
    depth = tree.column("depth")
    line = tree.element
    inside = doubled(tree.parent, _BITS_OF_TAG[tags], np.bitwise_or)[line]
    parent_rank = np.append(_RANK_OF_TAG[tags], np.nan)[tree.parent]
    line_depth = depth[line]
    mean_depth = ratio(tree.page_totals(prose * line_depth), tree.page_totals(prose))[line]
    level = _LEVEL_OF_TAG[tags[line]]
    in_heading = (inside & _BIT["heading"]) > 0
    return {
        "depth": np.log1p(line_depth),
        "depth_to_prose": line_depth - mean_depth,
        "tag": _RANK_OF_TAG[tags[line]],
        "parent_tag": parent_rank[line],
        "heading_level": level,
        "lines_since_heading": _lines_since_heading(tree, in_heading),
        "lines_since_h1": _lines_since_h1(tree, (inside & _BIT["h1"]) > 0),
        "hidden": tree.column("hidden")[line],
        **{f"in_{name}": ((inside & _BIT[name]) > 0).astype(np.float64) for name in LANDMARKS},
    }


def _lines_since_heading(tree: Tree, in_heading: NDArray[np.bool_]) -> Floats:
    line = np.arange(len(in_heading))
    last = np.maximum.accumulate(np.where(in_heading, line, -1))
    page = tree.page[tree.element]
    on_page = (last >= 0) & (page[last] == page)
    return np.where(on_page, np.log1p(line - last), np.nan)


def _lines_since_h1(tree: Tree, in_h1: NDArray[np.bool_]) -> Floats:
    page = tree.page[tree.element]
    first = np.full(page[-1] + 1, -1)
    places = np.flatnonzero(in_h1)[::-1]
    first[page[places]] = places
    distance = np.arange(len(page)) - first[page]
    return np.where(first[page] >= 0, np.sign(distance) * np.log1p(np.abs(distance)), np.nan)


def _sibling_columns(
    tree: Tree, alike: Ints, chain: list[Ints], chars: Floats, links: Floats, prose: Floats, page_prose: Floats
) -> dict[str, Floats]:
    line = tree.element
    n_alike = np.bincount(alike)[alike].astype(np.float64)
    card = np.maximum.reduce([n_alike[element] for element in chain[1:4]])
    same_path = tree.path
    of_line = same_path[line]
    n_groups = int(same_path.max()) + 1

    def path_sum(column: Floats) -> Floats:
        return group_sums(of_line, column, n_groups)[of_line]

    parent_path = np.append(same_path, n_groups)[tree.parent][line]
    parent_prose = group_sums(parent_path, prose, n_groups + 1)[parent_path]
    return {
        "siblings": np.log(n_alike[line]),
        "card_siblings": np.log(card),
        "path_lines": np.log(path_sum(np.ones(len(line)))),
        "path_prose": ratio(path_sum(prose), page_prose[line]),
        "path_links": ratio(path_sum(links), path_sum(chars)),
        "parent_path_prose": ratio(parent_prose, page_prose[line]),
    }


def _ancestor_columns(tree: Tree, chain: list[Ints], held: Held, page_prose: Floats) -> dict[str, Floats]:
    of_element = {
        "chars": np.log1p(held.chars),
        "links": ratio(held.links, held.chars),
        "prose": ratio(held.prose, page_prose),
        "prose_ratio": ratio(held.prose, held.words),
    }
    number = np.arange(len(tree.element)) + 0.5
    columns: dict[str, Floats] = {}
    for k, element in enumerate(chain):
        columns |= {f"up{k}_{name}": column[element] for name, column in of_element.items()}
        n_lines = tree.end[element] - tree.first[element]
        columns[f"up{k}_place"] = (number - tree.first[element]) / n_lines
    return columns


def _holder_columns(tree: Tree, held: Held, page_prose: Floats, n_lines: Floats) -> dict[str, Floats]:
    share = np.where(page_prose > 0, ratio(held.prose, page_prose), 1.0)
    level = doubled(tree.above, np.ones(len(share)))
    size = (tree.end - tree.first).astype(np.float64)
    line = tree.element
    columns = {}
    for wanted in HOLDER_SHARES:
        holder = nearest(tree.above, share >= wanted - 1e-9)
        columns[f"to_holder{wanted:.0%}"] = (level - level[holder])[line]
        columns[f"holder{wanted:.0%}_lines"] = (size[holder] / n_lines)[line]
    smallest = _smallest_holder(tree, share >= 0.5 - 1e-9, size)[tree.page[line]]
    place = (np.arange(len(line)) + 0.5 - tree.first[smallest]) / size[smallest]
    return {
        **columns,
        "in_holder": ((place > 0) & (place < 1)).astype(np.float64),
        "holder_place": np.clip(place, -3, 4),
        "holder_links": ratio(held.links, held.chars)[smallest],
    }


def _smallest_holder(tree: Tree, wanted: NDArray[np.bool_], size: Floats) -> Ints:
    """Of each page, the wanted element with the fewest lines, shape (last page + 1,)."""
    candidates = np.flatnonzero(wanted)
    order = candidates[np.lexsort((candidates, -size[candidates], tree.page[candidates]))]
    smallest = np.zeros(tree.page[-1] + 1, dtype=np.int64)
    smallest[tree.page[order]] = order
    return smallest


def _density_columns(tree: Tree, chain: list[Ints], held: Held, chars: Floats, links: Floats) -> dict[str, Floats]:
    n_chars, n_link_chars = held.chars, held.links
    n_tags = np.maximum(tree.column("n_tags"), 1)
    n_links = np.maximum(tree.sums(tree.column("n_links")), 1)
    density = n_chars / n_tags
    page_links = tree.page_totals(links)
    page_ratio = ratio(page_links, np.maximum(tree.page_totals(chars), 1))
    free_chars = np.maximum(n_chars - n_link_chars, 1)
    base = np.log(n_chars / free_chars * n_link_chars + page_ratio * n_chars + np.e)
    inside = n_chars / np.maximum(n_link_chars, 1) * n_tags / n_links
    composite = density * np.log(np.maximum(inside, 1)) / np.log(np.maximum(base, 1.01))
    columns = {}
    for k, element in enumerate(chain[:3]):
        columns[f"density{k}"] = np.log1p(density)[element]
        columns[f"composite{k}"] = np.log1p(np.maximum(composite, 0))[element]
    return columns


def _arc90_columns(
    tree: Tree, chain: list[Ints], held: Held, shape: dict[str, Floats], link_ratio: Floats
) -> dict[str, Floats]:
    """Readability's container scores: each paragraph gives its score to the element above, half to the next."""
    chars = shape["n_chars"]
    points = np.where(chars >= 25, 1 + np.expm1(shape["commas"]) + np.minimum(chars / 100, 3), 0.0)
    n_elements = len(tree.parent)
    parent = tree.parent[tree.element]
    container = np.where(parent >= 0, parent, tree.element)
    above = tree.parent[container]
    grandparent = np.where(above >= 0, above, container)
    score = group_sums(container, points, n_elements)
    score += group_sums(grandparent, points / 2, n_elements)
    score *= 1 - ratio(tree.sums(link_ratio * chars), held.chars)
    order = np.lexsort((score, tree.page))
    best = np.zeros(tree.page[-1] + 1, dtype=np.int64)
    best[tree.page[order]] = order
    relative = ratio(score, score[best][tree.page])
    best_of_line = best[tree.page[tree.element]]
    number = np.arange(len(chars))
    inside = (number >= tree.first[best_of_line]) & (number < tree.end[best_of_line])
    return {
        "arc90_score": relative[container],
        "arc90_best_above": np.maximum.reduce([relative[element] for element in chain]),
        "in_arc90_best": inside.astype(np.float64),
    }
