"""Edits files of a letter: only as they were read, whole, and so that the old text stays.

The text before an edit is kept in the letter's private folder, `.formalletter/earlier/`, under
its name and a number that grows; of each file the last twenty.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ..diagnostics import Place, error
from ..errors import DeliveryError
from .files import PRIVATE, is_folder, put_file, read_regular, remove_file
from .record import FOLDER, private_folder, read_record

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ..diagnostics import Problem

EARLIER: Final = "earlier"
_MOST_KEPT = 20  # of each file
_MOST = 300_000_000  # bytes of a file that is edited
_COPY = re.compile(r"(\d{4,})-(.+)", re.DOTALL)
_HINT = "nothing was changed: run it again, and it goes by what is there now"


@dataclass(frozen=True, slots=True)
class Edit:
    """A file of a letter that is to get another text.

    `read` tells its state when it was read (`state_of`); without `data` the file is taken away.
    """

    path: Path
    read: str | None
    data: bytes | None = field(repr=False)


def state_of(path: Path) -> str | None:
    """The SHA-256 of a file, by which it is known again; None where there is no regular file."""
    data = read_regular(path, _MOST)
    return None if data is None else hashlib.sha256(data).hexdigest()


def edit_files(edits: Sequence[Edit], *, owner: Path, keep: bool = True) -> tuple[Path, ...]:
    """Writes the files of a letter anew, in this order; where the old texts are now.

    With `keep` false no old text is kept.  Raises `DeliveryError` where a file is no longer as it
    was read; then none is changed.  Or where one can't be written: then it is as it was, and so
    are those behind it.
    """
    kept = []
    for edit in _stop_unless_read(edits):
        try:
            if keep and edit.read is not None:
                kept.append(_keep(edit.path, owner))
            _write(edit, owner)
        except OSError as fault:
            reason = (fault.strerror or str(fault)).lower()
            hint = "free some space, or see who may write there; the earlier text is untouched"
            message = f"the file could not be written: {reason}"
            place = Place(str(fault.filename or edit.path))
            raise DeliveryError([error("not-delivered", message, place, hint)]) from fault
    return tuple(kept)


def _stop_unless_read(edits: Sequence[Edit]) -> list[Edit]:
    """The edits, if all files are as they were read; raises `DeliveryError` if not."""
    # A link to a file of the letter's folder stays one: what it leads to is edited.
    real = [Edit(each.path.resolve(), each.read, each.data) for each in edits]
    if problems := [problem for edit in real if (problem := _changed(edit))]:
        raise DeliveryError(problems)
    return real


def _changed(edit: Edit) -> Problem | None:
    """Why a file may not be edited: it is not what was read."""
    if state_of(edit.path) == edit.read and (
        edit.read is not None or not os.path.lexists(edit.path)
    ):
        return None
    message = "the file was changed by somebody else after it was read"
    return error("edit-changed", message, Place(str(edit.path)), _HINT)


def _write(edit: Edit, owner: Path) -> None:
    over = edit.path.lstat() if edit.read is not None else None
    if problem := _changed(edit):
        raise DeliveryError([problem])
    if edit.data is None:
        if over is not None:
            remove_file(edit.path, over)
        return
    mode = stat.S_IMODE(over.st_mode) if over else None
    temporary = edit.path.parent / f".formalletter-{read_record(owner).token(edit.path)}"
    put_file(edit.path, edit.data, temporary, over=over, mode=mode)


def _keep(path: Path, owner: Path) -> Path:
    """Keeps a copy of a file as it is; where.  The oldest make room for it."""
    folder = private_folder(owner) / EARLIER
    if not os.path.lexists(folder):
        folder.mkdir(mode=0o700)
    if not is_folder(folder):
        raise NotADirectoryError(20, os.strerror(20), str(folder))
    data = read_regular(path, _MOST)
    copies = [*_copies(owner)]
    number = max((number for number, _, _ in copies), default=0) + 1
    target = folder / f"{number:04}-{path.name}"
    put_file(target, data or b"", folder / ".new", over=None, mode=PRIVATE)
    same = sorted(each for each in copies if each[1] == path.name)
    for _, _, old in same[: max(0, len(same) + 1 - _MOST_KEPT)]:
        remove_file(old, old.lstat())
    return target


def _copies(owner: Path) -> Iterator[tuple[int, str, Path]]:
    """The copies that are kept: their numbers, the names of what they are copies of, and where."""
    private = owner.resolve() / FOLDER
    folder = private / EARLIER
    if is_folder(private) and is_folder(folder):
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 (names that may be no text)
            path = folder / name
            if (found := _COPY.fullmatch(name)) and stat.S_ISREG(path.lstat().st_mode):
                yield int(found[1]), found[2], path


def forget_earlier(
    owner: Path,
    names: Sequence[str],
    holds: Callable[[Path], bool],
    *,
    unless: Sequence[Edit] = (),
) -> int:
    """Takes away all copies of files of these names, and the others of which `holds` is true.

    How many.  Raises `DeliveryError` where one can't be taken away, or, before any is, where one
    of the edits that are to follow could not be made.
    """
    _stop_unless_read(unless)
    gone = [path for _, name, path in _copies(owner) if name in names or holds(path)]
    for path in gone:
        try:
            remove_file(path, path.lstat())
        except OSError as fault:
            message = f"an earlier text can't be taken away: {(fault.strerror or '').lower()}"
            hint = "delete it yourself: it may hold the name"
            raise DeliveryError(
                [error("not-delivered", message, Place(str(path)), hint)]
            ) from fault
    return len(gone)
