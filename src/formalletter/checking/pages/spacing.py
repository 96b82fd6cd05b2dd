"""Word spaces as printed: none much wider than the font's own, and no rivers of them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ...rules import find
from .breaks import elements
from .findings import around, quoted, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine

WIDEST = 2.0  # times the font's own space
# Gaps make a river when they are wide enough for the eye to join them: spaces of text that is
# not justified never are, however they happen to stand.
WIDE = 1.4  # times the font's own space
RIVER_LINES = 3


def wide_spaces(flow: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Lines with a word space over twice as wide as the font's."""
    for found in together(line for line in flow if _widest(line) > WIDEST):
        widest = max(map(_widest, found))
        text = f"gaps are up to {widest:.1f} word spaces wide: {quoted(found)}"
        yield find("space-wide", text, around(found))


def rivers(flow: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Wide word spaces that stand under one another in three lines of a paragraph."""
    for lines in elements(flow):
        for _, page in groupby(lines, key=lambda line: line.page):
            yield from _rivers(list(page))


def _rivers(lines: Sequence[PrintedLine]) -> Iterator[Problem]:
    """At most one for each three lines: `streams` are where wide gaps met so far, how often."""
    streams: list[tuple[tuple[float, float], int]] = []
    for number, line in enumerate(lines):
        wide = [gap for gap, ratio in _gaps(line) if ratio >= WIDE]
        streams = [
            (gap, 1 + max((length for above, length in streams if _meet(above, gap)), default=0))
            for gap in wide
        ]
        if any(length >= RIVER_LINES for _, length in streams):
            found = lines[number - RIVER_LINES + 1 : number + 1]
            text = f"wide gaps stand under one another in lines: {quoted(found)}"
            yield find("river", text, around(found))
            streams = []


def _meet(above: tuple[float, float], below: tuple[float, float]) -> bool:
    """Whether two gaps stand under each other by half of the narrower one at least."""
    common = min(above[1], below[1]) - max(above[0], below[0])
    return common >= min(above[1] - above[0], below[1] - below[0]) / 2


def _widest(line: PrintedLine) -> float:
    """The widest gap of a line, in spaces of its font."""
    return max((ratio for _, ratio in _gaps(line)), default=0)


def _gaps(line: PrintedLine) -> Iterator[tuple[tuple[float, float], float]]:
    """The word spaces of a line, each with its width in spaces of its font.

    Several spaces that were typed one after another, as in a listing, are as wide as they
    should be.
    """
    for run in line.runs:
        if run.space <= 0 or "  " in run.text.replace("\u00a0", " "):
            continue
        yield from ((gap, (gap[1] - gap[0]) / run.space) for gap in run.gaps)
