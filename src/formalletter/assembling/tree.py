"""Writes the structure tree of typeset pages (ISO 32000-1, 14.7.2).

What leads back into it is written by `parents`, when the trees of all parts are joined.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from pikepdf import Array, Dictionary, Name, Pdf, String

from ..diagnostics import Place, error
from ..errors import AssemblingError
from .links import Links
from .nodes import Node, leaves

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from ..typeset import Leaf
    from .nodes import Value


def write_tree(pdf: Pdf, document: Node, marks: list[list[Leaf]]) -> None:
    """Writes the tree with the element `document` at its root.

    `marks` are the leaves of each page in the order of their marks.  Raises
    `AssemblingError` when a leaf is in no element.
    """
    writer = _Writer(pdf, marks)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(document, root)])
    writer.finish()
    pdf.Root.StructTreeRoot = root


class _Writer:
    """Writes elements."""

    def __init__(self, pdf: Pdf, marks: list[list[Leaf]]) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._links = Links(pdf)
        self._marks = marks
        self._numbers = {
            (leaf.page, leaf.mark): number for page in marks for number, leaf in enumerate(page)
        }
        self._written: set[tuple[int, int]] = set()  # pages and (new) marks

    def element(self, node: Node, parent: Object) -> Object:
        """Writes an element with all that it holds."""
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.role}"), P=parent)
        )
        first = next(leaves(node), None)
        if first is not None:  # an empty cell is on no page
            element.Pg = self._pages[first.page]
        self._describe(node, element)
        kids: list[Object | int] = []
        for kid in node.kids:
            if isinstance(kid, Node):
                kids.append(self.element(kid, element))
            else:
                kids.append(self._mark(kid, first.page if first else kid.page))
        kids += self._annotations(node)
        if kids:
            element.K = Array(kids) if len(kids) > 1 else kids[0]
        return element

    def _describe(self, node: Node, element: Object) -> None:
        for key, text in (
            ("/Lang", node.language),
            ("/Alt", node.alternative),
            ("/E", node.expansion),
            ("/ActualText", node.actual_text),
        ):
            if text:
                element[key] = String(text)
        if attributes := _attributes(node):
            element.A = Array(attributes) if len(attributes) > 1 else attributes[0]
        if node.identity:
            element.ID = String(node.identity.encode())

    def _mark(self, leaf: Leaf, page: int) -> Object | int:
        mark = self._numbers[leaf.page, leaf.mark]
        self._written.add((leaf.page, mark))
        if leaf.page == page:
            return mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[leaf.page], MCID=mark)

    def _annotations(self, node: Node) -> Iterator[Object]:
        if not node.links:
            return
        for page, annotation in self._links.take(node):
            yield Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[page])

    def finish(self) -> None:
        """Takes stray annotations away; every leaf must have been written."""
        self._links.drop_rest()
        for page, items in enumerate(self._marks):
            for mark, leaf in enumerate(items):
                if (page, mark) not in self._written:
                    _refuse(f"“{leaf.text}” is in no element", page)


def _attributes(node: Node) -> list[Object]:
    attributes: list[Object] = []
    if node.role == "Figure":
        figure = next(leaves(node))
        attributes.append(Dictionary(O=Name.Layout, BBox=Array(figure.rectangle)))
    if node.attributes:
        owner = Name.List if node.role == "L" else Name.Table
        values = {f"/{key}": _value(value) for key, value in node.attributes.items()}
        attributes.append(Dictionary({"/O": owner, **values}))
    return attributes


def _value(value: Value) -> Object | int:
    if isinstance(value, tuple):
        return Array([String(identity.encode()) for identity in value])
    return Name(f"/{value}") if isinstance(value, str) else value


def _refuse(what: str, page: int | None = None) -> NoReturn:
    place = None if page is None else Place(page=page + 1)
    raise AssemblingError(
        [
            error(
                "assembling-structure",
                f"the pages can't be tagged: {what}",
                place,
                "give each part its own name; a text belongs in a paragraph or a list's item",
            )
        ]
    )
