"""The structure tree of the finished file as data, before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ..typeset import Element, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Value = str | int | tuple[str, ...]

# Types that stand inside a line of text (ISO 32000-1, 14.8.4.4).
_INLINE = frozenset({"Span", "Link", "Reference", "Note"})


@dataclass(frozen=True, slots=True)
class Node:
    """An element of the structure tree, of a standard type (`role`).

    `language` is given where it differs from the surroundings'; `identity` is the
    element's ID; `attributes` are those of lists and tables; `links` are the object numbers
    of the annotations that it holds, and `description` says where they lead.
    """

    role: str
    kids: tuple[Node | Leaf, ...]
    language: str | None = None
    alternative: str | None = None
    expansion: str | None = None
    actual_text: str | None = None
    identity: str | None = None
    attributes: dict[str, Value] = field(default_factory=dict)
    links: tuple[int, ...] = ()
    description: str | None = None


def leaves(item: Node | Element | Leaf) -> Iterator[Leaf]:
    """The leaves of a node or element, in the order of reading."""
    if isinstance(item, Leaf):
        yield item
        return
    for child in item.kids if isinstance(item, Node) else item.children:
        yield from leaves(child)


def reading_order(document: Node) -> list[Leaf]:
    """The leaves in the order in which a page is copied: notes behind the text.

    In the tree a note stands at its reference, in the midst of a sentence.
    """
    main: list[Leaf] = []
    notes: list[Leaf] = []

    def collect(item: Node | Leaf, found: list[Leaf]) -> None:
        if isinstance(item, Leaf):
            found.append(item)
            return
        for kid in item.kids:
            collect(kid, notes if item.role == "Note" else found)

    collect(document, main)
    return main + notes


def words(item: Node | Element | Leaf) -> str:
    """What a node or element says."""
    said = "".join(leaf.text + " " * leaf.spaced for leaf in leaves(item))
    return " ".join(said.split())


def in_paragraphs(kids: Iterable[Node | Leaf]) -> tuple[Node | Leaf, ...]:
    """The kids of a node that holds blocks: text that stands alone becomes a paragraph."""
    blocks: list[Node | Leaf] = []
    for is_inline, run in groupby(kids, key=_is_inline):
        if is_inline:
            blocks.append(Node("P", tuple(run)))
        else:
            blocks.extend(run)
    return tuple(blocks)


def _is_inline(kid: Node | Leaf) -> bool:
    return isinstance(kid, Leaf) or kid.role in _INLINE
