"""Lists in delimited text: CSV as any program writes it, and TSV."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from ...diagnostics import Place, error
from ..formulas import has_guards, unguarded
from ..rows import DELIMITERS, MOST_LINES, cut, quick_cut, row_at
from .sheet import HIDDEN, Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from ...diagnostics import Problem
    from ...letter import Source
    from ..rows import Cell

TAB = ("\t",)


def read_delimited(
    source: Source, delimiters: tuple[str, ...], is_known: Callable[[str], bool]
) -> tuple[DelimitedSheet | None, tuple[Problem, ...]]:
    """The sheet in a text; reading ends at the first wrong quotation mark.

    `is_known` says whether a head is one: the delimiter is that which parts most of them
    off the first line, else the one with most cells.
    """
    delimiter = _delimiter(source, delimiters, is_known)
    problems: tuple[Problem, ...] = ()
    if quick := quick_cut(source, delimiter):
        rows, lines = quick
    else:
        slow, fault = cut(source, delimiter)
        rows = [[cell.text for cell in row.cells] for row in slow]
        lines = [row.line for row in slow]
        problems = (fault,) if fault else ()
        if len(rows) > MOST_LINES:  # a part of a list is none
            return None, problems
    if has_guards(source.text):
        rows = [[_unguarded(cell) for cell in cells] for cells in rows]
    blank = {row for row, cells in enumerate(rows) if not cells or _is_blank(cells)}
    if blank:
        rows = [cells for row, cells in enumerate(rows) if row not in blank]
        lines = [line for row, line in enumerate(lines) if row not in blank]
    if not rows:
        hint = "the first line is the column heads, one of them name"
        empty = error("list-empty", "the list is empty", source.place(1), hint)
        return None, problems or (empty,)
    return DelimitedSheet(source, delimiter, rows, lines), problems


def _unguarded(cell: str) -> str:
    text = cell.strip()
    return text if (meant := unguarded(text)) == text else meant


def _is_blank(cells: list[str]) -> bool:
    return not cells[0].strip() and not any(map(str.strip, cells))


def _delimiter(source: Source, delimiters: tuple[str, ...], is_known: Callable[[str], bool]) -> str:
    blank = "".join(DELIMITERS) + ' "'
    first = next((line for line in source.lines if line.strip(blank)), "")
    heads = replace(source, text=first)

    def fitness(delimiter: str) -> tuple[int, int]:
        rows, _ = cut(heads, delimiter)
        cells = [text for row in rows for text in row.texts]
        return sum(map(is_known, cells)), len(cells)

    return max(delimiters, key=fitness)


class DelimitedSheet(Sheet):
    """A sheet whose cells have lines and columns; `rows` begins with that of the heads."""

    def __init__(
        self, source: Source, delimiter: str, rows: list[list[str]], lines: list[int]
    ) -> None:
        super().__init__(source.path, rows[0], rows[1:], lines[1:])
        self._source = source
        self._delimiter = delimiter
        self._head_line = lines[0]

    def head_place(self, column: int | None = None) -> Place:
        """The place of the line of heads, or of one head in it."""
        line = self._head_line
        if column is None:
            return self._source.place(line, 1, len(self._source.lines[line - 1]))
        cell = self._cells(line)[column]
        return self._source.place(cell.line, cell.column, len(cell.text))

    def row_place(self, row: int) -> Place:
        """The place of a row, with its line if that shows nothing private."""
        line = self.lines[row]
        return Place(self.path, line, 1) if self.is_discreet else self._source.place(line, 1)

    def place(self, row: int, column: int) -> Place:
        """The place of a cell; the source line shows no other cell if the sheet is discreet."""
        line, cells = self.lines[row], self.rows[row]
        if column >= len(cells):
            return self.row_place(row)
        text = cells[column].strip()
        written = self._source.lines[line - 1]
        start = self._start(written, cells, column)
        if start < 0 or not written.startswith(text, start):
            return self._careful_place(row, column)
        shown = HIDDEN * start + text if self.is_discreet else written
        return Place(self.path, line, start + 1, shown, len(text) or 1)

    def _start(self, written: str, cells: list[str], column: int) -> int:
        """The offset of a cell's text in its line; -1 if the line is not written plainly."""
        start = 0
        if column:
            before = self._delimiter.join(cells[:column]) + self._delimiter
            if not written.startswith(before):
                before = f'"{f"{chr(34)}{self._delimiter}{chr(34)}".join(cells[:column])}"'
                before += self._delimiter
            if not written.startswith(before):
                return -1
            start = len(before)
        start += written.startswith('"', start)
        text = cells[column]
        return start + len(text) - len(text.lstrip())

    def _careful_place(self, row: int, column: int) -> Place:
        cell = self._cells(self.lines[row])[column]
        text = cell.text.strip()
        leading = cell.text[: len(cell.text) - len(cell.text.lstrip())]
        line, start = cell.line, cell.column
        if "\n" in leading:
            line += leading.count("\n")
            start = len(leading) - leading.rfind("\n")
        else:
            start += len(leading)
        place = self._source.place(line, start, max(1, len(text.split("\n", 1)[0])))
        if not self.is_discreet:
            return place
        end = cell.end - self._line_starts[line - 1]
        written = self._source.lines[line - 1][start - 1 : max(end, start - 1)]
        return replace(place, source=HIDDEN * (start - 1) + written)

    def whole(self, row: int) -> str:
        """A row as it is written."""
        cells = self._cells(self.lines[row])
        return self._source.text[cells[0].start : cells[-1].end].strip() if cells else ""

    def _cells(self, line: int) -> tuple[Cell, ...]:
        return row_at(self._source, self._delimiter, line, self._line_starts[line - 1]).cells

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self._source.lines)]
