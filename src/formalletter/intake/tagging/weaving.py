"""Writes marks around what paints, so that they are in pairs with all other brackets.

Each painting instruction has a piece.  The instructions are read as a tree of brackets (q Q,
BT ET, layers); what belongs to one piece as a whole gets one mark, and where a bracket holds
several pieces, the marks stand inside it.  So no mark ever crosses a bracket (ISO 32000-1,
14.6.1) or stands within a path (8.2, figure 9), whatever the content looked like before.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from pikepdf import Dictionary, Name, String

from .instructions import FILLS, MARKS, PATH, POINTS, instruction

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from .instructions import Instruction, Raw
    from .nodes import Piece
    from .sequences import Sequences

_CLOSERS = {"Q": "q", "ET": "BT"}
_OPENERS = {"q": "Q", "BT": "ET"}
_SPOKEN_ONCE = ("/ActualText", "/Alt")
_SEVERAL: Literal["several"] = "several"


@dataclass(slots=True)
class _Part:
    """Instructions that stay together, or a bracket with parts in it.

    `owner` is the piece of all that paints in it, None if nothing does; a part that no mark
    may go around has several.  `bracket` is the operator that opens it, for a sequence with
    its index.
    """

    instructions: list[Raw] = field(default_factory=list)
    owner: Piece | Literal["several"] | None = None
    bracket: str = ""
    kids: list[_Part] = field(default_factory=list)
    end: list[Raw] = field(default_factory=list)
    is_spoken: bool = False  # only tells how to read, and may be left out

    def take(self, kid: _Part) -> None:
        """Adds a part inside the bracket."""
        self.kids.append(kid)
        if kid.owner is not None:
            is_one = self.owner is None or self.owner is kid.owner
            self.owner = kid.owner if is_one else _SEVERAL


def weave(
    instructions: Sequence[Instruction],
    owners: Mapping[int, Piece],
    sequences: Sequences,
    apart: Collection[int] = (),
) -> list[Raw]:
    """The instructions with the marks of their pieces, numbered from 0.

    `owners` has the piece of each instruction that paints, but for those `apart`: forms with
    marks of their own, which stay outside of any.  Each piece is told its `numbers`.
    """
    return _Writer().write(_Reader(owners, sequences, apart).read(instructions))


class _Reader:
    """Reads the instructions as a tree of brackets; `path` is one that is not painted yet."""

    def __init__(
        self, owners: Mapping[int, Piece], sequences: Sequences, apart: Collection[int]
    ) -> None:
        self._owners = owners
        self._sequences = sequences
        self._apart = apart
        self._stack = [_Part()]
        self._path: list[Raw] = []

    def read(self, instructions: Sequence[Instruction]) -> _Part:
        for index, (operator, raw) in enumerate(instructions):
            if operator in PATH:
                self._path.append(raw)
            elif operator in FILLS or operator == "n":
                self._stack[-1].take(_Part([*self._path, raw], self._owners.get(index)))
                self._path = []
            elif operator in MARKS:
                self._mark(index, operator, raw)
            elif operator not in POINTS:
                self._leave_path()
                self._other(index, operator, raw)
        self._leave_path()
        while len(self._stack) > 1:
            last = self._stack[-1]
            self._close(last.bracket, instruction(_OPENERS.get(last.bracket, "EMC")))
        return self._stack[0]

    def _leave_path(self) -> None:
        if self._path:
            self._stack[-1].take(_Part(self._path))
            self._path = []

    def _other(self, index: int, operator: str, raw: Raw) -> None:
        if operator in _OPENERS:
            self._stack.append(_Part([raw], bracket=operator))
        elif operator in _CLOSERS:
            self._close(_CLOSERS[operator], raw)
        else:
            owner = _SEVERAL if index in self._apart else self._owners.get(index)
            self._stack[-1].take(_Part([raw], owner))

    def _mark(self, index: int, operator: str, raw: Raw) -> None:
        """Keeps a layer and what tells how to read; all other marks are written anew."""
        kind = self._sequences.brackets[index]
        if kind == "none":
            return
        self._leave_path()
        if operator == "EMC":
            bracket = f"BDC {self._sequences.starts[index]}"
            if kind == "layer" or any(part.bracket == bracket for part in self._stack):
                self._close(bracket, raw)
            return
        is_spoken = kind == "spoken"
        if is_spoken:
            raw = instruction("BDC", Name.Span, Dictionary(self._sequences.properties[index]))
        self._stack.append(_Part([raw], bracket=f"BDC {index}", is_spoken=is_spoken))

    def _close(self, bracket: str, raw: Raw) -> None:
        """Closes the innermost bracket of a kind; those inside it that are open are none."""
        if all(part.bracket != bracket for part in self._stack):
            self._stack[-1].take(_Part([raw], _SEVERAL))
            return
        while self._stack[-1].bracket != bracket:
            self._dissolve()
        part = self._stack.pop()
        part.end = [raw]
        self._stack[-1].take(part)

    def _dissolve(self) -> None:
        """Takes the parts of a bracket that has no end of its own one level out."""
        part = self._stack.pop()
        if not part.is_spoken:
            self._stack[-1].take(_Part(part.instructions, _SEVERAL))
        for kid in part.kids:
            self._stack[-1].take(kid)


class _Writer:
    """Goes through the parts, and opens and closes marks."""

    def __init__(self) -> None:
        self._result: list[Raw] = []
        self._waiting: list[Raw] = []  # paints nothing: inside the mark or behind it
        self._open: Piece | None = None
        self._count = 0

    def write(self, whole: _Part) -> list[Raw]:
        stack = [whole]
        while stack:
            part = stack.pop()
            if part.owner is None:
                _flatten(part, self._waiting)
            elif part.owner != _SEVERAL:
                self._go_on(part, part.owner)
            else:
                self._finish()
                if not part.is_spoken:
                    self._result += part.instructions
                    stack += [_Part(part.end, _SEVERAL)] * bool(part.end)
                stack += reversed(part.kids)
        self._finish()
        return self._result

    def _go_on(self, part: _Part, piece: Piece) -> None:
        if piece is not self._open:
            self._finish()
            self._begin(piece)
        self._result += self._waiting
        self._waiting = []
        _flatten(part, self._result)

    def _begin(self, piece: Piece) -> None:
        self._open = piece
        properties = dict(piece.properties)
        if piece.is_artifact:
            tag = Name.Artifact
            begin = (
                instruction("BDC", tag, Dictionary(properties))
                if properties
                else instruction("BMC", tag)
            )
            self._result.append(begin)
            return
        if piece.numbers:  # the words were said with the first mark
            properties = {
                key: String("") if key in _SPOKEN_ONCE else value
                for key, value in properties.items()
                if key != "/E"
            }
        piece.numbers.append(self._count)
        listed = Dictionary({**properties, "/MCID": self._count})
        self._result.append(instruction("BDC", Name(f"/{piece.tag}"), listed))
        self._count += 1

    def _finish(self) -> None:
        """Ends the open mark; what only sets the state for the rest stands behind it."""
        if self._open is not None:
            self._result.append(instruction("EMC"))
            self._open = None
        self._result += self._waiting
        self._waiting = []


def _flatten(part: _Part, result: list[Raw]) -> None:
    """Adds all instructions of a part; sequences that say nothing about anything are left out."""
    stack = [part]
    while stack:
        each = stack.pop()
        says_nothing = each.is_spoken and each.owner is None
        begin, end = ([], []) if says_nothing else (each.instructions, each.end)
        result += begin
        if end:
            stack.append(_Part(end))
        stack += reversed(each.kids)
