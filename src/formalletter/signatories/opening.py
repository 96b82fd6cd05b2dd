"""Opens the list that a command is about: a letter's, or one that stands by itself."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from ..decisions import decisions_name
from ..diagnostics import Severity, error
from ..errors import InputError
from ..letter import Header
from ..reading import resolve_letter
from ..reading.decisions import MENDABLE, OF_ONE_ROW, apply, read_decisions, unsettled
from ..reading.door import LARGEST_TEXT, Door
from ..reading.front_matter import part
from ..reading.header import read_header
from ..reading.resolving import LETTER
from ..reading.sending import sending_order
from ..reading.signatories import read_rows
from ..reading.text import decode
from ..reading.yaml_header import parse
from ..signatory_list import SignatoryList
from ..writing import Edit, state_of
from .rows import decided_rows

if TYPE_CHECKING:
    from ..decisions import Decisions
    from ..diagnostics import Place, Problem
    from ..signatory import Signatory
    from .rows import Row

_LANGUAGE: str = Header.model_fields["language"].default


@dataclass(frozen=True, slots=True)
class OpenList:
    """A list as its file has it, with the decisions about it and the header that describes it.

    `header` is None for a list that stands by itself.  `states` tells by their names how the two
    files were when they were read, so that only these are edited.
    """

    door: Door
    file: str
    header: Header | None
    signatories: tuple[Signatory, ...]
    decisions: Decisions
    problems: tuple[Problem, ...]
    states: dict[str, str | None] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        """The list's file."""
        return self.door.folder / self.file

    @property
    def shown_path(self) -> str:
        """The list's file, as the user would type it."""
        return self.door.shown(self.file)

    @property
    def decisions_path(self) -> Path:
        """The file of its decisions."""
        return self.door.folder / decisions_name(self.file)

    def edited(self, name: str, data: bytes | None) -> Edit:
        """What makes one of the two files anew, as long as it is as it was read."""
        return Edit(self.door.folder / name, self.states.get(name), data)

    @property
    def settings(self) -> SignatoryList:
        """How the header describes the list."""
        return (self.header and self.header.signatories) or SignatoryList()

    @property
    def language(self) -> str:
        """The letter's language (BCP 47)."""
        return self.header.language if self.header else _LANGUAGE

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows with what was decided of each."""
        return decided_rows(self.signatories, self.decisions)

    @property
    def sending_order(self) -> dict[int, int]:
        """The ranks of the rows by their lines, as they were sent in; read anew each time."""
        return sending_order(self.door, self.file, self.settings)

    @property
    def is_read(self) -> bool:
        """Whether every row was read, and so were the decisions."""
        return not any(fault.is_error and fault.code not in MENDABLE for fault in self.problems)

    @property
    def has_warnings(self) -> bool:
        """Whether something was found in reading that is more than a note."""
        return any(fault.severity is not Severity.NOTE for fault in self.problems)

    def stop_unless_read(self) -> None:
        """Raises InputError with all problems where a row may be missing."""
        if not self.is_read:
            raise InputError(self.problems)

    def stop_unless_there(self) -> None:
        """The same where a row is missing, and not where one of its cells says nothing."""
        if any(fault.is_error and fault.code not in OF_ONE_ROW for fault in self.problems):
            raise InputError(self.problems)


def open_letter_or_list(argument: str | None, cwd: Path) -> OpenList:
    """The list of a letter, or that in a file, as an argument names it.

    A list in the folder of a letter that uses it is read as the letter's header says.  Raises
    InputError or UsageError where it can't be told what is meant.
    """
    if argument is not None:
        path = cwd / argument
        if path.is_file() and path.name != LETTER:
            return _list_in(path, argument)
    folder = resolve_letter(argument, cwd)
    return _of_letter(Door(folder, _as_typed(folder, cwd)))


def open_to_compare(
    old: str, new: str, cwd: Path, letter: str | None = None
) -> tuple[OpenList, OpenList]:
    """Two lists, each read as a header describes it.

    That is the header of `letter` where one is named; else that of the letter which it is, or
    in whose folder it lies; else that of the letter of the other one.
    """
    described = open_letter_or_list(letter, cwd).header if letter is not None else None
    headers = [described or _own_header(target, cwd) for target in (old, new)]
    one, other = headers
    return _compared(old, cwd, one or other), _compared(new, cwd, other or one)


def _own_header(target: str, cwd: Path) -> Header | None:
    path = cwd / target
    if not path.is_file() or path.name == LETTER:
        return open_letter_or_list(target, cwd).header
    door = Door(path.parent, str(Path(target).parent))
    return _header(door)[0] if (path.parent / LETTER).is_file() else None


def _compared(target: str, cwd: Path, header: Header | None) -> OpenList:
    path = cwd / target
    if path.is_file() and path.name != LETTER:
        return open_list(path, target, header)
    return open_letter_or_list(target, cwd)


def open_letter(folder: Path) -> OpenList:
    """The list of the letter in a folder.  Raises InputError where its header can't be read."""
    return _of_letter(Door(folder, _as_typed(folder, Path.cwd())))


def _of_letter(door: Door) -> OpenList:
    header, place = _header(door)
    settings = header.signatories or SignatoryList()
    return _open(door, settings.file, header, place)


def open_list(path: Path, shown_as: str, header: Header | None) -> OpenList:
    """A list in a file of its own, read as a header describes it."""
    door = Door(path.parent, str(Path(shown_as).parent))
    return _open(door, path.name, header, None)


def _list_in(path: Path, shown_as: str) -> OpenList:
    door = Door(path.parent, str(Path(shown_as).parent))
    if (path.parent / LETTER).is_file():
        header, place = _header(door)
        if (header.signatories or SignatoryList()).file == path.name:
            return _open(door, path.name, header, place)
    return open_list(path, shown_as, None)


def _open(door: Door, file: str, header: Header | None, asked_by: Place | None) -> OpenList:
    settings = (header and header.signatories) or SignatoryList()
    names = (file, decisions_name(file))
    states = {name: state_of((door.folder / name).resolve()) for name in names}
    language = header.language if header else None
    signatories, problems = read_rows(door, file, asked_by, settings, language)
    decisions, found = read_decisions(door, file)
    _, told = apply(decisions, signatories)
    problems = unsettled(problems, decisions, signatories)
    return OpenList(door, file, header, signatories, decisions, (*problems, *found, *told), states)


def _header(door: Door) -> tuple[Header, Place | None]:
    """The header of a letter, and the place of the value that names its list."""
    data = door.read(LETTER, limit=LARGEST_TEXT)
    if not isinstance(data, bytes):
        raise InputError([data])
    source, problems = decode(data, door.shown(LETTER))
    lines, _, found = part(source)
    if lines is None:
        raise InputError([*problems, *found])
    tree, faults = parse(source, lines.first, lines.last, lines.start)
    if tree is None:
        raise InputError(faults)
    header, faults = read_header(tree)
    if header is None:
        raise InputError(faults or [error("header-faulty", "the header can't be read", tree.start)])
    named = ("signatories", "file") in tree.values
    return header, tree.place(("signatories", "file")) if named else None


def _as_typed(folder: Path, cwd: Path) -> str:
    relative = os.path.relpath(folder, cwd)
    return relative if len(relative) < len(str(folder)) else str(folder)
