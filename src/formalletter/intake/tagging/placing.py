"""Puts new elements into the tree, beside what stands beside them in the content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from .annotations import role_of
from .nodes import Element, Held
from .roles import GROUPING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .nodes import Piece

# What holds paragraphs; the others may stand in a line, or hold certain elements only.
_HOLDS_BLOCKS = (GROUPING - {"Caption", "TOC", "TOCI", "NonStruct", "Private"}) | {"Root"}


def place(root: Element, pages: Sequence[Sequence[Piece | Held]]) -> None:
    """Puts what no element holds into new ones.

    `pages` have the pieces and annotations of each page in the order of the content.  A new
    element stands behind the one that holds what is before it, at the nearest level that
    holds paragraphs; or before the first of all.
    """
    loose: list[Element] = []
    behind: dict[int, list[Element]] = {}  # by what they stand behind
    spot: Element | None = None
    for leaf in (leaf for page in pages for leaf in page):
        if leaf.parent is not None:
            spot = _block(leaf)
            continue
        new = _holder(leaf)
        if spot is None:
            loose.append(new)
        else:
            behind.setdefault(id(spot), []).append(new)
    _insert(root, behind)
    root.replace_kids([*loose, *root.kids])


def _block(leaf: Piece | Held) -> Element | None:
    """The element around a leaf that stands among paragraphs."""
    node = leaf.parent
    while node is not None and node.parent is not None and node.parent.role not in _HOLDS_BLOCKS:
        node = node.parent
    return node


def _insert(root: Element, behind: dict[int, list[Element]]) -> None:
    parents = [element for element in root.elements() if element.role in _HOLDS_BLOCKS]
    for parent in parents:
        if any(id(kid) in behind for kid in parent.kids):
            kids = []
            for kid in parent.kids:
                kids += [kid, *behind.get(id(kid), ())]
            parent.replace_kids(kids)


def _holder(leaf: Piece | Held) -> Element:
    """A new element for a piece, or for an annotation one in a paragraph."""
    if isinstance(leaf, Held):
        holder = Element(role_of(leaf.annotation))
        paragraph = Element("P")
        paragraph.add(holder)
        holder.add(leaf)
        return paragraph
    holder = Element(leaf.tag)
    holder.add(leaf)
    if leaf.box is not None:  # ISO 32000-1, table 344: required of a figure
        box = Array([round(edge, 3) for edge in leaf.box])
        holder.attributes.append(Dictionary(O=Name.Layout, BBox=box))
    return holder
