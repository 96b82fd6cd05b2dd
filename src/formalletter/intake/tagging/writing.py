"""Writes the structure tree that the assembling stands on.

ISO 32000-1, 14.7.  There is no parent tree: the assembling numbers all files anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from ..values import dictionary
from .nodes import Element, Piece

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_NUMBERS = ("/StructParent", "/StructParents")


def write_tree(pdf: Pdf, root: Element) -> None:
    """Writes the elements below `root`; what led to the old tree is taken out."""
    for each in pdf.objects:
        values = dictionary(each)
        for key in _NUMBERS:
            if values is not None and key in values:
                del values[key]
    target = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    _Writer(pdf).write(root, target)
    pdf.Root["/StructTreeRoot"] = target
    pdf.Root["/MarkInfo"] = Dictionary(Marked=True)


class _Writer:
    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]

    def write(self, root: Element, target: Object) -> None:
        waiting = [(root, target)]
        while waiting:
            element, written = waiting.pop()
            page = _page(element)
            kids = Array()
            for kid in element.kids:
                if isinstance(kid, Element):
                    entry = self._entry(kid, written)
                    waiting.append((kid, entry))
                    kids.append(entry)
                elif isinstance(kid, Piece):
                    for each in self._marks(kid, page):
                        kids.append(each)
                else:
                    place = self._pages[kid.page]
                    kids.append(Dictionary(Type=Name.OBJR, Obj=kid.annotation, Pg=place))
            written["/K"] = kids
            if page is not None:
                written["/Pg"] = self._pages[page]

    def _entry(self, element: Element, parent: Object) -> Object:
        """The dictionary of an element, without its kids."""
        entry = Dictionary(Type=Name.StructElem, S=Name(f"/{element.role}"), P=parent)
        texts = {
            "/Lang": element.language,
            "/Alt": element.alternative,
            "/ActualText": element.actual_text,
            "/E": element.expansion,
            "/T": element.title,
        }
        for key, value in texts.items():
            if value is not None:
                entry[key] = String(value)
        if element.identity is not None:
            entry["/ID"] = String(element.identity)
        if attributes := [each for each in element.attributes if len(each.keys()) > 1]:
            entry["/A"] = attributes[0] if len(attributes) == 1 else Array(attributes)
        return self._pdf.make_indirect(entry)

    def _marks(self, piece: Piece, page: int | None) -> list[Object]:
        if piece.form is None and piece.page == page:
            return list(piece.numbers)  # type: ignore[arg-type]  # pikepdf takes Python's numbers
        place = self._pages[piece.page]
        found: list[Object] = [
            Dictionary(Type=Name.MCR, Pg=place, MCID=number) for number in piece.numbers
        ]
        if piece.form is not None:
            for each in found:
                each["/Stm"] = piece.form
        return found


def _page(element: Element) -> int | None:
    """The page of the first mark that the element itself holds on a page."""
    pieces = (kid for kid in element.kids if isinstance(kid, Piece) and kid.form is None)
    return next((piece.page for piece in pieces), None)
