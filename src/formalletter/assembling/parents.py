"""The ways back into the structure tree: from marks, annotations and IDs to their elements.

ISO 32000-1, 14.7.4.4 and 14.7.5: the number tree of parents and the name tree of IDs.  They
are written once, when all trees are joined; whatever the parts had is not looked at.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NoReturn

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from ..diagnostics import error
from ..errors import AssemblingError

if TYPE_CHECKING:
    from collections.abc import Iterator

ObjectKey = tuple[int, int]


@dataclass(slots=True)
class _Held:
    """What the elements of a tree hold.

    `marks` by the page or form XObject that they are in, `objects` are annotations, each
    with the element that holds it; `identities` are the elements' IDs.
    """

    marks: dict[ObjectKey, dict[int, Object]] = field(default_factory=dict)
    streams: dict[ObjectKey, Object] = field(default_factory=dict)
    objects: list[tuple[Object, Object]] = field(default_factory=list)
    identities: dict[bytes, Object] = field(default_factory=dict)


def write_parents(pdf: Pdf) -> None:
    """Writes the parent tree, the tree of IDs and the keys of pages and annotations."""
    root = pdf.Root.StructTreeRoot
    held = _Held()
    for element in elements(root):
        _look_at(element, held)
    numbers: list[Object | int] = []
    for key, (stream, marks) in enumerate(_marked(pdf, held)):
        stream.StructParents = key
        parents = [marks.get(mark) for mark in range(max(marks, default=-1) + 1)]
        numbers += [key, pdf.make_indirect(Array(parents))]
    for key, (item, element) in enumerate(held.objects, len(numbers) // 2):
        item.StructParent = key
        numbers += [key, element]
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array(numbers)))
    root.ParentTreeNextKey = len(numbers) // 2
    if held.identities:
        names = [
            item
            for identity, element in sorted(held.identities.items())
            for item in (String(identity), element)
        ]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))


def elements(root: Object) -> Iterator[Object]:
    """All elements below a root or element, in no particular order."""
    waiting = [root]
    while waiting:
        for kid in branches(waiting.pop()):
            yield kid
            waiting.append(kid)


def branches(element: Object) -> Iterator[Object]:
    """The kids of an element that are elements themselves."""
    for kid in kids_of(element):
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid


def kids_of(element: Object) -> list[Object | int]:
    """The kids of an element, of which there may be one or an array."""
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, Array) else [kids]


def _look_at(element: Object, held: _Held) -> None:
    for kid in kids_of(element):
        if isinstance(kid, int):
            _hold_mark(held, element.Pg, int(kid), element)
        elif kid.get("/Type") == Name.OBJR:
            held.objects.append((kid.Obj, element))
        elif kid.get("/Type") == Name.MCR:
            stream = kid.get("/Stm") or kid.get("/Pg") or element.Pg
            _hold_mark(held, stream, int(kid.MCID), element)
    if "/ID" in element:
        identity = bytes(element.ID)
        if identity in held.identities:
            _refuse(f"two elements have the ID “{identity.decode(errors='replace')}”")
        held.identities[identity] = element


def _hold_mark(held: _Held, stream: Object, mark: int, element: Object) -> None:
    held.streams[stream.objgen] = stream
    held.marks.setdefault(stream.objgen, {})[mark] = element


def _marked(pdf: Pdf, held: _Held) -> Iterator[tuple[Object, dict[int, Object]]]:
    """What has marks: the pages in their order, even those without, then form XObjects."""
    for page in pdf.pages:
        yield page.obj, held.marks.get(page.obj.objgen, {})
    for key, stream in held.streams.items():
        if isinstance(stream, Stream):
            yield stream, held.marks[key]


def _refuse(what: str) -> NoReturn:
    raise AssemblingError(
        [
            error(
                "assembling-structure",
                f"the pages can't be tagged: {what}",
                hint="give each part its own name",
            )
        ]
    )
