"""Writes the structure tree into the PDF, with the trees that lead back into it.

ISO 32000-1, 14.7: the tree of elements, the number tree of parents (by which a reader finds
the element of a mark or of an annotation) and the name tree of IDs.
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
    `AssemblingError` when a leaf is in no element, or two elements have one ID.
    """
    writer = _Writer(pdf, marks)
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    root.K = Array([writer.element(document, root)])
    writer.finish(root)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    for number, page in enumerate(pdf.pages):
        page.obj.StructParents = number
        page.obj.Tabs = Name.S  # the tab key follows the structure


class _Writer:
    """Writes elements and notes who is whose parent."""

    def __init__(self, pdf: Pdf, marks: list[list[Leaf]]) -> None:
        self._pdf = pdf
        self._pages = [page.obj for page in pdf.pages]
        self._links = Links(pdf)
        self._marks = marks
        self._numbers = {
            (leaf.page, leaf.mark): number for page in marks for number, leaf in enumerate(page)
        }
        self._parents: dict[tuple[int, int], Object] = {}  # by page and (new) mark
        self._holders: list[Object] = []  # the elements of the annotations, in their order
        self._identities: dict[bytes, Object] = {}

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
                kids.append(self._mark(kid, first.page if first else kid.page, element))
        kids += self._annotations(node, element)
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
            identity = node.identity.encode()
            if identity in self._identities:
                _refuse(f"two elements have the ID “{node.identity}”")
            element.ID = String(identity)
            self._identities[identity] = element

    def _mark(self, leaf: Leaf, page: int, element: Object) -> Object | int:
        mark = self._numbers[leaf.page, leaf.mark]
        self._parents[leaf.page, mark] = element
        if leaf.page == page:
            return mark
        return Dictionary(Type=Name.MCR, Pg=self._pages[leaf.page], MCID=mark)

    def _annotations(self, node: Node, element: Object) -> Iterator[Object]:
        if not node.links:
            return
        for page, annotation in self._links.take(node):
            annotation.StructParent = len(self._pages) + len(self._holders)
            self._holders.append(element)
            yield Dictionary(Type=Name.OBJR, Obj=annotation, Pg=self._pages[page])

    def finish(self, root: Object) -> None:
        """Writes the trees that lead back, and takes stray annotations away."""
        self._links.drop_rest()
        numbers: list[Object | int] = []
        for page, items in enumerate(self._marks):
            for mark, leaf in enumerate(items):
                if (page, mark) not in self._parents:
                    _refuse(f"“{leaf.text}” is in no element", page)
            parents = [self._parents[page, mark] for mark in range(len(items))]
            numbers += [page, self._pdf.make_indirect(Array(parents))]
        for number, holder in enumerate(self._holders, len(self._pages)):
            numbers += [number, holder]
        root.ParentTree = self._pdf.make_indirect(Dictionary(Nums=Array(numbers)))
        root.ParentTreeNextKey = len(self._pages) + len(self._holders)
        if self._identities:
            names = [
                item
                for identity, element in sorted(self._identities.items())
                for item in (String(identity), element)
            ]
            root.IDTree = self._pdf.make_indirect(Dictionary(Names=Array(names)))


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
