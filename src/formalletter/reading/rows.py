"""Cuts a delimited text (RFC 4180) into rows of cells, each with its place.

Python's `csv` does not say in which column a cell begins, and swallows rows after an open
quotation mark; a list of names can afford neither.  But it is ten times as fast, so it cuts
the texts in which both would find the same, and places are found afterwards.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from itertools import repeat
from operator import add
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Place, error

if TYPE_CHECKING:
    from _csv import Reader
    from collections.abc import Iterable

    from ..diagnostics import Problem
    from ..letter import Source

DELIMITERS = (",", ";", "\t")
MOST_ROWS = 50_000  # twice a long list; twice as many again took minutes and gigabytes to set
FEWER = "keep those who are to be printed, and say in the text how many more have signed and where"
MOST_CELLS = 500  # of a row
MOST_LINES = MOST_ROWS + 1  # with the heads
_QUOTE = '"'
_BLANKS = " \t\xa0"


class Cell(NamedTuple):
    """A cell's text without quotation marks, and where it is: `end` is behind its last mark.

    `line` and `column` count from 1 and are those of the first character of the text;
    `start` and `end` are offsets into the whole text.
    """

    text: str
    line: int
    column: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of a row; `line` is its first line."""

    line: int
    cells: tuple[Cell, ...]

    @property
    def is_blank(self) -> bool:
        """Whether no cell has anything in it."""
        return not any(cell.text.strip() for cell in self.cells)

    @property
    def texts(self) -> tuple[str, ...]:
        """The cells' texts without white space around them."""
        return tuple(cell.text.strip() for cell in self.cells)


def cut(source: Source, delimiter: str) -> tuple[list[Row], Problem | None]:
    """All rows; reading ends at the first wrong quotation mark, and beyond any real list."""
    cutter = _Cutter(source, delimiter)
    rows: list[Row] = []
    while cutter.goes_on:
        row = cutter.row()
        if not isinstance(row, Row):
            return rows, row
        rows.append(row)
        if len(rows) > MOST_LINES or len(row.cells) > MOST_CELLS:
            message = f"a list has at most {MOST_ROWS:,} rows of {MOST_CELLS} cells"
            return rows, error("list-too-large", message, Place(source.path, row.line), FEWER)
    return rows, None


def quick_cut(source: Source, delimiter: str) -> tuple[list[list[str]], list[int]] | None:
    """The texts and first lines of all rows, blank ones too, or None where `cut` must do it.

    In its strict mode `csv` differs from `cut` only by blanks around quotation marks, which
    are searched for (before) or refused (behind), as are open ones.
    """
    blanks = _BLANKS.replace(delimiter, "")
    text = source.text
    # Single characters are searched for first: that is much faster where there are none.
    may_differ = '"' in text and any(blank in text and f'{blank}"' in text for blank in blanks)
    if may_differ and re.search(f'(?:^|{delimiter})[{blanks}]+"', text, re.MULTILINE):
        return None
    try:
        rows = list(_reader(source, delimiter))
        lines = list(range(1, len(rows) + 1))
        if len(rows) != len(source.lines):  # a cell has several
            reader = _reader(source, delimiter)
            lines = [1, *(reader.line_num + 1 for _ in reader)][: len(rows)]
    except csv.Error:
        return None
    if len(rows) > MOST_LINES or max(map(len, rows), default=0) > MOST_CELLS:
        return None
    return rows, lines


def _reader(source: Source, delimiter: str) -> Reader:
    lines: Iterable[str] = source.lines
    if '"' in source.text:  # inside quotation marks the line ends are part of the cell
        lines = map(add, source.lines, repeat("\n"))
    return csv.reader(lines, delimiter=delimiter, strict=True)


def row_at(source: Source, delimiter: str, line: int, start: int) -> Row:
    """The sound row that begins with a line, whose first character is at offset `start`."""
    row = _Cutter(source, delimiter, line, start).row()
    return row if isinstance(row, Row) else Row(line, ())


class _Cutter:
    """Goes through the text once, from cell to cell."""

    def __init__(self, source: Source, delimiter: str, line: int = 1, start: int = 0) -> None:
        self._source = source
        self._text = source.text
        self._delimiter = delimiter
        self._blanks = _BLANKS.replace(delimiter, "")
        self._at = start
        self._line = line
        self._line_start = start

    @property
    def goes_on(self) -> bool:
        return self._at < len(self._text)

    def row(self) -> Row | Problem:
        """The next row."""
        line = self._line
        cells: list[Cell] = []
        while len(cells) <= MOST_CELLS:
            cell = self._cell()
            if not isinstance(cell, Cell):
                return cell
            cells.append(cell)
            self._at = cell.end
            if not self.goes_on:
                break
            self._at += 1  # behind the delimiter or the line's end
            if self._text[cell.end] == "\n":
                self._line, self._line_start = self._line + 1, self._at
                break
        return Row(line, tuple(cells))

    def _cell(self) -> Cell | Problem:
        start = self._skip_blanks(self._at)
        if self._text.startswith(_QUOTE, start):
            return self._quoted(start)
        line_end = self._text.find("\n", self._at)
        line_end = len(self._text) if line_end < 0 else line_end
        end = self._text.find(self._delimiter, self._at, line_end)
        end = line_end if end < 0 else end
        text = self._text[self._at : end]
        return Cell(text, self._line, self._at - self._line_start + 1, self._at, end)

    def _quoted(self, start: int) -> Cell | Problem:
        """A cell in quotation marks; inside, two of them stand for one."""
        line, column = self._line, start - self._line_start + 1
        end = self._text.find(_QUOTE, start + 1)
        while self._text.startswith(_QUOTE, end + 1) and end >= 0:
            end = self._text.find(_QUOTE, end + 2)
        place = self._source.place(line, column)
        if end < 0:
            hint = "close it, or write two quotation marks for one; nothing after it was read"
            return error("list-quote", "the quotation mark is not closed", place, hint)
        content = self._text[start + 1 : end]
        self._line += content.count("\n")
        if "\n" in content:
            self._line_start = start + 1 + content.rfind("\n") + 1
        behind = self._skip_blanks(end + 1)
        if behind < len(self._text) and self._text[behind] not in (self._delimiter, "\n"):
            message = f"after the closing quotation mark, on line {self._line}, the cell goes on"
            hint = "inside quotation marks write two for one; nothing after it was read"
            return error("list-quote", message, place, hint)
        return Cell(content.replace(_QUOTE * 2, _QUOTE), line, column + 1, self._at, behind)

    def _skip_blanks(self, at: int) -> int:
        while at < len(self._text) and self._text[at] in self._blanks:
            at += 1
        return at
