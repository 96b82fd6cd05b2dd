"""The graphics state at each place of a page's content, and content put in another order.

A marked sequence takes its place on the page, its colour and the like from what was set
before it.  So that it can be moved, all that is in force where it begins is kept, as the
lines that set it (WeasyPrint writes one operator a line).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_PATH = frozenset({b"m", b"l", b"c", b"v", b"y", b"h", b"re"})
_PAINTS = frozenset({b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"})
# What an operator sets; one that sets the same takes its place (ISO 32000-1, 8.4 and 8.6).
_SETS = {
    **dict.fromkeys((b"rg", b"g", b"k"), b"fill colour"),
    **dict.fromkeys((b"sc", b"scn"), b"fill components"),
    **dict.fromkeys((b"RG", b"G", b"K"), b"stroke colour"),
    **dict.fromkeys((b"SC", b"SCN"), b"stroke components"),
    b"cs": b"fill space",
    b"CS": b"stroke space",
    **{operator: operator for operator in (b"w", b"J", b"j", b"M", b"d", b"ri", b"i", b"Tr")},
}
_COLOURS = (b"fill", b"stroke")


@dataclass(frozen=True, slots=True)
class State:
    """What is in force: matrices and clips in their order, and what else is set."""

    geometry: tuple[bytes, ...] = ()
    settings: dict[bytes, bytes] = field(default_factory=dict)

    def changed(self, later: State) -> bytes:
        """The lines that lead from this state's settings to those of a later one."""
        return b"".join(
            line + b"\n" for key, line in later.settings.items() if self.settings.get(key) != line
        )


@dataclass(frozen=True, slots=True)
class Movable:
    """Content that can be moved, and the states in which it begins and ends."""

    content: bytes
    before: State
    after: State


class Tracker:
    """Follows the graphics state through a page's content."""

    def __init__(self) -> None:
        self.state = State()
        self.depth = 0
        self._saved: list[State] = []
        self._path: list[bytes] = []
        self._clips = False

    def follow(self, content: bytes) -> None:
        """Reads whole lines of content."""
        for line in content.split(b"\n"):
            self._follow(line, line.rpartition(b" ")[2])

    def _follow(self, line: bytes, operator: bytes) -> None:
        if operator == b"q":
            self._saved.append(self.state)
        elif operator == b"Q" and self._saved:
            self.state = self._saved.pop()
        elif operator == b"cm":
            self.state = State((*self.state.geometry, line), self.state.settings)
        elif operator == b"gs" or operator in _SETS:
            self._set(line, operator)
        elif operator in _PATH:
            self._path.append(line)
        elif operator in {b"W", b"W*"}:
            self._path.append(line)
            self._clips = True
        elif operator == b"n" or operator in _PAINTS:
            self._end_path(line)
        self.depth = len(self._saved)

    def _end_path(self, line: bytes) -> None:
        if self._clips:
            # To clip is enough: what was painted stays where it was.
            geometry = (*self.state.geometry, *self._path, line if line == b"n" else b"n")
            self.state = State(geometry, self.state.settings)
        self._path.clear()
        self._clips = False

    def _set(self, line: bytes, operator: bytes) -> None:
        # WeasyPrint has one graphics state each for the opacity of fills and of strokes.
        key = _SETS.get(operator, line[:2] if line[:2] in {b"/a", b"/A"} else line)
        settings = {name: value for name, value in self.state.settings.items() if name != key}
        for colour in _COLOURS:
            if key.startswith(colour) and not key.endswith(b"components"):
                settings = {name: value for name, value in settings.items() if colour not in name}
        self.state = State(self.state.geometry, {**settings, key: line})


def in_sequence(items: Iterable[Movable]) -> bytes:
    """The content of the items one after the other, each in its own state."""
    written: list[bytes] = []
    current: State | None = None
    for item in items:
        if current is not None and not _continues(current, item.before):
            written.append(b"Q\n")
            current = None
        if current is None:
            geometry = b"".join(line + b"\n" for line in item.before.geometry)
            written.append(b"q\n" + geometry)
            current = State(item.before.geometry)
        written += [current.changed(item.before), item.content]
        current = item.after
    return b"".join([*written, b"Q\n" if current is not None else b""])


def _continues(current: State, wanted: State) -> bool:
    """Whether a state can be reached by setting more, without taking anything back."""
    return current.geometry == wanted.geometry and current.settings.keys() <= wanted.settings.keys()
