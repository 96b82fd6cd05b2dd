"""Takes a name out of a list and its decisions, and finds the files that still have it.

A list that is text is written again without the row and is otherwise the same to the byte.
Nothing else is deleted: what was built or sent can't be recalled by a program, so it is named.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from ..decisions import Decision, Decisions, decisions_name, row_name
from ..diagnostics import Place, error
from ..errors import InputError
from ..reading.door import LARGEST_TEXT, Door
from ..reading.lists import TEXTS
from ..reading.lists import open_list as open_sheet
from ..reading.signatories import read_rows
from ..writing import edit_files, forget_earlier, written_places
from .tracing import Traces, files_with, may_hold
from .writing import decisions_edit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from ..diagnostics import Problem
    from ..signatory import Signatory
    from ..writing import Edit
    from .opening import OpenList
    from .rows import Row

_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$")
_NOWHERE = Place()


class _Copy(Door):
    """A door behind which one list has other bytes than its file."""

    def __init__(self, door: Door, data: bytes) -> None:
        super().__init__(door.folder, door.shown(""))
        self._data = data

    def read(self, name: str, *, limit: int, asked_by: Place | None = None) -> bytes | Problem:  # noqa: ARG002
        return self._data


def erase(opened: OpenList, row: Row, out: Path) -> Traces:
    """Takes a signatory out of list and decisions; gives the files that hold the name still.

    With the row go those of the same name and those dropped as its duplicates.  `out` is the
    folder of built files.  Raises InputError where the list is a workbook, or where the rows
    can't be taken out without touching another; then nothing is changed.
    """
    gone = [other for other in opened.rows if _is_of(opened.decisions, other, row)]
    names = {row_name(name) for each in gone for name in (each.key.name, each.signatory.name)}
    data = _without(opened, [each.signatory.place.line or 0 for each in gone])
    return _erased(opened, names, out, [opened.edited(opened.file, data)])


def erase_traces(opened: OpenList, names: set[str], out: Path) -> Traces:
    """Takes names out of the decisions only; gives the files that hold them still."""
    return _erased(opened, names, out, [])


def _erased(opened: OpenList, names: set[str], out: Path, edits: list[Edit]) -> Traces:
    """Takes names out of the decisions after the edits, and out of the texts that were kept."""
    kept = tuple(entry for entry in opened.decisions.entries if not _names(entry, names))
    if kept != opened.decisions.entries:
        # The list first: its rows without their decisions would be printed again.
        edits.append(decisions_edit(opened, Decisions(opened.decisions.path, kept)))
    folder = opened.door.folder
    # The kept texts before all: while the list has the name, a killed erasure can be done again.
    forget_earlier(
        folder,
        (opened.file, decisions_name(opened.file)),
        lambda path: may_hold(path, names),
        unless=edits,
    )
    edit_files(edits, owner=folder, keep=False)
    others = {row_name(row.signatory.name) for row in opened.rows} - names
    return files_with(names, (folder, out), written_places(folder), others=others)


def _is_of(decisions: Decisions, other: Row, row: Row) -> bool:
    """Whether a row is that of the signatory who is to go."""
    if other.key == row.key:
        return True
    if not other.is_dropped:
        return other.key.name == row.key.name and not other.stands
    return other.key.name == row.key.name or any(
        entry.key == other.key and entry.verdict == "drop" and entry.to == row.key.name
        for entry in decisions.entries
    )


def _names(entry: Decision, names: set[str]) -> bool:
    return entry.row in names or (entry.to is not None and row_name(entry.to) in names)


def _without(opened: OpenList, lines: Sequence[int]) -> bytes:
    """The bytes of the list without the rows whose names stand on these lines (from 1)."""
    place = Place(opened.door.shown(opened.file))
    if PurePosixPath(opened.file).suffix.lower() not in TEXTS:
        message = "a name can't be erased from a workbook by a program"
        hint = "delete the row in the sheet and save it, then run this again for the other files"
        raise InputError([error("erase-workbook", message, place, hint)])
    data = opened.door.read(opened.file, limit=LARGEST_TEXT)
    if not isinstance(data, bytes):
        raise InputError([data])
    for line in sorted(lines, reverse=True):
        shorter = _without_row(opened, data, line)
        if shorter is None:
            message = "the row can't be taken out without touching others"
            hint = "delete it in the file, then run this again for the other files"
            raise InputError([error("erase-failed", message, replace(place, line=line), hint)])
        data = shorter
    return data


def _without_row(opened: OpenList, data: bytes, line: int) -> bytes | None:
    """The bytes without one row; None unless all others are then read as before."""
    door = _Copy(opened.door, data)
    before, faults = _read(door, opened)
    sheet, _ = open_sheet(door, opened.file, None, opened.settings)
    if sheet is None:
        return None
    starts = [start for start in sheet.lines if start <= line]
    wanted = [bare for bare, at in before if at != line]
    if not starts or len(wanted) != len(before) - 1:
        return None
    following = next((start for start in sheet.lines if start > line), None)
    for text, codec in _texts(data):
        parts = _LINES.findall(text)
        end = following - 1 if following else len(parts)
        for last in range(starts[-1], end + 1):
            shorter = "".join(parts[: starts[-1] - 1] + parts[last:]).encode(codec)
            after, new_faults = _read(_Copy(opened.door, shorter), opened)
            if [bare for bare, _ in after] == wanted and new_faults <= {*faults, "list-empty"}:
                return shorter
    return None


def _read(door: Door, opened: OpenList) -> tuple[list[tuple[Signatory, int | None]], set[str]]:
    """The rows without their places but with their lines, and the codes of all errors."""
    rows, problems = read_rows(door, opened.file, None, opened.settings, opened.language)
    bare = [(replace(each, place=_NOWHERE), each.place.line) for each in rows]
    return bare, {problem.code for problem in problems if problem.is_error}


def _texts(data: bytes) -> Iterator[tuple[str, str]]:
    """The file's text, a byte-order mark included, in each encoding that gives the same bytes."""
    marked = [codec for mark, codec in _MARKS if data.startswith(mark)]
    for codec in marked or ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
        try:
            text = data.decode(codec)
            if text.encode(codec) == data:
                yield text, codec
        except UnicodeError:
            continue
