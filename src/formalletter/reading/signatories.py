"""Reads the list of signatories: every name in the file, or an error; none is ever lost.

Only names and their languages are taken.  What else a sheet holds about people is not
carried on, nor shown in the source lines of problems.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import accumulate
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, note, warning
from ..letter import Signatory
from .door import LARGEST_TEXT
from .names import duplicates, language_problem, name_problems
from .phrases import closest, listed, quoted
from .rows import DELIMITERS, cut
from .text import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Source
    from .door import Door
    from .rows import Row

NAME = "name"
LANGUAGE = "language"
_DELIMITERS_BY_ENDING = {".csv": DELIMITERS, ".tsv": ("\t",)}
# Heads of columns that say who may be named, or who has left; all rows are named so far.
DISCRETION = {
    *("visibility", "visible", "public", "publish", "confidential", "anonymous", "withheld"),
    *("consent", "may be named", "withdrawn", "withdrew", "status"),
}
_HARMLESS = {"public"}
_HIDDEN = "·"


def read_signatories(
    door: Door, file: str, asked_by: Place | None = None
) -> tuple[tuple[Signatory, ...], tuple[Problem, ...]]:
    """The names of a CSV or TSV file below the letter's folder, in its order.

    `asked_by` is the place of the header value that names the file.
    """
    delimiters = _DELIMITERS_BY_ENDING.get(PurePosixPath(file).suffix.lower())
    if delimiters is None:
        message = f"{quoted(file)} is not a list that can be read"
        hint = "save the sheet as CSV (UTF-8) and name that file, which ends in .csv or .tsv"
        return (), (error("list-format", message, asked_by or Place(door.shown(file)), hint),)
    data = door.read(file, limit=LARGEST_TEXT, asked_by=asked_by)
    if not isinstance(data, bytes):
        return (), (data,)
    source, problems = decode(data, door.shown(file))
    if not source.text and any(problem.is_error for problem in problems):
        return (), problems  # it is no text at all
    sheet = _Sheet(source, delimiters)
    names = sheet.read()
    return names, (*map(sheet.discreet, problems), *sheet.problems)


def _delimiter(source: Source, delimiters: tuple[str, ...]) -> str:
    """The delimiter that parts a `name` off the first line, else the one with most cells."""
    blank = "".join(DELIMITERS) + ' "'
    heads = replace(source, text=next((line for line in source.lines if line.strip(blank)), ""))

    def fitness(delimiter: str) -> tuple[bool, int]:
        rows, _ = cut(heads, delimiter)
        cells = [text.casefold() for row in rows for text in row.texts]
        return NAME in cells, len(cells)

    return max(delimiters, key=fitness)


class _Sheet:
    """One list while it is read: its rows, its columns, and the problems so far."""

    def __init__(self, source: Source, delimiters: tuple[str, ...]) -> None:
        self._source = source
        rows, fault = cut(source, _delimiter(source, delimiters))
        self._rows = [row for row in rows if not row.is_blank]
        heads = self._rows[0].texts if self._rows else ()
        self._heads = tuple(head.casefold() for head in heads)
        self._ignored = [head for head in heads if head.casefold() not in {NAME, LANGUAGE, ""}]
        self._line_starts = [0, *accumulate(len(line) + 1 for line in source.lines)]
        self.problems = [self.discreet(fault)] if fault else []

    def read(self) -> tuple[Signatory, ...]:
        """All names; what is wrong goes to the problems."""
        self.problems.extend(self._head_problems())
        if NAME not in self._heads:
            return ()
        names = []
        for row in self._rows[1:]:
            found = tuple(self._row_problems(row))
            self.problems.extend(found)
            if not any(problem.is_error for problem in found):
                names.append(self._signatory(row))
        self.problems.extend(duplicates(names))
        return tuple(names)

    def discreet(self, problem: Problem) -> Problem:
        """The problem without its source line, if the sheet holds more than names."""
        if not self._ignored or problem.place is None:
            return problem
        return replace(problem, place=replace(problem.place, source=None))

    def _head_problems(self) -> Iterator[Problem]:
        if not self._rows:
            if not self.problems:  # else a wrong quotation mark in the first row
                hint = "the first line is the column heads, one of them name"
                yield error("list-empty", "the list is empty", self._source.place(1), hint)
            return
        head = self._rows[0]
        for index, cell in enumerate(head.cells):
            if self._heads[index] and self._heads[index] in self._heads[:index]:
                message = f"two columns have the head {quoted(cell.text.strip())}"
                place = self._source.place(cell.line, cell.column, len(cell.text))
                yield error("list-duplicate-head", message, place, "rename or delete one of them")
        place = self._source.place(head.line, 1, len(self._source.lines[head.line - 1]))
        if NAME not in self._heads:
            yield error("list-no-name", "no column has the head name", place, _name_hint(head))
            return
        yield from self._discretion_problems(head)
        if self._ignored:
            message = f"columns ignored: {', '.join(self._ignored)}"
            yield note("list-columns-ignored", message, place)
        if len(self._rows) == 1 and not any(problem.is_error for problem in self.problems):
            hint = "write one name a line below the heads"
            yield error("list-empty", "the list has no names", place, hint)

    def _discretion_problems(self, head: Row) -> Iterator[Problem]:
        """Refuses to ignore a column by which somebody may not be named."""
        for index, (cell, name) in enumerate(zip(head.cells, self._heads, strict=True)):
            answers = {
                row.texts[index].casefold() for row in self._rows[1:] if index < len(row.texts)
            }
            if name in DISCRETION and not answers <= _HARMLESS:
                yield error(
                    "list-discretion",
                    f"the column {quoted(cell.text.strip())} may say who must not be named,"
                    " and this version names every row",
                    self._source.place(cell.line, cell.column, len(cell.text)),
                    "keep only the rows to be printed, and delete the column",
                )

    def _row_problems(self, row: Row) -> Iterator[Problem]:
        """What is wrong with the form of a row."""
        place = self._source.place(row.line, 1)
        if self._ignored:
            place = replace(place, source=None)
        count, columns = len(row.cells), len(self._heads)
        if tuple(text.casefold() for text in row.texts) == self._heads:
            message = "the row repeats the column heads"
            yield error("list-repeated-heads", message, place, "delete it")
        elif any(row.texts[columns:]):
            message = f"the row has more cells than there are heads ({count} for {columns})"
            yield error("list-too-many-cells", message, place, self._quotation_hint(row))
        elif any(text for text, head in zip(row.texts, self._heads, strict=False) if not head):
            message = "the row has text in a column that has no head"
            yield error("list-headless-column", message, place, "give the column a head")
        elif count < columns:
            message = f"the row has fewer cells than there are heads ({count} for {columns})"
            hint = "the others count as empty; check that the name is not broken over two lines"
            yield warning("list-too-few-cells", message, place, hint)

    def _quotation_hint(self, row: Row) -> str:
        """How to write a name that has the delimiter in it."""
        if len(self._heads) > 1:
            return "a name with the delimiter in it stands in quotation marks"
        text = self._source.text[row.cells[0].start : row.cells[-1].end].strip()
        return f"is it one name? Then write {_in_marks(text)}"

    def _signatory(self, row: Row) -> Signatory:
        """The name and language of a row; what is wrong with them goes to the problems."""
        name, place = self._cell(row, NAME)
        self.problems.extend(name_problems(name, place))
        language, where = self._cell(row, LANGUAGE)
        if language and (problem := language_problem(language, where)):
            self.problems.append(problem)
        return Signatory(name, language or None, place)

    def _cell(self, row: Row, head: str) -> tuple[str, Place]:
        """The text in a column, empty where there is no such cell, and its place."""
        index = self._heads.index(head) if head in self._heads else len(row.cells)
        if index >= len(row.cells):
            return "", self._source.place(row.line, 1)
        cell = row.cells[index]
        text = cell.text.strip()
        line, column = cell.line, cell.column
        leading = cell.text[: len(cell.text) - len(cell.text.lstrip())]
        if "\n" in leading:
            line, column = line + leading.count("\n"), len(leading) - leading.rfind("\n")
        else:
            column += len(leading)
        place = self._source.place(line, column, max(1, len(text.split("\n", 1)[0])))
        return text, replace(place, source=self._shown_line(row, line))

    def _shown_line(self, row: Row, line: int) -> str:
        """A line of the file, with what is not taken hidden."""
        if not self._ignored:
            return self._source.lines[line - 1]
        start = self._line_starts[line - 1]
        shown = list(self._source.lines[line - 1])
        for index, cell in enumerate(row.cells):
            if index >= len(self._heads) or self._heads[index] not in {NAME, LANGUAGE}:
                hidden = slice(max(0, cell.start - start), max(0, cell.end - start))
                shown[hidden] = _HIDDEN * len(shown[hidden])
        return "".join(shown)


def _in_marks(text: str) -> str:
    doubled = text.replace('"', '""')
    return f'"{doubled}"'


def _name_hint(head: Row) -> str:
    heads = [text for text in head.texts if text]
    if close := closest(NAME, heads):
        return f"call the column {quoted(close)} name"
    if len(heads) == 1:
        return "the first line is the column's head: name"
    return (
        f"the heads are {listed([quoted(text) for text in heads], 'and')}; call the right one name"
    )
