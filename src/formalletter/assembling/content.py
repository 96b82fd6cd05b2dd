"""Rewrites the content of a page: its marks say what is what, its order is that of reading.

WeasyPrint marks every run of text and every image with a number (MCID) and paints them in
the order of CSS, floats and positioned parts apart.  Here rules and backgrounds stay where
they are, and the text follows in its logical order, since copying from most readers goes by
the order of the content.  Running heads become artifacts.

The structure tree is written by `tree`; what stands between two marks is put right by
`runs`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NoReturn

from ..diagnostics import Place, error
from ..errors import AssemblingError
from ..typeset import Artifact, Leaf
from .graphics import Movable, Tracker, in_sequence
from .runs import compact, marked, teach

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from .glyphs import Glyphs
    from .graphics import State

_MARKED = re.compile(rb"^/\w+\n<</MCID (\d+)>>\nBDC\n", re.MULTILINE)
_TOUCHING = 0.5  # pt
_EDGE = re.compile(rb"^(?:BDC|BMC|(EMC))\n?", re.MULTILINE)
_PAINTS = re.compile(rb"\b(?:TJ|Tj|Do|S|s|f|f\*|B|B\*|b|b\*|sh|EI)$", re.MULTILINE)
_EMPTY = re.compile(rb"^q\nQ\n", re.MULTILINE)
# ISO 32000-1, 14.8.2.2
_ARTIFACTS = {
    "header": b"/Artifact <</Type /Pagination /Subtype /Header /Attached [/Top]>> BDC\n",
    "footer": b"/Artifact <</Type /Pagination /Subtype /Footer /Attached [/Bottom]>> BDC\n",
    "repeated": b"/Artifact <</Type /Pagination>> BDC\n",
    "layout": b"/Artifact <</Type /Layout>> BDC\n",
}


class PageContent:
    """The content of one page, cut at its marks.

    `pieces` are the page's leaves and artifacts by their marks.  Raises `AssemblingError`
    when the content has other marks than these.
    """

    def __init__(self, content: bytes, page: int, pieces: Mapping[int, Leaf | Artifact]) -> None:
        self._page = page
        self._pieces = pieces
        self._rest: list[bytes] = []  # what stays where it is
        self._segments: dict[int, Movable] = {}  # by their marks, without them
        self._cut(compact(content))

    def _cut(self, content: bytes) -> None:
        tracker = Tracker()
        position = 0
        for opening in _MARKED.finditer(content):
            outside = content[position : opening.start()]
            tracker.follow(outside)
            end, position = self._end(content, opening.end())
            body, before, depth = content[opening.end() : end], tracker.state, tracker.depth
            tracker.follow(body)
            if tracker.depth != depth:
                self._refuse("a mark in its content begins and ends in different places")
            mark = int(opening[1])
            if mark in self._segments or mark not in self._pieces:
                self._refuse(f"its structure doesn't have the mark {mark} once")
            self._rest.append(outside)
            self._take(mark, body, before, tracker.state)
        self._rest.append(content[position:])
        if self._segments.keys() != self._pieces.keys():
            self._refuse("its structure has marks that it doesn't have")

    def _end(self, content: bytes, start: int) -> tuple[int, int]:
        """Where a marked sequence ends, and where the content behind it begins."""
        depth = 1
        for edge in _EDGE.finditer(content, start):
            depth += -1 if edge[1] else 1
            if not depth:
                return edge.span()
        return self._refuse("a mark in its content never ends")

    def _take(self, mark: int, body: bytes, before: State, after: State) -> None:
        """Takes a segment out of the content; what it sets for what follows is left there."""
        piece = self._pieces[mark]
        self._segments[mark] = Movable(body, before, after)
        paints = _PAINTS.search(body) is not None
        if isinstance(piece, Leaf):
            if piece.text and not paints:  # an image may show nothing, and still have its words
                self._refuse(f"“{piece.text}” was not drawn")
        elif paints and piece.kind in {"layout", "repeated"}:
            self._rest += [_ARTIFACTS[piece.kind], body, b"EMC\n"]
            return
        self._rest.append(before.changed(after))

    def learn(self, fonts: Mapping[str, Glyphs]) -> None:
        """Tells the fonts for what characters their glyphs stand here."""
        for mark, segment in self._segments.items():
            piece = self._pieces[mark]
            if isinstance(piece, Leaf):
                teach(piece, segment.content, fonts)

    def rewrite(
        self, fonts: Mapping[str, Glyphs], ranks: Mapping[tuple[int, int], int]
    ) -> tuple[bytes, list[Leaf]]:
        """The new content, and its leaves in the order of their new marks (0, 1, …).

        `ranks` tell the order of reading, by page and old mark.
        """
        leaves = sorted(
            (piece for piece in self._pieces.values() if isinstance(piece, Leaf)),
            key=lambda leaf: ranks[leaf.page, leaf.mark],
        )
        text = [
            self._moved(leaf.mark, marked(said, self._segments[leaf.mark].content, number, fonts))
            for number, (leaf, said) in enumerate(zip(leaves, _apart(leaves), strict=True))
        ]
        moved = in_sequence([*self._margins("header"), *text, *self._margins("footer")])
        # The first matrix stands outside of any saved state.
        return b"q\n%b\nQ\n%b" % (_without_empty(b"".join(self._rest)), moved), leaves

    def _margins(self, kind: str) -> list[Movable]:
        """What stands in the margins above or below."""
        return [
            self._moved(mark, _ARTIFACTS[kind] + self._segments[mark].content + b"EMC\n")
            for mark, piece in self._pieces.items()
            if isinstance(piece, Artifact)
            and piece.kind == kind
            and _PAINTS.search(self._segments[mark].content)
        ]

    def _moved(self, mark: int, content: bytes) -> Movable:
        segment = self._segments[mark]
        return Movable(content, segment.before, segment.after)

    def _refuse(self, what: str) -> NoReturn:
        message = f"the page can't be tagged: {what}"
        hint = "a style that uses opacity, filters or list markers does this"
        raise AssemblingError(
            [error("assembling-content", message, Place(page=self._page + 1), hint)]
        )


def _apart(leaves: list[Leaf]) -> Iterator[Leaf]:
    """The leaves, with a space behind each that the next one stands to the left of.

    Beside each other, as a date and a note in the margin, they would be copied as one word; those
    that touch are the parts of a line that is written from right to left.
    """
    for leaf, following in pairwise(leaves):
        touches = abs(leaf.rectangle[0] - following.rectangle[2]) < _TOUCHING
        before = following.rectangle[0] < leaf.rectangle[0] and not touches
        beside = before and _on_one_line(leaf, following)
        yield replace(leaf, spaced=True) if beside and leaf.text else leaf
    yield from leaves[-1:]


def _on_one_line(leaf: Leaf, other: Leaf) -> bool:
    """Whether two leaves stand side by side; lines that are set solid overlap a little."""
    (_, bottom, _, top), (_, other_bottom, _, other_top) = leaf.rectangle, other.rectangle
    overlap = min(top, other_top) - max(bottom, other_bottom)
    return overlap > min(top - bottom, other_top - other_bottom) / 2


def _without_empty(content: bytes) -> bytes:
    """The content without states that are saved for nothing."""
    count = 1
    while count:
        content, count = _EMPTY.subn(b"", content)
    return content


def without_marks(content: bytes) -> bytes:
    """The content without the marks that WeasyPrint gives what it draws."""
    return _EDGE.sub(
        b"", re.sub(rb"^/\w+\n<</MCID \d+>>\n(?=BDC\n)", b"", content, flags=re.MULTILINE)
    )
