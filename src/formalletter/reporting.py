"""Draws problems for people: place, message, source line with a caret, hint.

What is drawn comes from strangers, so control characters and those that change the writing
direction are shown as escapes and can't steer the terminal.  Layout follows the compilers'
habit, wording that of uv and just: readable without colour, `hint:` on its own line.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from .diagnostics import Place, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .diagnostics import Problem

CONTEXT = 76  # terminal columns of a source line that are shown
FARTHEST = 200  # characters of it that are looked at on each side of the column
LONGEST_TEXT = 500  # characters of a message or hint
DRAWN_OF_SAME = 3  # problems of one kind in one file that are drawn whole
LINES_LISTED = 5
_TAB = "    "
_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD = "1"
_JOINERS = "\u200c\u200d"  # they shape Persian, Indic and emoji text and do no harm
# Control, format, surrogate and private-use characters, and the line and paragraph separators.
_ESCAPED = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_NO_WIDTH = {"Mn", "Me", "Cf"}


def draw(problems: Iterable[Problem], *, colour: bool) -> str:
    """The problems as text without a line end after it; nothing for none.

    Grouped by file, in the order of their lines; many of the same are folded; the last line
    counts them all.
    """
    ordered = sorted(problems, key=_order)
    if not ordered:
        return ""
    pen = _Pen(colour=colour)
    same: dict[tuple[object, ...], list[Problem]] = defaultdict(list)
    for problem in ordered:
        same[_kind(problem)].append(problem)
    blocks: list[str] = []
    drawn: Counter[tuple[object, ...]] = Counter()
    for problem in ordered:
        kind = _kind(problem)
        drawn[kind] += 1
        if drawn[kind] <= DRAWN_OF_SAME:
            blocks.append(_block(problem, pen))
        if drawn[kind] == DRAWN_OF_SAME < len(same[kind]):
            blocks[-1] += f"\n  {_folded(same[kind][DRAWN_OF_SAME:])}"
    return "\n\n".join([*blocks, _count(ordered)])


class _Pen(NamedTuple):
    """Writes in colour, or not."""

    colour: bool

    def __call__(self, text: str, *codes: str) -> str:
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.colour and text else text


def _order(problem: Problem) -> tuple[object, ...]:
    """Problems of no file first, then file by file; those of no line before the others."""
    place = problem.place or Place()
    return (place.path or "", place.line or 0, place.column or 0, place.page or 0)


def _kind(problem: Problem) -> tuple[object, ...]:
    path = problem.place.path if problem.place else None
    return (path, problem.severity, problem.code, problem.message)


def _block(problem: Problem, pen: _Pen) -> str:
    place = escaped(str(problem.place)) if problem.place else ""
    severity = pen(f"{problem.severity.value}:", _BOLD, _COLOURS[problem.severity])
    head = [pen(f"{place}:", _BOLD)] if place else []
    lines = [" ".join([*head, severity, escaped(problem.message)])]
    if problem.place and problem.place.source and problem.place.source.strip():
        lines += _source_lines(problem.place, problem.place.source, pen, _COLOURS[problem.severity])
    if problem.hint:
        lines.append(f"  {pen('hint:', _BOLD)} {escaped(problem.hint)}")
    return "\n".join(lines)


def _folded(rest: Sequence[Problem]) -> str:
    """The line for problems that are the same as those drawn above it."""
    numbers = [str(place.line) for problem in rest if (place := problem.place) and place.line]
    listed = ", ".join(numbers[:LINES_LISTED])
    more = ", …" if len(numbers) > LINES_LISTED else ""
    lines = "line" if len(numbers) == 1 else "lines"
    where = f" ({lines} {listed}{more})" if numbers else ""
    return f"… and {len(rest)} more like this{where}"


def _source_lines(place: Place, source: str, pen: _Pen, code: str) -> list[str]:
    """The line of the file, cut to what surrounds the column, and the carets below it."""
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
        carets = pen("^" * max(1, width), _BOLD, code)
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


def _count(problems: Sequence[Problem]) -> str:
    counts = Counter(problem.severity for problem in problems)
    return ", ".join(
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts[severity]
    )
