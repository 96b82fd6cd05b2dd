"""Lists in workbooks: XLSX and ODS.

A workbook is a zip of XML from a stranger.  Its members are unpacked here within limits and
looked through (`workbook_scan`) before calamine, which has none, reads their values.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING
from xml.parsers import expat

from ...diagnostics import Place, error, warning
from ..phrases import did_you_mean, listed, quoted
from ..rows import FEWER, MOST_ROWS
from .sheet import Sheet
from .values import as_text
from .workbook_scan import (
    ExcelParts,
    ExcelSheet,
    ExcelTexts,
    Facts,
    OpenDocumentSheets,
    TooLarge,
    column_letters,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from python_calamine import CalamineSheet, CalamineWorkbook

    from ...diagnostics import Problem

LARGEST_UNPACKED = 100_000_000  # bytes of XML
_CONTENT = "content.xml"  # of an ODS file
_WORKBOOK = "xl/workbook.xml"
_TEXTS = "xl/sharedStrings.xml"
_NEEDED = (".xml", ".rels", "mimetype")
_SAVE_AGAIN = "open it in the program that it comes from, and save it again or as CSV"
# What zipfile and zlib raise for archives that are damaged, encrypted or made to deceive.
_DAMAGE = (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError)


def read_workbook(
    data: bytes, shown_as: str, wanted: str | None
) -> tuple[WorkbookSheet | None, tuple[Problem, ...]]:
    """The sheet of a workbook that is named, or the only one that is visible and not empty."""
    from python_calamine import CalamineError, CalamineWorkbook

    place = Place(shown_as)
    try:
        parts = _unpacked(data)
        facts = _facts(parts)
        with CalamineWorkbook.from_filelike(io.BytesIO(_repacked(parts))) as workbook:
            names = [name for name in workbook.sheet_names if name in facts]
            name, problems = _choose(workbook, names, wanted, place)
            if name is None:
                return None, problems
            table = workbook.get_sheet_by_name(name)
            return _sheet(table, place, facts[name]), problems
    except TooLarge:
        message = f"the workbook has more than {MOST_ROWS:,} rows, or cells far outside of any list"
        return None, (error("list-too-large", message, place, FEWER),)
    except (*_DAMAGE, expat.ExpatError, CalamineError):
        message = "the file is no workbook that can be read"
        return None, (error("list-workbook", message, place, _SAVE_AGAIN),)


def _unpacked(data: bytes) -> dict[str, bytes]:
    """The members that matter, by name; more than the limit is never unpacked."""
    parts: dict[str, bytes] = {}
    left = LARGEST_UNPACKED
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if not member.filename.endswith(_NEEDED):
                continue
            if member.filename in parts:
                message = "a member stands twice in the archive"
                raise ValueError(message)
            with archive.open(member) as file:
                content = file.read(left + 1)
            left -= len(content)
            if left < 0:
                raise TooLarge
            parts[member.filename] = content
    return parts


def _repacked(parts: dict[str, bytes]) -> bytes:
    """An archive of just what was unpacked, so that nothing else is unpacked afterwards."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _facts(parts: dict[str, bytes]) -> dict[str, Facts]:
    """What there is to know about every worksheet, by name; others are never opened."""
    if _CONTENT in parts and _WORKBOOK not in parts:
        document = OpenDocumentSheets()
        walk(parts[_CONTENT], document)
        return document.facts
    book = ExcelParts()
    walk(parts.get(_WORKBOOK, b""), book)
    walk(parts.get("xl/_rels/workbook.xml.rels", b""), book)
    texts = ExcelTexts()
    if _TEXTS in parts:
        walk(parts[_TEXTS], texts)
    scans = {}
    for part in [name for name in parts if name.startswith("xl/worksheets/")]:
        if part.endswith(".xml"):
            scans[part] = ExcelSheet(texts.number, is_stale=book.is_stale)
            walk(parts[part], scans[part])
    facts = {}
    for name, relation in book.relations.items():
        part = posixpath.normpath(posixpath.join("/xl", book.targets.get(relation, "")))[1:]
        if part in scans:  # what is none is no worksheet but, for example, a chart
            facts[name] = scans[part].facts
    return facts


def _choose(
    workbook: CalamineWorkbook, names: list[str], wanted: str | None, place: Place
) -> tuple[str | None, tuple[Problem, ...]]:
    from python_calamine import SheetVisibleEnum

    if wanted is not None:
        if wanted in names:
            return wanted, ()
        hint = did_you_mean(wanted, names, f"its sheets are {listed(list(map(quoted, names)))}")
        return None, (error("list-sheet", f"there is no sheet {quoted(wanted)}", place, hint),)
    filled = [name for name in names if workbook.get_sheet_by_name(name).end is not None]
    visible = {
        sheet.name
        for sheet in workbook.sheets_metadata
        if sheet.visible is SheetVisibleEnum.Visible
    }
    found = [name for name in filled if name in visible]
    hidden = tuple(
        warning("list-hidden-sheet", f"the hidden sheet {quoted(name)} is not read", place)
        for name in filled
        if name not in visible
    )
    if len(found) == 1:
        return found[0], hidden
    if not found:
        return None, (*hidden, error("list-empty", "the list is empty", place))
    shown = listed([quoted(name) for name in found], "and")
    message = f"the workbook has {len(found)} sheets: {shown}"
    hint = "say in the header which is the list, as in sheet: " + found[0]
    return None, (*hidden, error("list-sheet", message, place, hint))


def _sheet(table: CalamineSheet, place: Place, facts: Facts) -> WorkbookSheet | None:
    rows = [[as_text(value) for value in row] for row in table.to_python(skip_empty_area=False)]
    faulty = {row for row, _ in facts.faults}
    kept = [
        (number, row)
        for number, row in enumerate(rows, 1)
        if number in faulty or any(text.strip() for text in row)
    ]
    return WorkbookSheet(str(place), table.name, kept, facts)


class WorkbookSheet(Sheet):
    """A sheet of a workbook: places have the row's number and the column's, from 1."""

    def __init__(
        self, path: str, name: str, rows: list[tuple[int, list[str]]], facts: Facts
    ) -> None:
        texts = [row for _, row in rows]
        numbers = [number for number, _ in rows]
        super().__init__(path, texts[0] if texts else (), texts[1:], numbers[1:])
        self._name = name
        self._head_row = numbers[0] if numbers else 1
        self._facts = facts

    def head_place(self, column: int | None = None) -> Place:
        """The row of heads, or one of them."""
        return Place(self.path, self._head_row, None if column is None else column + 1)

    def row_place(self, row: int) -> Place:
        """A row, by its number."""
        return Place(self.path, self.lines[row])

    def place(self, row: int, column: int) -> Place:
        """A cell: the row and the column by their numbers."""
        return Place(self.path, self.lines[row], column + 1)

    def told(self, problem: Problem) -> Problem:
        """The problem with the cell as spreadsheet programs name it."""
        place = problem.place
        if place is None or place.line is None or place.column is None:
            return problem
        cell = self._cell(place.line, place.column)
        return replace(problem, message=f"{problem.message} (cell {cell})")

    def faults(self, columns: set[int]) -> Iterator[Problem]:
        """What can't be read from cells, and what may deceive who looks at the sheet."""
        if rows := self._facts.hidden_rows:
            message = f"rows are hidden in the sheet: {listed([str(row) for row in rows], 'and')}"
            hint = "show them if they have signed, or delete them"
            yield error("list-hidden-rows", message, Place(self.path, rows[0]), hint)
        for (row, column), what in self._facts.faults.items():
            if column - 1 in columns:
                message = f"the cell {self._cell(row, column)} {what}"
                hint = "write the text itself into the cell"
                yield error("list-cell", message, Place(self.path, row, column), hint)
        for (top, left), (bottom, right) in self._facts.merged:
            if any(left - 1 <= column < right for column in columns):
                message = (
                    f"the cells {self._cell(top, left)} to {self._cell(bottom, right)} are merged,"
                    " and only the first has the text"
                )
                hint = "write the text into each of them"
                yield warning("list-merged", message, Place(self.path, top, left), hint)

    def _cell(self, row: int, column: int) -> str:
        return f"{self._name}!{column_letters(column)}{row}"
