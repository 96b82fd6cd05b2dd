"""Looks through a workbook's XML for what the reader of its values doesn't tell.

That reader (calamine) gives an empty text for a cell with an error or a formula that was
never calculated, joins words at a line break, and makes a table as large as the farthest
cell says.  Here every cell is walked over, without making anything (ECMA-376 part 1, 18.3.1;
OpenDocument 1.3 part 3, 9.1).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.parsers import expat

from ..rows import MOST_CELLS, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Mapping

UNCALCULATED = "has a formula that was never calculated"
FAULTY = "has an error in the place of a value"
STALE = "has a formula whose value is from before a change"
MISSING = "refers to a text that isn't in the file"
TWICE = "stands twice in the file"
WRONG = "has a value of a kind that it can't have"
BROKEN = "has a line break or tab that would get lost"
MOST_AREA = 5_000_000  # cells of the rectangle that holds all of a sheet
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?", re.ASCII)
_KINDS = {"s", "str", "inlineStr", "b", "d"}  # of values besides numbers (18.18.11)
_TRUE = {"1", "true"}


class TooLarge(Exception):  # noqa: N818 (nothing has gone wrong yet)
    """A sheet has cells beyond any real list."""


@dataclass(slots=True)
class Facts:
    """What is in a sheet: rows and columns count from 1.

    `merged` has the top left and bottom right cell of each range, as (row, column).
    """

    hidden_rows: list[int] = field(default_factory=list)
    faults: dict[tuple[int, int], str] = field(default_factory=dict)
    merged: list[tuple[tuple[int, int], tuple[int, int]]] = field(default_factory=list)
    height: int = 0
    width: int = 0

    def measure(self, row: int, column: int) -> None:
        """Takes account of a cell that is not empty; raises TooLarge."""
        self.height, self.width = max(self.height, row), max(self.width, column)
        if row > MOST_ROWS + 1 or column > MOST_CELLS or self.height * self.width > MOST_AREA:
            raise TooLarge


def walk(xml: bytes, scan: Scan) -> None:
    """Hands the elements of an XML document to a scan.

    Raises expat.ExpatError for what is no XML, ValueError for a document type or a number
    that is none, TooLarge.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = lambda tag, attributes: scan.start(
        tag.rpartition(" ")[2],
        {name.rpartition(" ")[2]: value for name, value in attributes.items()},
    )
    parser.EndElementHandler = lambda tag: scan.end(tag.rpartition(" ")[2])
    parser.CharacterDataHandler = scan.text
    parser.Parse(xml, True)  # noqa: FBT003 (expat takes it by position only)


def _refuse(*_: object) -> None:
    message = "a workbook has no document type"
    raise ValueError(message)


class Scan:
    """What `walk` tells; each kind of file takes what it needs."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins; names are without their namespaces."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """A piece of text."""


class ExcelParts(Scan):
    """Finds the parts of sheets: names to relations in one file, relations to parts in another."""

    def __init__(self) -> None:
        self.relations: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.is_stale = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes `sheet` and `Relationship`."""
        if tag == "sheet":
            self.relations[attributes.get("name", "")] = attributes.get("id", "")
        elif tag == "calcPr":
            self.is_stale = attributes.get("fullCalcOnLoad") in _TRUE
        elif tag == "Relationship":
            self.targets[attributes.get("Id", "")] = attributes.get("Target", "")


class ExcelTexts(Scan):
    """Counts the texts to which cells refer by their place (18.4.8)."""

    def __init__(self) -> None:
        self.number = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002
        """Takes `si`."""
        self.number += tag == "si"


class ExcelSheet(Scan):
    """One sheet of an XLSX file.

    `texts` is the number of those that cells may refer to; `is_stale` says that the values of
    formulas are to be calculated anew.
    """

    def __init__(self, texts: int = 0, *, is_stale: bool = False) -> None:
        self.facts = Facts()
        self._texts = texts
        self._is_stale = is_stale
        self._met: set[tuple[int, int]] = set()
        self._kind = self._value = ""
        self._row = self._column = 0
        self._is_hidden = False
        self._in_value = self._has_value = self._has_formula = self._is_error = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes rows, cells, formulas, values and merged ranges."""
        if tag == "row":
            self._row = int(attributes.get("r", self._row + 1))
            if self._row < 1:
                message = "a row has no number that can be"
                raise ValueError(message)
            self._column = 0
            self._is_hidden = attributes.get("hidden") in _TRUE
        elif tag == "c":
            self._column += 1
            if reference := attributes.get("r"):
                match = _REFERENCE.fullmatch(reference)
                if not match or not int(match[2]):
                    message = "the place of a cell is none"
                    raise ValueError(message)
                self._column, self._row = column_number(match[1]), int(match[2])
            self._has_value = self._has_formula = False
            self._kind, self._value = attributes.get("t", "n"), ""
            self._is_error = self._kind == "e"
        elif tag == "f":
            self._has_formula = True
        elif tag in {"v", "t"}:
            self._in_value = True
        elif tag == "mergeCell":
            ends = _REFERENCE.findall(attributes.get("ref", ""))
            if len(ends) == 2:  # noqa: PLR2004 (a range has two ends)
                first, last = ((int(row), column_number(letters)) for letters, row in ends)
                self.facts.merged.append((first, last))

    def text(self, text: str) -> None:
        """A value, if it is in one and not blank."""
        if self._in_value:
            self._value += text
        if self._in_value and not self._has_value and text:
            self._has_value = True
            self.facts.measure(self._row, self._column)

    def end(self, tag: str) -> None:
        """Judges a cell when it ends."""
        if tag in {"v", "t"}:
            self._in_value = False
        elif tag == "c":
            if fault := self._fault():
                self.facts.faults[self._row, self._column] = fault
            self._met.add((self._row, self._column))
            if self._is_hidden and (self._has_value or self._has_formula):
                _add_once(self.facts.hidden_rows, self._row)

    def _fault(self) -> str | None:
        """What is wrong with the cell that ends; a reader of values says nothing of it."""
        if self._is_error:
            return FAULTY
        if self._has_formula and (self._is_stale or not self._has_value):
            return STALE if self._has_value else UNCALCULATED
        if not self._has_value:
            return None
        if (self._row, self._column) in self._met:
            return TWICE
        if self._kind == "s" and not _is_index(self._value, self._texts):
            return MISSING
        is_number = self._kind == "n" and _NUMBER.fullmatch(self._value.strip())
        return None if is_number or self._kind in _KINDS else WRONG


def _is_index(value: str, number: int) -> bool:
    return value.isascii() and value.isdecimal() and int(value) < number


class OpenDocumentSheets(Scan):
    """All sheets of an ODS file, by name."""

    def __init__(self) -> None:
        self.facts: dict[str, Facts] = {}
        self._sheet = Facts()
        self._row = self._rows = self._column = self._columns = 0
        self._is_hidden = self._is_cell = self._has_value = False
        self._span = (1, 1)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Takes tables, rows, cells and what stands in these."""
        if tag == "table":
            self._sheet = self.facts.setdefault(attributes.get("name", ""), Facts())
            self._row = self._rows = 0
        elif tag == "table-row":
            self._row += self._rows
            self._rows = int(attributes.get("number-rows-repeated", 1))
            self._column = self._columns = 0
            self._is_hidden = attributes.get("visibility", "visible") != "visible"
        elif tag in {"table-cell", "covered-table-cell"}:
            self._column += self._columns
            self._columns = int(attributes.get("number-columns-repeated", 1))
            self._is_cell, self._has_value = True, False
            down = int(attributes.get("number-rows-spanned", 1))
            self._span = (down, int(attributes.get("number-columns-spanned", 1)))
            if attributes.get("value-type") == "error":
                self._fault(FAULTY)
        elif self._is_cell and tag == "p" and not self._has_value:
            self._has_value = True
            self._sheet.measure(self._row + self._rows, self._column + self._columns)
        elif self._is_cell and tag in {"line-break", "tab"}:
            self._fault(BROKEN)

    def end(self, tag: str) -> None:
        """Takes what a cell was when it ends."""
        if tag not in {"table-cell", "covered-table-cell"}:
            return
        self._is_cell = False
        row, column = self._row + 1, self._column + 1
        if self._has_value and self._is_hidden:
            _add_once(self._sheet.hidden_rows, row)
        if self._has_value and self._span != (1, 1):
            last = (row + self._span[0] - 1, column + self._span[1] - 1)
            self._sheet.merged.append(((row, column), last))

    def _fault(self, what: str) -> None:
        self._sheet.faults[self._row + 1, self._column + 1] = what


def _add_once(rows: list[int], row: int) -> None:
    if rows[-1:] != [row]:
        rows.append(row)


def column_number(letters: str) -> int:
    """The number of a column from 1: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """The letters of a column, numbered from 1."""
    letters = ""
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
