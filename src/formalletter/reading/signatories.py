"""Reads the list of signatories: every name in the file, or an error; none is ever lost.

Of each row only what the list is for is taken.  What else a sheet holds about people is not
carried on, nor shown in the source lines of problems.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ..diagnostics import error
from ..signatory_list import SignatoryList
from .columns import assign
from .decisions import apply, read_decisions, unsettled
from .entries import Entries
from .lists import open_list
from .rows import FEWER, MOST_ROWS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from ..signatory import Signatory
    from .door import Door

_SHOWN_WHOLE = {"name", "language"}  # a list of nothing else may be shown as it is


def read_signatories(
    door: Door,
    file: str,
    asked_by: Place | None = None,
    settings: SignatoryList | None = None,
    language: str | None = None,
) -> tuple[tuple[Signatory, ...], tuple[Problem, ...]]:
    """The signatories of a list below the letter's folder, as decided, in its order.

    `asked_by` is the place of the header value that names the file, `settings` what the
    header says of the list, `language` that of the letter (BCP 47).
    """
    with _no_collecting():
        rows, problems = read_rows(door, file, asked_by, settings, language)
    decisions, found = read_decisions(door, file)
    problems = (*unsettled(problems, decisions, rows), *found)
    decided, found = apply(decisions, rows)
    return decided, (*problems, *found)


def read_rows(
    door: Door,
    file: str,
    asked_by: Place | None = None,
    settings: SignatoryList | None = None,
    language: str | None = None,
) -> tuple[tuple[Signatory, ...], tuple[Problem, ...]]:
    """The rows of a list just as it has them, before any decision; else `read_signatories`."""
    settings = settings or SignatoryList()
    sheet, problems = open_list(door, file, asked_by, settings)
    if sheet is None:
        return (), problems
    if len(sheet.rows) > MOST_ROWS:
        message = f"a list has at most {MOST_ROWS:,} rows"
        return (), (error("list-too-large", message, sheet.row_place(MOST_ROWS), FEWER),)
    columns, found = assign(sheet, settings, asked_by)
    known = columns.of if columns else {}
    shown = {index for role, index in known.items() if role in _SHOWN_WHOLE}
    headed = {index for index, head in enumerate(sheet.heads) if head}
    sheet.is_discreet = sheet.is_discreet and not headed <= shown
    problems = (*map(sheet.discreet, problems), *map(sheet.told, found))
    if columns is None:
        return (), problems
    problems += tuple(sheet.faults(columns.shown))
    if not sheet.rows and not any(problem.is_error for problem in problems):
        hint = "write one name a line below the heads"
        empty = error("list-empty", "the list has no names", sheet.head_place(), hint)
        return (), (*problems, empty)
    entries = Entries(sheet, columns, settings, language)
    signatories = entries.signatories()
    return signatories, (*problems, *entries.problems)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keeps the garbage collector from looking through a long list again and again.

    Nothing that a list is made of refers back to it, so there is nothing to collect.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
