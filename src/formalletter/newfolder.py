"""Puts a new folder with its files in place: whole, or not at all, and never over another."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from .diagnostics import Place, error
from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .diagnostics import Problem


def refusal(folder: Path) -> Problem | None:
    """Why no new folder can be made there, as far as that can be told beforehand."""
    if os.path.lexists(folder):
        return error(
            "folder-exists",
            "there is something of this name already, and it is never overwritten",
            Place(str(folder)),
            "give the name of a folder that does not exist yet",
        )
    return None


def make_folder(folder: Path, files: Mapping[str, str]) -> tuple[Path, ...]:
    """Make `folder` with the files, given as their names and texts; the paths are returned.

    Everything is written to a folder beside it first, which then gets the name.  Raises
    InputError if the folder is there already or can't be made.
    """
    if problem := refusal(folder):
        raise InputError([problem])
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            for name, text in files.items():
                with (draft / name).open("w", encoding="utf-8", newline="\n") as file:
                    file.write(text)
            draft.chmod(0o777 & ~_umask())  # mkdtemp lets nobody else in
            draft.rename(folder)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        problem = error("folder-not-made", f"can't make the folder: {reason}", Place(str(folder)))
        raise InputError([problem]) from fault
    return tuple(folder / name for name in files)


def _umask() -> int:
    """The permissions that new files do not get; the system tells it only while setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
