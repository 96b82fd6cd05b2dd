"""Brings the annotations of the pages and those that the tree holds together.

ISO 14289-1, 7.18: links are held by Link, form fields by Form, all others by Annot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array

from ..values import dictionary, items, key_of, name
from .nodes import Element, Held, Piece

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .reading import Key, Tree

_NOT_HELD = frozenset({"/Popup", "/PrinterMark", "/TrapNet"})
_ROLES = {"/Link": "Link", "/Widget": "Form"}


def role_of(annotation: Object) -> str:
    """The type of the element that holds an annotation."""
    return _ROLES.get(name(annotation.get("/Subtype")), "Annot")


def join_annotations(pdf: Pdf, tree: Tree) -> list[list[Held]]:
    """Puts the held annotations into elements of their types; gives the others of each page.

    What the tree holds and no page has is taken out of it.
    """
    loose: list[list[Held]] = []
    there: set[Key] = set()
    for index, page in enumerate(pdf.pages):
        loose.append([])
        for annotation in _annotations(pdf, page.obj):
            key = annotation.objgen
            if key in there:
                continue
            there.add(key)
            held = tree.annotations.get(key)
            if held is None:
                loose[index].append(Held(index, annotation))
            else:
                held.page = index
    for key, held in tree.annotations.items():
        if held.parent is None:
            continue
        if key in there:
            _settle(held, held.parent)
        else:
            held.parent.kids.remove(held)
            held.parent = None
    for role in _ROLES.values():
        _pair(tree.root, loose, role)
    return loose


def _annotations(pdf: Pdf, page: Object) -> list[Object]:
    """The annotations of a page that belong to the tree, as objects of their own."""
    found: list[Object] = []
    given = items(page.get("/Annots"))
    kept: list[Object] = []
    for each in given:
        annotation = dictionary(each)
        if annotation is None:
            continue
        if key_of(annotation) is None:
            annotation = pdf.make_indirect(annotation)
        kept.append(annotation)
        if name(annotation.get("/Subtype")) not in _NOT_HELD:
            found.append(annotation)
    if given:
        page["/Annots"] = Array(kept)
    return found


def _settle(held: Held, parent: Element) -> None:
    """Puts an annotation into an element of its type, the one that it is in or a new one."""
    role = role_of(held.annotation)
    above: Element | None = parent
    while above is not None and above.role != role:
        above = above.parent
    if above is parent:
        return
    if above is None:
        parent.wrap(role, held)
    else:
        parent.kids.remove(held)
        above.add(held)


def _pair(root: Element, loose: list[list[Held]], role: str) -> None:
    """Gives elements without annotation those of their page, where there are as many of both.

    A link that still has none is none; a field may have been printed.
    """
    bare: dict[int, list[Element]] = {}
    for element in root.elements():
        if element.role != role or any(isinstance(leaf, Held) for leaf in element.leaves()):
            continue
        page = next((leaf.page for leaf in element.leaves() if _is_drawn(leaf)), None)
        if page is not None:
            bare.setdefault(page, []).append(element)
        if role == "Link":
            element.role = "Span"
    for page, elements in bare.items():
        matching = [held for held in loose[page] if role_of(held.annotation) == role]
        if len(matching) == len(elements):
            for element, held in zip(elements, matching, strict=True):
                element.role = role
                element.add(held)
            loose[page] = [held for held in loose[page] if held.parent is None]


def _is_drawn(leaf: Piece | Held) -> bool:
    return isinstance(leaf, Piece) and bool(leaf.numbers)
