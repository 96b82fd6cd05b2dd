"""Walks the fields of a form (ISO 32000-1, 12.7.3), which may be nested in a circle."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary

from .limits import DEEPEST_TREE, MOST_ITEMS
from .values import dictionaries, dictionary, entry, key_of, name, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


@dataclass(frozen=True, slots=True)
class Field:
    """A node of the tree of fields, with its full name and its inherited type.

    A terminal one has a value and is seen through widgets; the others only group.
    """

    holder: Object
    name: str
    kind: str
    is_terminal: bool


def fields(pdf: Pdf) -> Iterator[Field]:
    """The fields that have a value, in the order of the form."""
    return (each for each in every_field(pdf) if each.is_terminal)


def every_field(pdf: Pdf) -> Iterator[Field]:
    """Each node of the tree of fields, once."""
    seen: set[tuple[int, int]] = set()
    roots = list(dictionaries(entry(pdf.Root, "/AcroForm", "/Fields")))
    waiting = [(root, "", "", 0) for root in reversed(roots)]
    left = MOST_ITEMS
    while waiting and left:
        node, above, inherited, depth = waiting.pop()
        key = key_of(node)
        if key in seen or depth > DEEPEST_TREE:
            continue
        if key is not None:
            seen.add(key)
        left -= 1
        own = text(node.get("/T"))
        full = f"{above}.{own}" if above and own else own or above
        kind = name(node.get("/FT")) or inherited
        kids = [kid for kid in dictionaries(node.get("/Kids")) if "/T" in kid]
        yield Field(node, full, kind, is_terminal=not kids)
        waiting.extend((kid, full, kind, depth + 1) for kid in reversed(kids))


def inherited(widget: Object, key: str) -> object:
    """The value of an entry of a field or widget, or of the nearest field above that has one."""
    node: Object | None = widget
    for _ in range(DEEPEST_TREE):
        if node is None:
            return None
        if key in node:
            return node.get(key)
        node = dictionary(node.get("/Parent"))
    return None


def kind_of(widget: Object) -> str:
    """The type of the field that a widget shows: /Tx, /Btn, /Ch, /Sig, or empty."""
    return name(inherited(widget, "/FT"))


def is_widget(annotation: Object) -> bool:
    """Whether an annotation is the sight of a form field."""
    return name(annotation.get("/Subtype")) == "/Widget"


def adopt_widgets(pdf: Pdf) -> None:
    """Puts fields into the form that are on pages and not in its list.

    Merging by careless programs leaves them so; readers show them all the same.
    """
    known = {key_of(field.holder) for field in every_field(pdf)}
    found: dict[tuple[int, int], Object] = {}
    for page in pdf.pages:
        for annotation in dictionaries(page.obj.get("/Annots")):
            if is_widget(annotation) and kind_of(annotation):
                root = _root(annotation)
                if root.is_indirect and root.objgen not in known:
                    found[root.objgen] = root
    if not found:
        return
    if dictionary(pdf.Root.get("/AcroForm")) is None:
        pdf.Root["/AcroForm"] = Dictionary()
    form = pdf.Root["/AcroForm"]
    form["/Fields"] = Array([*dictionaries(form.get("/Fields")), *found.values()])


def _root(widget: Object) -> Object:
    node = widget
    for _ in range(DEEPEST_TREE):
        above = dictionary(node.get("/Parent"))
        if above is None:
            break
        node = above
    return node
