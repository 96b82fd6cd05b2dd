"""The bookmarks of a file before it is merged (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

from ..typeset import Element, Leaf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

_HEADING = re.compile("h[1-6]")
_OF_NOTES = frozenset({"footnote", "footnote-call"})


def top_bookmarks(pdf: Pdf) -> int:
    """How many bookmarks stand at the top of the outline."""
    count, item = 0, _first(pdf)
    while isinstance(item, Dictionary):
        count, item = count + 1, item.get("/Next")
    return count


def place_bookmarks(pdf: Pdf) -> None:
    """Gives a place to bookmarks that have none, because the merging would leave them out.

    They are headings of those below them, and lead where the first of those leads that has a
    place; with none below, where the bookmark before leads.
    """
    items = list(_bookmarks(pdf))
    first: dict[int, Object] = {}  # the first place among the bookmarks of a level
    for item, level in reversed(items):
        below = first.pop(level + 1, None)
        if below is not None and not _leads_somewhere(item):
            item.Dest = Array(list(below))
        if "/Dest" in item:
            first[level] = item.Dest
    before: Object = Array([pdf.pages[0].obj, Name.Fit])
    for item, _ in items:
        if not _leads_somewhere(item):
            item.Dest = Array(list(before))
        before = item.get("/Dest", before)


def name_bookmarks(pdf: Pdf, document: Element) -> None:
    """Takes the numbers of notes out of the bookmarks of a typeset document.

    WeasyPrint makes them of all that stands in a heading's lines.
    """
    headings = [element for element in _elements(document) if _HEADING.fullmatch(element.tag)]
    items = [item for item, _ in _bookmarks(pdf)]
    if len(items) != len(headings):
        return
    for item, heading in zip(items, headings, strict=True):
        if any(_OF_NOTES & element.classes for element in _elements(heading)):
            item.Title = String(" ".join(_words(heading).split()))


def _elements(element: Element) -> Iterator[Element]:
    yield element
    for child in element.children:
        if isinstance(child, Element):
            yield from _elements(child)


def _words(item: Element | Leaf) -> str:
    if isinstance(item, Leaf):
        return item.text + " " * item.spaced
    if _OF_NOTES & item.classes:
        return ""
    return "".join(map(_words, item.children))


def _leads_somewhere(item: Object) -> bool:
    return "/Dest" in item or "/A" in item


def _bookmarks(pdf: Pdf) -> Iterator[tuple[Object, int]]:
    """All bookmarks in the order of reading, with their levels; the intake left no circle."""
    waiting = [(_first(pdf), 0)]
    while waiting:
        item, level = waiting.pop()
        if isinstance(item, Dictionary):
            yield item, level
            waiting += [(item.get("/Next"), level), (item.get("/First"), level + 1)]


def _first(pdf: Pdf) -> Object | None:
    return pdf.Root.get("/Outlines", Dictionary()).get("/First")
