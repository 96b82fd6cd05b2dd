"""The bookmarks of a file before it is merged (ISO 32000-1, 12.3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf


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
