"""Where the stamp of an annex stands: in one corner for all its pages, clear of their ink.

All lengths are in pt of the displayed page.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..foreign import ForeignPage

Edge = Literal["top", "bottom"]
Side = Literal["left", "right"]

_A3_SHORT = 842.0
_ORDINARY_WIDTH = 500.0
_ORDINARY_HEIGHT = 375.0
_MARGIN = 73.7  # 26 mm, as the letter has it
_NARROW_MARGIN = 0.05  # of the width

_ASCENT, _DESCENT = 7.0, 3.0  # of the line, which is at most 8 pt high
_AIR = 3.0
_LEAST_WIDTH = 90.0  # of a line that says a label and a number
_SMALLEST = 0.9  # of its size: a page that is shrunk more looks like another page


@dataclass(frozen=True, slots=True)
class Corner:
    """A corner of the displayed page."""

    edge: Edge
    side: Side


@dataclass(frozen=True, slots=True)
class Placement:
    """The place of the stamp on all pages of an annex.

    `baseline` is its distance from the corner's edge on a page of ordinary size.  `clashes`
    are the indexes of the pages that have ink there.
    """

    corner: Corner
    baseline: float
    clashes: tuple[int, ...] = ()


# In the order of preference.  45 pt is where the letter's running head stands; at 34 pt, the
# line is as near to the edge as office printers can go (10 mm).
_CANDIDATES = (
    Placement(Corner("top", "right"), 45.0),
    Placement(Corner("top", "right"), 34.0),
    Placement(Corner("bottom", "right"), 34.0),
    Placement(Corner("top", "left"), 45.0),
    Placement(Corner("top", "left"), 34.0),
    Placement(Corner("bottom", "left"), 34.0),
)


def place(pages: Sequence[ForeignPage]) -> Placement:
    """The first place that is clear on all pages, else the one that is clear on most."""
    found = [
        Placement(
            candidate.corner,
            candidate.baseline,
            tuple(index for index, page in enumerate(pages) if not has_room(page, candidate)),
        )
        for candidate in _CANDIDATES
    ]
    return min(found, key=lambda placement: len(placement.clashes))


def has_room(page: ForeignPage, placement: Placement) -> bool:
    """Whether the band from the edge to a little beyond the line is clear."""
    return clearance(page, placement) >= band(page, placement)


def shrinkage(page: ForeignPage, placement: Placement) -> float | None:
    """How small the page has to become to make room: a factor, 1 where there is room.

    None if it would have to be smaller than 90 %.
    """
    if has_room(page, placement):
        return 1.0
    taken = page.height - clearance(page, placement)
    left = page.height - band(page, placement)
    if left < _SMALLEST * taken or taken <= 0:
        return None
    # Rounded down, so that the room is there after rounding.
    return math.floor(left / taken * 1000) / 1000


def clearance(page: ForeignPage, placement: Placement) -> float:
    """How far the first ink is from the placement's edge, where the line can come to stand."""
    clear, corner = page.clear, placement.corner
    halves = {"left": clear.top_left, "right": clear.top_right}
    if corner.edge == "bottom":
        halves = {"left": clear.bottom_left, "right": clear.bottom_right}
    # Even a short line takes more than half of a very narrow page.
    narrow = widest(page) < _LEAST_WIDTH
    return min(halves.values()) if narrow else halves[corner.side]


def band(page: ForeignPage, placement: Placement) -> float:
    """How wide the band is that the line needs, from the edge to a little beyond it."""
    beyond = _DESCENT if placement.corner.edge == "top" else _ASCENT
    return baseline(page, placement) + (beyond + _AIR) * enlargement(page)


def baseline(page: ForeignPage, placement: Placement) -> float:
    """The distance of the baseline from the edge: less on flat pages, more on large ones."""
    return placement.baseline * enlargement(page) * min(1.0, page.height / _ORDINARY_HEIGHT)


def widest(page: ForeignPage) -> float:
    """The width that the line may take before it is enlarged: half of the page, less the margin.

    What is clear is known for each half.
    """
    return (page.width / 2 - margin(page)) / enlargement(page)


def margin(page: ForeignPage) -> float:
    """The distance of the line from the side of its corner."""
    if page.width < _ORDINARY_WIDTH:
        return page.width * _NARROW_MARGIN
    return _MARGIN * enlargement(page)


def enlargement(page: ForeignPage) -> float:
    """How much larger the line is than on paper: large sheets are printed smaller to be read."""
    return max(1.0, min(page.width, page.height) / _A3_SHORT)
