"""The one guarded door through which a letter's files are read.

A name written in a header comes from a stranger: it may lead only to a regular file
below the door's folder.  Nothing else in `reading` opens a file.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path, PurePosixPath, PureWindowsPath
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from .phrases import did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Problem

LARGEST_TEXT = 5_000_000  # bytes
LARGEST_IMAGE = 50_000_000  # bytes
LARGEST_ANNEX = 200_000_000  # bytes
MOST_NAMES = 1000  # of a folder's names, when looking for a close one
_LONGEST_NAME = 300  # characters


class Door:
    """Reads files below one folder; `shown_as` is the folder as the user would type it."""

    def __init__(self, folder: Path, shown_as: str) -> None:
        self.folder = folder
        self._root = folder.resolve()
        self._shown_as = shown_as

    def shown(self, name: str) -> str:
        """The file as the user would type it."""
        return str(Path(self._shown_as) / name)

    def holds(self, name: str) -> bool:
        """Whether something of this name is there, sound or not."""
        try:
            return (self._root / name).exists() or (self._root / name).is_symlink()
        except (OSError, ValueError):
            return False

    def names(self, subfolder: str = "", suffixes: Sequence[str] = ("",)) -> tuple[str, ...]:
        """The names in a subfolder that end in a suffix, sorted; none if it can't be read."""
        try:
            with os.scandir(self._root / subfolder) as entries:
                found = [entry.name for entry, _ in zip(entries, range(MOST_NAMES), strict=False)]
        except (OSError, ValueError):
            return ()
        return tuple(sorted(name for name in found if name.endswith(tuple(suffixes))))

    def read(self, name: str, *, limit: int, asked_by: Place | None = None) -> bytes | Problem:
        """The bytes of a file, or the error that says why not.

        `limit` is the largest size in bytes; `asked_by` is the place of the header value
        that names the file.  Without it the error stands at the file itself.
        """
        path = self.find(name, asked_by=asked_by)
        if not isinstance(path, Path):
            return path
        place = asked_by or Place(self.shown(name))
        try:
            # Non-blocking, so that a pipe put in the file's place can't hold us up.
            descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
            with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, no path)
                if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                    return _irregular(name, place)
                data = file.read(limit + 1)
        except OSError as fault:
            return _unreadable(name, place, fault)
        if len(data) > limit:
            return error(
                "file-too-large",
                f"{quoted(name)} is larger than {limit // 1_000_000} MB",
                place,
                "make it smaller",
            )
        return data

    def find(self, name: str, *, asked_by: Place | None = None) -> Path | Problem:
        """The real path of a regular file below the folder, or the error that says why not."""
        place = asked_by or Place(self.shown(name))
        if problem := _refuse_name(name, place):
            return problem
        try:
            path = (self._root / name).resolve(strict=True)
            mode = path.stat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return self._missing(name, place)
        except (OSError, RuntimeError) as fault:  # RuntimeError: a loop of links (before 3.13)
            return _unreadable(name, place, fault)
        if not path.is_relative_to(self._root):
            return _outside(name, place)
        return path if stat.S_ISREG(mode) else _irregular(name, place)

    def _missing(self, name: str, place: Place) -> Problem:
        path = PurePosixPath(name)
        parent = "" if str(path.parent) == "." else str(path.parent)
        siblings = self.names(parent) if self._is_inside(parent) else ()
        hint = did_you_mean(path.name, siblings, "paths start in the letter's folder")
        return error("file-missing", f"there is no file {quoted(name)}", place, hint)

    def _is_inside(self, subfolder: str) -> bool:
        try:
            return (self._root / subfolder).resolve().is_relative_to(self._root)
        except (OSError, RuntimeError):
            return False


def _refuse_name(name: str, place: Place) -> Problem | None:
    """Refuses what is no plain relative path, before the file system is asked."""
    if "\0" in name or len(name) > _LONGEST_NAME or not name.strip():
        return error("file-name", f"{quoted(name)} can't be the name of a file", place)
    windows = PureWindowsPath(name)
    if PurePosixPath(name).is_absolute() or windows.drive or windows.root or "://" in name:
        return _outside(name, place)
    if "\\" in name:
        hint = f"write {quoted(name.replace(chr(92), '/'))}"
        return error("file-name", f"{quoted(name)} has backslashes", place, hint)
    depth = 0
    for part in PurePosixPath(name).parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return _outside(name, place)
    return None


def _outside(name: str, place: Place) -> Problem:
    return error(
        "file-outside",
        f"{quoted(name)} is outside the letter's folder",
        place,
        "copy the file into the letter's folder and give its path from there",
    )


def _irregular(name: str, place: Place) -> Problem:
    return error("file-irregular", f"{quoted(name)} is not a file but a folder or device", place)


def _unreadable(name: str, place: Place, fault: Exception) -> Problem:
    reason = os.strerror(fault.errno) if isinstance(fault, OSError) and fault.errno else "a loop"
    return error("file-unreadable", f"{quoted(name)} can't be read: {reason.lower()}", place)
