"""Shows the text of strangers on a terminal: harmless, cut to what fits, with carets below."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..diagnostics import Place

CONTEXT = 76  # terminal columns of a source line that are shown
FARTHEST = 200  # characters of it that are looked at on each side of the column
LONGEST_TEXT = 500  # characters of a message or hint
_TAB = "    "
_JOINERS = "\u200c\u200d"  # they shape Persian, Indic and emoji text and do no harm
# Control, format, surrogate and private-use characters, and the line and paragraph separators.
_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_NO_WIDTH = {"Mn", "Me", "Cf"}


def source_lines(place: Place, source: str, paint: Callable[[str], str]) -> list[str]:
    """The line of the file, cut to what surrounds the column, and the painted carets below it."""
    column = min((place.column or 1) - 1, len(source))
    start = max(0, column - FARTHEST)
    cells = [_cell(character) for character in source[start : column + FARTHEST]]
    column -= start
    first, last = _window(cells, column)
    cut_before = "…" * (start + first > 0)
    cut_behind = "…" * (start + last < len(source))
    text = cut_before + "".join(cell.text for cell in cells[first:last]) + cut_behind
    number = str(place.line or "")
    lines = [f"  {number} | {text.rstrip()}"]
    if place.column:
        before = len(cut_before) + sum(cell.width for cell in cells[first:column])
        width = sum(cell.width for cell in cells[column : min(column + place.width, last)])
        carets = paint("^" * max(1, width))
        lines.append(f"  {' ' * len(number)} | {' ' * before}{carets}")
    return lines


class _Cell(NamedTuple):
    """A character as it is drawn, and how many columns of a terminal it takes."""

    text: str
    width: int


def _cell(character: str) -> _Cell:
    if character == "\t":
        return _Cell(_TAB, len(_TAB))
    category = unicodedata.category(character)
    if category in _ESCAPED and character not in _JOINERS:
        text = character.encode("unicode_escape").decode("ascii")
        return _Cell(text, len(text))
    if category in _NO_WIDTH:
        return _Cell(character, 0)
    return _Cell(character, 2 if unicodedata.east_asian_width(character) in "WF" else 1)


def _window(cells: Sequence[_Cell], column: int) -> tuple[int, int]:
    """Which cells are shown: all, or those around the column that fit."""
    if sum(cell.width for cell in cells) <= CONTEXT:
        return 0, len(cells)
    first, before = column, 0
    while first and before + cells[first - 1].width <= CONTEXT // 3:
        first -= 1
        before += cells[first].width
    last, width = first, 0
    while last < len(cells) and width + cells[last].width <= CONTEXT:
        width += cells[last].width
        last += 1
    return first, last


def escaped(text: str) -> str:
    """One line of text in which nothing can steer a terminal, cut where it is very long."""
    shown = text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - 1] + "…"
    return "".join(" " if character == "\t" else _cell(character).text for character in shown)
