"""Merges the pages of one file behind those of another, with all that belongs to them.

pikepdf's `add_pages_from` carries pages, fields, layers, bookmarks and the destinations that
are referred to.  What it leaves behind is brought here: the structure tree, the other
destinations, attached files.  Both files have a sound tree; that of the merged one is written
anew by `parents`.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, NameTree, Object, Pdf, String

from .bookmarks import place_bookmarks, top_bookmarks
from .parents import branches, elements, kids_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .parents import ObjectKey


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of the merging of one file.

    `top` are the elements at the root of its tree, still without a parent; `bookmarks` is the
    number of those of its bookmarks that now stand last at the top of the outline; `lost`
    are names of destinations that lead to no page.
    """

    top: tuple[Object, ...]
    bookmarks: int
    lost: tuple[str, ...]


def merge(pdf: Pdf, source: Pdf, prefix: str) -> Merged:
    """Appends the pages of `source`, which stays open until `pdf` is saved.

    `prefix` makes its IDs and names its own, such as `annex-B-`.
    """
    first = len(pdf.pages)
    before = top_bookmarks(pdf)
    place_bookmarks(source)
    named = _named(source)
    _spell_out_names(source)
    copied = pdf.add_pages_from(source)
    bookmarks = top_bookmarks(pdf) - before
    _carry_destinations(pdf, named, _new_pages(pdf, source, first), prefix)
    return Merged(_carry_tree(pdf, source, first, prefix), bookmarks, tuple(copied.dropped_dests))


def _carry_tree(pdf: Pdf, source: Pdf, first: int, prefix: str) -> tuple[Object, ...]:
    """The elements of the source's tree, copied; pages and annotations in it are the copies."""
    root = source.Root.get("/StructTreeRoot")
    if root is None:
        return ()
    bare = source.make_indirect(Dictionary(Type=Name.StructTreeRoot, K=Array(kids_of(root))))
    for kid in branches(bare):
        kid.P = bare
    copy = pdf.copy_foreign(bare)
    annotations = _new_annotations(pdf, source, first)
    for element in elements(copy):
        _settle(element, annotations, prefix)
    return tuple(branches(copy))


def _settle(element: Object, annotations: dict[ObjectKey, Object], prefix: str) -> None:
    for kid in kids_of(element):
        if isinstance(kid, Dictionary) and "/Obj" in kid:
            kid.Obj = annotations.get(kid.Obj.objgen, kid.Obj)
    if "/ID" in element:
        element.ID = _prefixed(prefix, element.ID)
    given = element.get("/A")
    for attributes in given if isinstance(given, Array) else [given]:
        if isinstance(attributes, Dictionary) and "/Headers" in attributes:
            headers = [_prefixed(prefix, header) for header in attributes.Headers]
            attributes.Headers = Array(headers)


def _prefixed(prefix: str, identity: Object) -> String:
    return String(prefix.encode() + bytes(identity))


def _new_annotations(pdf: Pdf, source: Pdf, first: int) -> dict[ObjectKey, Object]:
    """The annotations on the copied pages, by those that a plain copy would have been.

    Where a file has fields, `add_pages_from` makes the annotations of its pages anew.
    """
    found: dict[ObjectKey, Object] = {}
    for index, page in enumerate(source.pages):
        old = page.obj.get("/Annots", Array())
        new = pdf.pages[first + index].obj.get("/Annots", Array())
        for was, is_now in zip(old, new, strict=True):
            found[pdf.copy_foreign(was).objgen] = is_now
    return found


def _new_pages(pdf: Pdf, source: Pdf, first: int) -> dict[ObjectKey, Object]:
    """The copied pages, by what they are copies of."""
    return {
        page.obj.objgen: pdf.pages[first + index].obj for index, page in enumerate(source.pages)
    }


def _spell_out_names(source: Pdf) -> None:
    """Makes links lead to the place itself where readers might not find its name (12.3.2.3).

    These are the names of PDF 1.1, since in a file with such names and with newer ones some
    readers find only the old; and strings whose bytes are no text, which qpdf compares as text.
    """
    old = source.Root.get("/Dests")
    old = old if isinstance(old, Dictionary) else Dictionary()
    tree = source.Root.get("/Names", Dictionary()).get("/Dests")
    pairs = _pairs(tree) if isinstance(tree, Dictionary) else ()
    odd = {bytes(name): place for name, place in pairs if not bytes(name).isascii()}
    for page in source.pages if old or odd else ():
        for annotation in page.obj.get("/Annots", Array()):
            action = annotation.get("/A")
            for holder, key in ((annotation, "/Dest"), (action, "/D")):
                if not isinstance(holder, Dictionary):
                    continue
                name = holder.get(key)
                if isinstance(name, Name) and str(name) in old:
                    holder[key] = _target(old[str(name)])
                elif isinstance(name, String) and bytes(name) in odd:
                    holder[key] = _target(odd[bytes(name)])
    if "/Dests" in source.Root:
        del source.Root.Dests


def _carry_destinations(
    pdf: Pdf, named: list[tuple[str, Object]], pages: dict[ObjectKey, Object], prefix: str
) -> None:
    """All names of places: something outside of the file may refer to them."""
    names = _destinations(pdf)
    for name, place in named:
        target = _target(place)
        if not isinstance(target, Array) or not len(target):
            continue
        page, *view = target
        if isinstance(page, Dictionary) and page.objgen in pages:
            direct = [None if _is_reference(value) else value for value in view]
            names[f"{prefix}{name}"] = Array([pages[page.objgen], *direct])


def sort_destinations(pdf: Pdf) -> None:
    """Writes the names of places as one leaf, sorted by their bytes (7.9.6).

    qpdf sorts them by their text: a name in UTF-16, as every name outside of Latin-1 is, then
    stands where a reader that compares bytes doesn't look.
    """
    names = pdf.Root.get("/Names")
    if not isinstance(names, Dictionary) or not isinstance(names.get("/Dests"), Dictionary):
        return
    pairs = sorted(_pairs(names.Dests), key=lambda pair: bytes(pair[0]))
    names.Dests = Dictionary(Names=Array(chain.from_iterable(pairs)))


def _pairs(node: Object) -> Iterator[tuple[Object, Object]]:
    """The names and places below a node of a tree that qpdf or WeasyPrint wrote."""
    own = list(node.get("/Names", Array()))
    yield from zip(own[::2], own[1::2], strict=True)
    for kid in node.get("/Kids", Array()):
        yield from _pairs(kid)


def _target(place: Object) -> Object | None:
    """Where a name leads: a destination may stand in a dictionary."""
    return place.get("/D") if isinstance(place, Dictionary) else place


def _is_reference(value: object) -> bool:
    return isinstance(value, Object) and value.is_indirect


def _destinations(pdf: Pdf) -> NameTree:
    if "/Names" not in pdf.Root:
        pdf.Root.Names = pdf.make_indirect(Dictionary())
    if "/Dests" not in pdf.Root.Names:
        pdf.Root.Names.Dests = NameTree.new(pdf).obj
    return NameTree(pdf.Root.Names.Dests)


def _named(source: Pdf) -> list[tuple[str, Object]]:
    found: list[tuple[str, Object]] = []
    old = source.Root.get("/Dests")
    if isinstance(old, Dictionary):
        found += [(str(name).lstrip("/"), place) for name, place in old.items()]
    tree = source.Root.get("/Names", Dictionary()).get("/Dests")
    if isinstance(tree, Dictionary):
        found += list(NameTree(tree).items())
    return found
