"""The bookmarks of a PDF (ISO 32000-1, 12.3.3): walked with care, and written anew."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from pikepdf import Dictionary, Name, String

from .actions import base_address, count_actions, uri_action, web_address
from .destinations import Destinations, target_of
from .limits import DEEPEST_TREE, MOST_BOOKMARKS, MOST_ITEMS
from .values import dictionary, entry, key_of, number, numbers, text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

    from .findings import Findings


@dataclass(slots=True)
class _Bookmark:
    """A bookmark to be written: the new item, and those below it."""

    item: Object
    is_lost: bool = False
    below: list[_Bookmark] = field(default_factory=list)


def bookmarks(pdf: Pdf) -> Iterator[tuple[Object, int]]:
    """The items of the outline in the order of reading, each once, with its level from 0."""
    first = dictionary(entry(pdf.Root, "/Outlines", "/First"))
    seen: set[tuple[int, int] | None] = set()
    waiting = [(first, 0)]
    while waiting and len(seen) < MOST_ITEMS:
        item, level = waiting.pop()
        key = key_of(item)
        # An item is linked to by others, so a direct one can't be part of an outline.
        if item is None or key is None or key in seen:
            continue
        seen.add(key)
        yield item, level
        waiting.append((dictionary(item.get("/Next")), level))
        if level < DEEPEST_TREE:
            waiting.append((dictionary(item.get("/First")), level + 1))


def settle_bookmarks(pdf: Pdf, destinations: Destinations, findings: Findings) -> int:
    """Writes the outline anew without actions; gives the number of bookmarks that are lost.

    A bookmark whose page is gone stays as a heading if there are others below it.
    """
    root = _Bookmark(pdf.make_indirect(Dictionary(Type=Name.Outlines)))
    path = [root]
    base = base_address(pdf.Root)
    for item, level in bookmarks(pdf):
        del path[level + 1 :]
        mark = _bookmark(item, destinations, base, findings)
        mark.item = pdf.make_indirect(mark.item)
        path[-1].below.append(mark)
        path.append(mark)
    lost = _prune(root)
    if left_out := _limit(root):
        findings.warn(
            "annex-bookmarks-limited",
            f"loses {left_out:,} of its bookmarks: no more than {MOST_BOOKMARKS:,} are taken",
            "leave it so, or make the file with fewer levels of bookmarks",
        )
    _link(root)
    if "/Outlines" in pdf.Root:
        del pdf.Root["/Outlines"]
    if root.below:
        pdf.Root["/Outlines"] = root.item
    return lost


def _bookmark(
    source: Object, destinations: Destinations, base: str, findings: Findings
) -> _Bookmark:
    """The new item with the look of the old one, and with nothing but a destination."""
    item = Dictionary(Title=String(text(source.get("/Title")) or "…"))
    if numbers(source.get("/C"), 3) is not None:
        item["/C"] = source["/C"]
    if number(source.get("/F")) in {1, 2, 3}:  # italic, bold, both
        item["/F"] = source["/F"]
    target = target_of(source)
    explicit = destinations.explicit(target)
    address = web_address(source.get("/A"), base)
    if explicit is not None:
        item["/Dest"] = explicit
    elif address is not None:
        item["/A"] = uri_action(address)
    else:
        count_actions(source.get("/A"), findings)
    return _Bookmark(item, is_lost=target is not None and explicit is None)


def _prune(root: _Bookmark) -> int:
    """Takes out the lost ones with nothing below, from the innermost outwards."""
    lost = 0
    for mark in reversed(_order(root)):
        kept = [each for each in mark.below if each.below or not each.is_lost]
        lost += len(mark.below) - len(kept)
        mark.below = kept
    return lost


def _limit(root: _Bookmark) -> int:
    """Takes out whole levels, from the deepest, then the last ones; the number that went."""
    levels = [[root]]
    while below := [each for mark in levels[-1] for each in mark.below]:
        levels.append(below)
    count = before = sum(map(len, levels)) - 1
    while count > MOST_BOOKMARKS and len(levels) > 2:  # noqa: PLR2004 (the root, and the top)
        count -= len(levels.pop())
        for mark in levels[-1]:
            mark.below = []
    root.below = root.below[:MOST_BOOKMARKS]
    return before - min(count, MOST_BOOKMARKS)


def _order(root: _Bookmark) -> list[_Bookmark]:
    order = [root]
    for mark in order:  # it grows while it is walked: parents stand before their children
        order.extend(mark.below)
    return order


def _link(root: _Bookmark) -> None:
    for mark in _order(root):
        written = [each.item for each in mark.below]
        for one, other in pairwise(written):
            one["/Next"], other["/Prev"] = other, one
        for each in written:
            each["/Parent"] = mark.item
        if written:
            mark.item["/First"], mark.item["/Last"] = written[0], written[-1]
            # Closed below the first level (12.3.3: a negative count).
            mark.item["/Count"] = len(written) if mark is root else -len(written)
