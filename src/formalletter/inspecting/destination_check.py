"""Whether links and the outline lead to a place that is there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .faults import Fault
from .values import bytes_of, dictionary, name_tree, object_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .document import Document
    from .values import PdfValue


def destination_faults(document: Document) -> Iterator[Fault]:
    """Links and outline entries that lead nowhere, and names that are not sorted."""
    destinations = dictionary(dictionary(document.catalog, "/Names"), "/Dests")
    entries = name_tree(destinations) if destinations else []
    names = [name for name, _ in entries]
    if any(left > right for left, right in pairwise(names)):
        yield Fault("the names of destinations are not sorted")
    pages = {object_number(page) for page in document.reader.pages}
    known = {name for name, value in entries if _page(value) in pages}
    # Before PDF 1.2 the names were the keys of a dictionary (ISO 32000-1, 12.3.2.3).
    old = dictionary(document.catalog, "/Dests")
    known |= {bytes_of(key) for key, value in old.items() if _page(value) in pages}
    for name in [*names, *map(bytes_of, old)]:
        if name not in known:
            yield Fault(f"the place “{name.decode(errors='replace')}” is on no page")
    for index, reference in document.annotations():
        target = _target(reference.get_object())
        if target is not None and not _is_there(target, known, pages):
            yield Fault.at(index, f"a link leads to “{target}”, which isn't there")
    for item in document.outline_items():
        if dictionary(item, "/A").get("/S") == "/URI":  # it leads out of the file
            continue
        target = _target(item)
        if target is None or not _is_there(target, known, pages):
            yield Fault(f"the outline's “{item.get('/Title')}” leads nowhere")


def _target(item: PdfValue) -> PdfValue:
    """Where an annotation or outline entry leads inside the file; None if it doesn't."""
    action = dictionary(item, "/A")
    return action.get("/D") if action.get("/S") == "/GoTo" else item.get("/Dest")


def _is_there(target: PdfValue, known: set[bytes], pages: set[int]) -> bool:
    return _page(target) in pages if isinstance(target, list) else bytes_of(target) in known


def _page(value: PdfValue) -> int:
    """The object number of the page that a destination is on."""
    value = value.get_object()
    place = value.get("/D", []) if isinstance(value, dict) else value
    return object_number(place[0]) if place else 0
