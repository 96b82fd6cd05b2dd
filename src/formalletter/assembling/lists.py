"""Lists in the structure tree: items with their labels, terms with what is said of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from ..typeset import Element, Leaf
from .nodes import Node, words

Inside = Callable[[Element, str], list[Node | Leaf]]
"""Gives the nodes of an element's children in a language (see `roles`)."""

# What labels say of the numbering (ISO 32000-1, table 347); other labels are bullets.
_NUMBERINGS = (
    (re.compile(r"[(]?[0-9]+[.)]?"), "Decimal"),
    (re.compile(r"[(]?[ivxlc]+[.)]?"), "LowerRoman"),
    (re.compile(r"[(]?[IVXLC]+[.)]?"), "UpperRoman"),
    (re.compile(r"[(]?[a-z][.)]?"), "LowerAlpha"),
    (re.compile(r"[(]?[A-Z][.)]?"), "UpperAlpha"),
    (re.compile("[◦○]"), "Circle"),
    (re.compile("[▪■]"), "Square"),
)


def item_list(element: Element, language: str, inside: Inside) -> Node:
    """A list of items; the text in an element of class `label` is the item's label."""
    items = tuple(
        _item(child, language, inside) for child in element.children if isinstance(child, Element)
    )
    return Node("L", items, attributes={"ListNumbering": _numbering(items)})


def definitions(element: Element, language: str, inside: Inside) -> Node:
    """A list of terms (`dl`): each is the label of what is said of it."""
    items: list[list[Node | Leaf]] = []
    for child in element.children:
        if isinstance(child, Leaf):
            continue
        role = "Lbl" if child.tag == "dt" else "LBody"
        if role == "Lbl" or not items:
            items.append([])
        items[-1].append(_part(role, child, language, inside))
    return Node(
        "L",
        tuple(Node("LI", tuple(parts)) for parts in items),
        attributes={"ListNumbering": "None"},
    )


def _item(element: Element, language: str, inside: Inside) -> Node:
    labels = [child for child in element.children if _is_label(child)]
    rest = [child for child in element.children if not _is_label(child)]
    parts = [
        _part(role, replace(element, children=tuple(children)), language, inside)
        for role, children in (("Lbl", labels), ("LBody", rest))
        if children
    ]
    return Node("LI", tuple(parts))


def _part(role: str, element: Element, language: str, inside: Inside) -> Node:
    own = element.attributes.get("lang", language)
    changed = own if own != language else None
    return Node(role, tuple(inside(element, language)), changed)


def _is_label(child: Element | Leaf) -> bool:
    if isinstance(child, Leaf):
        return child.pseudo in {"marker", "before"}
    return "label" in child.classes


def _numbering(items: tuple[Node, ...]) -> str:
    labels = [words(item.kids[0]) for item in items if _has_label(item)]
    if not labels:
        return "None"
    for pattern, name in _NUMBERINGS:
        if all(map(pattern.fullmatch, labels)):
            return name
    return "Disc"


def _has_label(item: Node) -> bool:
    first = item.kids[0]
    return isinstance(first, Node) and first.role == "Lbl"
