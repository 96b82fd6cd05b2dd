"""Where the text and the images of a content stream stand, as far as that is cheap to know.

ISO 32000-1, 8.4 and 9.3.  Widths of glyphs are guessed: paragraphs and columns differ by
more than that.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import Array, String

from ...matrices import IDENTITY, after
from ..values import entry, items, name, numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...foreign import Rectangle
    from ...matrices import Matrix
    from .instructions import Instruction

_WIDTH = 0.5  # of a glyph, in em
_INVISIBLE = frozenset({3, 7})  # ISO 32000-1, 9.3.6
_DEEPEST = 500  # saved states that are followed


@dataclass(frozen=True, slots=True)
class Run:
    """Text that one instruction shows: its direction, and its place in pt along and across.

    `along` is where it begins and `end` where it ends (guessed), in its own direction;
    `across` is the height of its baseline, `size` that of the font.
    """

    angle: float
    along: float
    end: float
    across: float
    size: float


@dataclass(slots=True)
class _State:
    """The graphics state, without what no one asks for."""

    matrix: Matrix = IDENTITY
    size: float = 1.0
    leading: float = 0.0
    mode: int = 0
    is_wide: bool = False  # codes of two bytes


@dataclass(slots=True)
class Tracker:
    """Follows the instructions of a content stream."""

    resources: object
    state: _State = field(default_factory=_State)
    _saved: list[_State] = field(default_factory=list)
    _line: Matrix = IDENTITY
    _text: Matrix = IDENTITY

    def follow(self, instruction: Instruction) -> Run | None:
        """Executes one; gives the text that it shows."""
        operator = instruction.operator
        action = _ACTIONS.get(operator)
        if action is None:
            return None
        return action(self, instruction.operands)

    def corners(self, box: Sequence[float] = (0, 0, 1, 1), matrix: Matrix = IDENTITY) -> Rectangle:
        """The rectangle around a box of the user space; an image is 1 by 1."""
        at = after(matrix, self.state.matrix)
        points = [_apply(at, x, y) for x in (box[0], box[2]) for y in (box[1], box[3])]
        across, up = zip(*points, strict=True)
        return min(across), min(up), max(across), max(up)

    @property
    def is_visible(self) -> bool:
        """Whether text would be painted now."""
        return self.state.mode not in _INVISIBLE

    def save(self, _: Sequence[object]) -> None:
        """q: the state is kept."""
        if len(self._saved) < _DEEPEST:
            self._saved.append(replace(self.state))

    def restore(self, _: Sequence[object]) -> None:
        """Q: the state is as it was kept."""
        if self._saved:
            self.state = self._saved.pop()

    def transform(self, operands: Sequence[object]) -> None:
        """cm: the matrix in front of the others."""
        self.state.matrix = after(_matrix(operands), self.state.matrix)

    def begin(self, _: Sequence[object]) -> None:
        """BT: the text is back at the origin."""
        self._line = self._text = IDENTITY

    def font(self, operands: Sequence[object]) -> None:
        """Tf: the font and its size."""
        self.state.size = _at(operands, 1)
        font = entry(self.resources, "/Font", name(operands[0]) if operands else "")
        self.state.is_wide = name(entry(font, "/Subtype")) == "/Type0"

    def lead(self, operands: Sequence[object]) -> None:
        """TL: the distance of lines."""
        self.state.leading = _at(operands, 0)

    def render(self, operands: Sequence[object]) -> None:
        """Tr: how glyphs are painted, or not at all."""
        self.state.mode = int(_at(operands, 0))

    def move(self, operands: Sequence[object]) -> None:
        """Td: a new line, by its distance."""
        step = (1.0, 0.0, 0.0, 1.0, _at(operands, 0), _at(operands, 1))
        self._line = self._text = after(step, self._line)

    def move_leading(self, operands: Sequence[object]) -> None:
        """TD: the same, and the distance of lines."""
        self.state.leading = -_at(operands, 1)
        self.move(operands)

    def place(self, operands: Sequence[object]) -> None:
        """Tm: a new line, by its matrix."""
        self._line = self._text = _matrix(operands)

    def next_line(self, _: Sequence[object]) -> None:
        """T*: a new line."""
        self.move((0, -self.state.leading))

    def show(self, operands: Sequence[object]) -> Run:
        """Tj and TJ: text."""
        shown = operands[-1] if operands else None
        width = self._width(shown) * self.state.size
        at = after(self._text, self.state.matrix)
        self._text = after((1.0, 0.0, 0.0, 1.0, width, 0.0), self._text)
        angle = math.atan2(at[1], at[0])
        cosine, sine = math.cos(angle), math.sin(angle)
        along = at[4] * cosine + at[5] * sine
        end = along + width * math.hypot(at[0], at[1])
        across = at[5] * cosine - at[4] * sine
        size = abs(self.state.size) * math.hypot(at[2], at[3])
        first, last = sorted((along, end))
        return Run(angle, first, last, across, size)

    def show_next(self, operands: Sequence[object]) -> Run:
        """Text on a new line."""
        self.next_line(operands)
        return self.show(operands)

    def _width(self, shown: object) -> float:
        """A guess at the width of a string, in em."""
        pieces = items(shown) if isinstance(shown, Array) else [shown]
        width = 0.0
        for piece in pieces:
            if isinstance(piece, String):
                width += len(bytes(piece)) * (_WIDTH / 2 if self.state.is_wide else _WIDTH)
            else:
                width -= _finite(piece) / 1000
        return width


_ACTIONS = {
    "q": Tracker.save,
    "Q": Tracker.restore,
    "cm": Tracker.transform,
    "BT": Tracker.begin,
    "Tf": Tracker.font,
    "TL": Tracker.lead,
    "Tr": Tracker.render,
    "Td": Tracker.move,
    "TD": Tracker.move_leading,
    "Tm": Tracker.place,
    "T*": Tracker.next_line,
    "Tj": Tracker.show,
    "TJ": Tracker.show,
    "'": Tracker.show_next,
    '"': Tracker.show_next,
}


def matrix_of(value: object) -> Matrix:
    """A matrix of a dictionary; the identity if it is none."""
    return _matrix(numbers(value, 6) or IDENTITY)


def _matrix(operands: Sequence[object]) -> Matrix:
    a, b, c, d, e, f = (_at(operands, index) for index in range(6))
    return a, b, c, d, e, f


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _at(operands: Sequence[object], index: int) -> float:
    return _finite(operands[index]) if index < len(operands) else 0.0


def _finite(value: object) -> float:
    """A number that can be reckoned with; nothing on a page is further away than this."""
    if not isinstance(value, int | Decimal):
        return 0.0
    return min(max(float(value), -1e6), 1e6)
