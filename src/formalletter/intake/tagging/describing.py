"""Gives links, fields and remarks a description where they have none (ISO 14289-1, 7.18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import String

from ..geometry import rectangle
from ..values import entry, items, key_of, name, page_keys, text
from .annotations import role_of
from .nodes import Held, Piece
from .wording import even

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .nodes import Element
    from .wording import Words

_MOST_PARENTS = 50  # of a form field


def describe_annotations(pdf: Pdf, root: Element, words: Words) -> None:
    """Describes all annotations in the tree that don't say what they are for."""
    pages = page_keys(pdf)
    for leaf in list(root.leaves()):
        if not isinstance(leaf, Held) or text(leaf.annotation.get("/Contents")):
            continue
        role = role_of(leaf.annotation)
        if role == "Form":
            _describe_field(leaf.annotation)
            continue
        said = _said(leaf, words)
        if not said and role == "Link":
            said = _target(leaf.annotation, pages)
        leaf.annotation["/Contents"] = String(said or _kind(leaf.annotation))


def _said(held: Held, words: Words) -> str:
    """The text of the element around an annotation, or else what its rectangle covers."""
    if held.parent is not None:
        pieces = [leaf for leaf in held.parent.leaves() if isinstance(leaf, Piece)]
        if said := even("".join(words.of_piece(piece) for piece in pieces)):
            return said
        spoken = [held.parent.alternative, held.parent.actual_text]
        spoken += [each.alternative or each.actual_text for each in held.parent.elements()]
        if said := next(filter(None, spoken), ""):
            return said
    box = rectangle(held.annotation.get("/Rect"))
    return words.of_rectangle(held.page, box) if box is not None else ""


def _kind(annotation: Object) -> str:
    return name(annotation.get("/Subtype"))[1:] or "annotation"


def _target(link: Object, pages: dict[tuple[int, int], int]) -> str:
    """Where a link leads."""
    if address := text(entry(link, "/A", "/URI")):
        return address
    destination = entry(link, "/Dest") or entry(link, "/A", "/D")
    first = next(iter(items(destination)), None)
    page = pages.get(key_of(first) or (0, 0))
    return f"link to page {page + 1}" if page is not None else "link"


def _describe_field(widget: Object) -> None:
    """A field without a name for people (TU) has that for programs, with those of its parents."""
    names: list[str] = []
    field: object = widget
    for _ in range(_MOST_PARENTS):
        if said := text(entry(field, "/TU")):
            if field is not widget:
                widget["/TU"] = String(said)
            return
        if part := text(entry(field, "/T")):
            names.insert(0, part)
        field = entry(field, "/Parent")
        if field is None:
            break
    widget["/TU"] = String(".".join(names) or "field")
