"""Reads the structure tree that a foreign file has, whatever is wrong with it.

ISO 32000-1, 14.7.  Each object is met once, so that a tree in a circle ends; what stands too
deep is put one level higher.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Object, Stream, String

from ..values import dictionary, entry, items, key_of, name, page_keys, text
from .attributes import attributes_of, is_language
from .nodes import ARTIFACT, Element, Held, Piece
from .roles import Roles

if TYPE_CHECKING:
    from pikepdf import Pdf

_DEEPEST = 100  # levels of elements; the assembling adds some, and readers have limits
_MOST_ITEMS = 500_000

Key = tuple[int, int]
Place = tuple[int, Key | None]
"""Whose content it is: the index of a page, and the form XObject that is drawn on it."""


@dataclass(slots=True)
class Tree:
    """What a file says of its structure.

    `root` stands for the root of the tree and `pieces` are what its elements hold, by the
    content that they are part of and their marks.  `annotations` are held ones by their
    objects.  `is_damaged` says that entries had wrong types or led to the wrong elements.
    """

    root: Element = field(default_factory=lambda: Element("Root"))
    pieces: dict[Place, dict[int, Piece]] = field(default_factory=dict)
    annotations: dict[Key, Held] = field(default_factory=dict)
    is_damaged: bool = False


@dataclass(frozen=True, slots=True)
class _Waiting:
    """A kid that is still to be read: where it hangs, and the page that it is on.

    `holder` is the object that lists it.
    """

    item: object
    holder: Key | None
    parent: Element
    page: int | None
    depth: int


def read_tree(pdf: Pdf) -> Tree:
    """The tree of a file; an empty one if it has none."""
    root = dictionary(pdf.Root.get("/StructTreeRoot"))
    tree = Tree()
    if root is not None:
        _Reader(pdf, root, tree).read(root)
    return tree


class _Reader:
    """Reads kids in their order, without recursion."""

    def __init__(self, pdf: Pdf, root: Object, tree: Tree) -> None:
        self._tree = tree
        self._roles = Roles(root)
        self._classes = dictionary(root.get("/ClassMap"))
        self._pages = page_keys(pdf)
        self._met: set[Key] = set()
        self._count = 0

    def read(self, root: Object) -> None:
        waiting = self._kids(root, self._tree.root, None, 1)
        while waiting:
            each = waiting.pop()
            self._count += 1
            if self._count > _MOST_ITEMS:
                return
            waiting += self._read(each)

    def _kids(
        self, holder: Object, parent: Element, page: int | None, depth: int
    ) -> list[_Waiting]:
        value = holder.get("/K")
        found = items(value)[:_MOST_ITEMS] if isinstance(value, Array) else [value]
        return [
            _Waiting(each, key_of(holder), parent, page, depth)
            for each in reversed(found)
            if value is not None
        ]

    def _read(self, each: _Waiting) -> list[_Waiting]:
        item = each.item
        if isinstance(item, int) and not isinstance(item, bool):
            self._mark(each, each.page, None, item)
            return []
        values = dictionary(item)
        if values is None or isinstance(values, Stream):
            self._tree.is_damaged = True
            return []
        kind = name(values.get("/Type"))
        page = self._pages.get(key_of(values.get("/Pg")) or (0, 0), each.page)
        if kind == "/MCR" or (not kind and "/MCID" in values):
            stream = entry(values, "/Stm")
            form = stream if isinstance(stream, Stream) else None
            number = entry(values, "/MCID")
            if isinstance(number, int):
                self._mark(each, page, form, number)
            return []
        if kind == "/OBJR" or (not kind and "/Obj" in values):
            self._object(each, page, values.get("/Obj"))
            return []
        return self._element(each, values, page)

    def _element(self, each: _Waiting, values: Object, page: int | None) -> list[_Waiting]:
        key = key_of(values)
        if key is not None:
            if key in self._met:
                self._tree.is_damaged = True
                return []
            self._met.add(key)
        is_named = bool(name(values.get("/S")))
        if not is_named or (each.holder is not None and key_of(values.get("/P")) != each.holder):
            self._tree.is_damaged = True
        if each.depth > _DEEPEST:
            return self._kids(values, each.parent, page, each.depth)
        role = ARTIFACT if each.parent.role == ARTIFACT else self._roles.of(values)
        element = Element(role, attributes=attributes_of(values, self._classes))
        element.language = _language(values)
        element.alternative = text(values.get("/Alt")) or None
        element.actual_text = _spoken(values.get("/ActualText"))
        element.expansion = text(values.get("/E")) or None
        element.title = text(values.get("/T")) or None
        identity = values.get("/ID")
        element.identity = bytes(identity) if isinstance(identity, String) else None
        each.parent.add(element)
        return self._kids(values, element, page, each.depth + 1)

    def _mark(self, each: _Waiting, page: int | None, form: Object | None, number: int) -> None:
        if page is None or each.parent is self._tree.root:
            return
        pieces = self._tree.pieces.setdefault((page, key_of(form)), {})
        if number in pieces:
            return
        piece = Piece(page, form)
        pieces[number] = piece
        if each.parent.role == ARTIFACT:
            piece.tag = ARTIFACT
        else:
            each.parent.add(piece)

    def _object(self, each: _Waiting, page: int | None, target: object) -> None:
        """Notes an annotation; whether it is still on its page is seen later."""
        key = key_of(target)
        annotation = dictionary(target)
        if key is None or annotation is None or page is None or isinstance(target, Stream):
            return
        if each.parent is self._tree.root or each.parent.role == ARTIFACT:
            return
        if key not in self._tree.annotations:
            held = Held(page, annotation)
            self._tree.annotations[key] = held
            each.parent.add(held)


def _language(values: Object) -> str | None:
    tag = text(values.get("/Lang"))
    return tag if is_language(tag) else None


def _spoken(value: object) -> str | None:
    """An actual text with its spaces; it may be empty, which says that nothing is to be read."""
    if not isinstance(value, String):
        return None
    try:
        return "".join(each for each in str(value) if each.isprintable() or each in "\xad\n")
    except (UnicodeError, ValueError):
        return None


def is_claimed(pdf: Pdf) -> bool:
    """Whether the file has a structure tree with anything in it."""
    kids = entry(pdf.Root, "/StructTreeRoot", "/K")
    return isinstance(kids, Dictionary) or bool(items(kids))
