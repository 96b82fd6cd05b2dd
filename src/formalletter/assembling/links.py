"""Link annotations: one for each link and page, with words for those who can't see it.

WeasyPrint writes one annotation for each line, and for each element inside a link; a reader
that listens would hear each of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from pikepdf import Array, String

from .nodes import leaves

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from ..typeset import Rectangle
    from .nodes import Node

_PRINT = 4  # the flag that PDF/A wants (ISO 19005-2, 6.3.2)


class Links:
    """The link annotations of a file, by their object numbers."""

    def __init__(self, pdf: Pdf) -> None:
        self._pages = [page.obj for page in pdf.pages]
        self._found = {
            annotation.objgen[0]: annotation
            for page in self._pages
            for annotation in page.get("/Annots", Array())
        }
        self._kept: dict[int, list[Object]] = defaultdict(list)

    def take(self, node: Node) -> list[tuple[int, Object]]:
        """The annotations of a link, one for each page that it is on, with the pages' indexes.

        Each covers what the link says there; its other annotations are not kept.
        """
        places: dict[int, list[Rectangle]] = defaultdict(list)
        for leaf in leaves(node):
            places[leaf.page].append(leaf.rectangle)
        taken = []
        for number, (page, rectangles) in zip(node.links, sorted(places.items()), strict=False):
            link = self._found[number]
            _cover(link, _by_line(rectangles))
            link.Contents = String(node.description or "")
            link.F = _PRINT
            self._kept[page].append(link)
            taken.append((page, link))
        return taken

    def drop_rest(self) -> None:
        """Takes the annotations away that no element of the letter has."""
        for number, page in enumerate(self._pages):
            if number in self._kept:
                page.Annots = Array(self._kept[number])
            elif "/Annots" in page:
                del page.Annots


def _cover(link: Object, rectangles: list[Rectangle]) -> None:
    lefts, bottoms, rights, tops = zip(*rectangles, strict=True)
    link.Rect = Array([min(lefts), min(bottoms), max(rights), max(tops)])
    if len(rectangles) > 1:
        # Upper edge first, each from left to right: as readers expect it, though the
        # standard (ISO 32000-1, 12.5.6.5) says counterclockwise.
        link.QuadPoints = Array(
            [
                value
                for left, bottom, right, top in rectangles
                for value in (left, top, right, top, left, bottom, right, bottom)
            ]
        )


def _by_line(rectangles: list[Rectangle]) -> list[Rectangle]:
    """The rectangles, joined where they follow each other on one line."""
    joined: list[Rectangle] = []
    for rectangle in rectangles:
        left, bottom, right, top = rectangle
        if joined and joined[-1][1::2] == (bottom, top):
            before = joined[-1]
            joined[-1] = (min(left, before[0]), bottom, max(right, before[2]), top)
        else:
            joined.append(rectangle)
    return joined
