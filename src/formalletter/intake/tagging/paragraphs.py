"""Puts runs of text together that look like one paragraph, in the order of the content."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .graphics import Run
    from .nodes import Piece

# All in sizes of the font, unless said otherwise.
_SAME_LINE = 0.6  # a superscript is on its line
_NEXT_LINE = 1.7
_ASIDE = 4.0  # the gap to another column or cell
_MORE_THAN_USUAL = 1.25  # the step to a next line, by that of the lines before
_OTHER_SIZE = 1.2  # by the size of the line before
_STRAIGHT = 0.1  # radians


@dataclass(slots=True)
class _Open:
    """A paragraph that may go on."""

    piece: Piece
    last: Run
    left: float
    right: float
    step: float = math.inf


class Paragraphs:
    """Tells of each run of text whether it goes on with the paragraph before it."""

    def __init__(self, make: Callable[[], Piece]) -> None:
        """`make` makes the piece of a new paragraph."""
        self._make = make
        self._open: _Open | None = None

    def piece(self, run: Run) -> Piece:
        """The paragraph that a run belongs to."""
        if self._open is None or not _goes_on(self._open, run):
            self._open = _Open(self._make(), run, run.along, run.end)
            return self._open.piece
        paragraph = self._open
        down = paragraph.last.across - run.across
        if down > _SAME_LINE * run.size:
            paragraph.step = min(paragraph.step, down)
        paragraph.last = run
        paragraph.left = min(paragraph.left, run.along)
        paragraph.right = max(paragraph.right, run.end)
        return paragraph.piece

    def end(self) -> None:
        """What follows is a new paragraph: something else stands between."""
        self._open = None


def _goes_on(paragraph: _Open, run: Run) -> bool:
    """Whether a run may belong to the paragraph."""
    last = paragraph.last
    size = max(last.size, run.size, 0.1)
    turn = abs(math.remainder(run.angle - last.angle, math.tau))
    gap = max(run.along - paragraph.right, paragraph.left - run.end)
    if turn > _STRAIGHT or gap > _ASIDE * size:
        return False
    down = last.across - run.across
    if abs(down) <= _SAME_LINE * size:
        return True
    is_near = 0 < down <= min(_NEXT_LINE * size, _MORE_THAN_USUAL * paragraph.step)
    return is_near and size <= _OTHER_SIZE * min(last.size, run.size)
