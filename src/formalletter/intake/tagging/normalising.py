"""Puts the elements of a foreign tree right: what may stand in what, headings, tables, notes."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from ..values import items, name
from .headings import level_headings
from .nesting import nest
from .nodes import Element, Held, Piece
from .roles import GROUPING, INLINE

if TYPE_CHECKING:
    from pikepdf import Object

_CELLS = frozenset({"TH", "TD"})
_SEEN_THROUGH = frozenset({"", "NonStruct", "Private"})
_PARAGRAPHS = GROUPING | {"Root", "TD", "TH", "LBody", "Note", "Figure", "Form"}
_IN_LINES = INLINE | {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6"}


def normalise(root: Element) -> None:
    """Puts the tree right.  Pieces without marks are taken out, and what is empty with them."""
    _prune(root)
    _name_unknown(root)
    nest(root)
    _prune(root)
    level_headings(root)
    for element in root.elements():
        if element.role == "Table":
            _scope(element)
    _identify(root)


def dissolve_document(root: Element, language: str) -> None:
    """Takes the document element away: what is merged is one document only.

    What stands in it keeps its language, if that is not the annex's.
    """
    for element in list(root.elements()):
        if element.role != "Document":
            continue
        if element.parent is not root:
            element.role = "Part"
            continue
        other = element.language if element.language != language else None
        at = root.kids.index(element)
        kids: list[Element | Piece | Held] = []
        for kid in element.kids:
            above = kid
            if not isinstance(kid, Element):
                above = Element("P")
                above.add(kid)
            if isinstance(above, Element):
                above.language = above.language or other
                above.parent = root
                kids.append(above)
        root.kids[at : at + 1] = kids


def _prune(root: Element) -> None:
    """Takes out what holds nothing, from the leaves up; cells may be empty."""
    for element in reversed(list(root.elements())):
        element.kids = [kid for kid in element.kids if _holds(kid)]


def _holds(kid: Element | Piece | Held) -> bool:
    if isinstance(kid, Piece):
        return bool(kid.numbers)
    return isinstance(kid, Held) or bool(kid.kids) or kid.role in _CELLS


def _name_unknown(root: Element) -> None:
    """Gives elements of unknown types one by what they hold and where they stand."""
    for element in reversed(list(root.elements())):
        if element.role:
            continue
        in_line = all(not isinstance(kid, Element) or kid.role in INLINE for kid in element.kids)
        above = element.parent
        while above is not None and above.role in _SEEN_THROUGH:
            above = above.parent
        stands_in = above.role if above is not None else "Root"
        if stands_in in _IN_LINES:
            element.role = "Span"
        elif in_line and stands_in in _PARAGRAPHS:
            element.role = "P"
        else:
            element.role = "Div"


def _scope(table: Element) -> None:
    """Gives header cells a scope: of their column in the first row, else of their row.

    ISO 14289-1, 7.5.
    """
    rows = [element for element in table.elements() if element.role == "TR"]
    for number, row in enumerate(rows):
        in_head = row.parent is not None and row.parent.role == "THead"
        for cell in row.kids:
            if isinstance(cell, Element) and cell.role == "TH":
                attributes = _attributes(cell, "/Table")
                if "/Scope" not in attributes:
                    is_column = number == 0 or in_head
                    attributes["/Scope"] = Name.Column if is_column else Name.Row


def _attributes(element: Element, owner: str) -> Object:
    for each in element.attributes:
        if name(each.get("/O")) == owner:
            return each
    made = Dictionary(O=Name(owner))
    element.attributes.append(made)
    return made


def _identify(root: Element) -> None:
    """Makes IDs unique, gives every note one (ISO 14289-1, 7.9), drops headers that are none."""
    used: set[bytes] = set()
    elements = list(root.elements())
    for element in elements:
        if not element.identity or element.identity in used:
            element.identity = None
        else:
            used.add(element.identity)
    numbers = itertools.count(1)
    for element in elements:
        if element.role == "Note" and element.identity is None:
            free = (f"note-{number}".encode() for number in numbers)
            element.identity = next(identity for identity in free if identity not in used)
            used.add(element.identity)
        for each in element.attributes:
            if "/Headers" in each:
                _keep_known(each, used)


def _keep_known(attributes: Object, identities: set[bytes]) -> None:
    known = [each for each in items(attributes["/Headers"]) if isinstance(each, String)]
    known = [each for each in known if bytes(each) in identities]
    if known:
        attributes["/Headers"] = Array(known)
    else:
        del attributes["/Headers"]
