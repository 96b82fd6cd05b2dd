"""Cuts a delimited text (RFC 4180) into rows of cells, each with its place.

Python's `csv` does not say in which column a cell begins, and swallows rows after an open
quotation mark; a list of names can afford neither.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Place, error

if TYPE_CHECKING:
    from ..diagnostics import Problem
    from ..letter import Source

DELIMITERS = (",", ";", "\t")
MOST_ROWS = 200_000
MOST_CELLS = 500  # of a row
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
        if len(rows) > MOST_ROWS or len(row.cells) > MOST_CELLS:
            message = f"a list has at most {MOST_ROWS} rows of {MOST_CELLS} cells"
            return rows, error("list-too-large", message, Place(source.path, row.line))
    return rows, None


class _Cutter:
    """Goes through the text once, from cell to cell."""

    def __init__(self, source: Source, delimiter: str) -> None:
        self._source = source
        self._text = source.text
        self._delimiter = delimiter
        self._blanks = _BLANKS.replace(delimiter, "")
        self._at = 0
        self._line = 1
        self._line_start = 0

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
