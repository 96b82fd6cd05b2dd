"""Puts elements right that may stand only in certain others: lists, tables, contents.

ISO 32000-1, 14.8.4.3, as ISO 14289-1 asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .nodes import Element
from .roles import INLINE

if TYPE_CHECKING:
    from .nodes import Held, Piece

    Kid = Element | Piece | Held

# What an element may hold, and what is put around anything else in it.
_HOLDS: dict[str, tuple[frozenset[str], str]] = {
    "L": (frozenset({"Caption", "L", "LI"}), "LI"),
    "LI": (frozenset({"Lbl", "LBody"}), "LBody"),
    "Table": (frozenset({"Caption", "THead", "TBody", "TFoot", "TR"}), "TR"),
    "THead": (frozenset({"TR"}), "TR"),
    "TBody": (frozenset({"TR"}), "TR"),
    "TFoot": (frozenset({"TR"}), "TR"),
    "TR": (frozenset({"TH", "TD"}), "TD"),
    "TOC": (frozenset({"Caption", "TOC", "TOCI"}), "TOCI"),
    "TOCI": (frozenset({"Lbl", "NonStruct", "P", "Reference", "TOC"}), "P"),
}
# What is put around an element that stands somewhere else than it may.
_AROUND = {
    "LI": "L",
    "TR": "Table",
    "THead": "Table",
    "TBody": "Table",
    "TFoot": "Table",
    "TH": "Table",
    "TD": "Table",
    "TOCI": "TOC",
}
_CAPTIONED = frozenset({"L", "Table", "TOC"})


def nest(root: Element) -> None:
    """Puts all elements below the root right, from the root down."""
    root.replace_kids(_in_paragraphs(root.kids))
    for element in root.elements():  # what is made on the way is reached by it too
        if element.role in _HOLDS:
            _close_ranks(element)
        else:
            _shelter(element)
        if element.role in _CAPTIONED:
            _only_once(element)


def _in_paragraphs(kids: list[Kid]) -> list[Kid]:
    """Kids of the root, with a paragraph around what is part of a line."""
    result: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element) and kid.role not in INLINE:
            result.append(kid)
        else:
            result.append(_around("P", kid))
    return result


def _around(role: str, *kids: Kid) -> Element:
    wrapper = Element(role)
    wrapper.add(*kids)
    return wrapper


def _close_ranks(element: Element) -> None:
    """Puts what may not stand in the element into one that may."""
    allowed, wrapper = _HOLDS[element.role]
    result: list[Kid] = []
    last: Element | None = None
    for kid in element.kids:
        role = _role(kid)
        if role in allowed:
            result.append(kid)
            last = None
        elif last is not None and _shares(element.role, role, _role(last.kids[-1])):
            last.add(kid)
        else:
            last = _around(wrapper, kid)
            result.append(last)
    element.replace_kids(result)


def _shares(holder: str, role: str, before: str) -> bool:
    """Whether two stray kids of a list or table belong into one item or row.

    In a list each is an item, but for a label and its body; lines of text are one item.
    """
    if holder == "L":
        return (before == "Lbl" and role == "LBody") or (_in_line(role) and _in_line(before))
    return True


def _in_line(role: str) -> bool:
    return role == "" or role in INLINE - {"Lbl"}


def _role(kid: Kid) -> str:
    """The role of an element; of a piece or an annotation none."""
    return kid.role if isinstance(kid, Element) else ""


def _shelter(element: Element) -> None:
    """Puts a list around items that stand outside of any, and the like."""
    result: list[Kid] = []
    last: Element | None = None
    for kid in element.kids:
        if isinstance(kid, Element) and kid.role == "LBody":
            kid.role = "Div"
        around = _AROUND.get(_role(kid))
        if around is None:
            last = None
            result.append(kid)
        elif last is not None and last.role == around:
            last.add(kid)
        else:
            last = _around(around, kid)
            result.append(last)
    element.replace_kids(result)


def _only_once(element: Element) -> None:
    """Leaves one caption, which stands first, and of a table one head and one foot."""
    captions = [kid for kid in element.kids if _role(kid) == "Caption"]
    rest = [kid for kid in element.kids if _role(kid) != "Caption"]
    for caption in captions[1:]:
        if isinstance(caption, Element) and isinstance(captions[0], Element):
            captions[0].add(*caption.kids)
    if element.role == "Table":
        rest = _in_bodies(rest)
    element.replace_kids([*captions[:1], *rest])


def _in_bodies(kids: list[Kid]) -> list[Kid]:
    """The parts of a table: where there is a head or foot, all other rows are in bodies."""
    met: set[str] = set()
    for kid in kids:
        if isinstance(kid, Element) and kid.role in {"THead", "TFoot"} & met:
            kid.role = "TBody"
        met.add(_role(kid))
    if not met & {"THead", "TFoot"}:
        return kids
    if not met & {"TBody", "TR"}:
        for kid in kids:
            if isinstance(kid, Element):
                kid.role = "TBody"
        return kids
    result: list[Kid] = []
    body: Element | None = None
    for kid in kids:
        if _role(kid) != "TR":
            body = None
            result.append(kid)
        elif body is not None:
            body.add(kid)
        else:
            body = _around("TBody", kid)
            result.append(body)
    return result
