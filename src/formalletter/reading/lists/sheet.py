"""A list of signatories as a table, whatever kind of file it came in."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import replace
from typing import TYPE_CHECKING

from ...diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...diagnostics import Problem

HIDDEN = "·"


class Sheet(ABC):
    """The heads of a list's columns and its rows, blank rows left out, with their places.

    `rows` has the cells as they are written, as many as the file has in that row; `lines`
    has the line, or in a workbook the number, of each row.  Where `is_discreet`, no source
    line shows more than the one cell that it is about.
    """

    is_discreet = True

    def __init__(
        self, path: str, heads: Sequence[str], rows: list[list[str]], lines: list[int]
    ) -> None:
        self.path = path
        self.heads = tuple(head.strip() for head in heads)
        self.rows = rows
        self.lines = lines

    @abstractmethod
    def head_place(self, column: int | None = None) -> Place:
        """The place of the heads, or of one of them."""

    @abstractmethod
    def place(self, row: int, column: int) -> Place:
        """The place of a cell; that of the row where it has no such cell."""

    def places(self, column: int) -> list[Place]:
        """The places that signatories keep: without any text where the sheet is discreet."""
        if self.is_discreet:
            return [Place(self.path, line) for line in self.lines]
        return [self.place(row, column) for row in range(len(self.rows))]

    def row_place(self, row: int) -> Place:
        """The place of a row, without its text."""
        return Place(self.path, self.lines[row], 1)

    def faults(self, columns: set[int]) -> Iterable[Problem]:  # noqa: ARG002 (others need it)
        """What is wrong with the file itself, as far as it touches these columns."""
        return ()

    def told(self, problem: Problem) -> Problem:
        """A problem with a cell, with what a reader needs to find it in this kind of file."""
        return problem

    def discreet(self, problem: Problem) -> Problem:
        """A problem with the file, without a line of it that may hold what is private."""
        if not self.is_discreet or problem.place is None:
            return problem
        return replace(problem, place=replace(problem.place, source=None))
