"""Finds out which letter is meant, and says of a folder why it is none."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..errors import InputError, UsageError
from .door import Door
from .phrases import did_you_mean, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Problem

LETTER = "letter.md"
CONTENT = "content"
_SOURCES = (".txt", ".md", ".markdown")


def resolve_letter(argument: str | None, cwd: Path) -> Path:
    """The letter's folder that is meant, as an absolute path.

    Without an argument: the folder `cwd`, if it is a letter, else the only letter under its
    `content/`.  Raises InputError if the argument is no letter, UsageError if there is none
    and it can't be told which letter is meant.
    """
    if argument is not None:
        path = cwd / argument
        folder = path.parent if path.name == LETTER and path.is_file() else path
        if problem := no_letter(folder, argument):
            raise InputError([problem])
        return folder
    if _is_letter(cwd):
        return cwd
    letters = _letters_in(cwd / CONTENT)
    if len(letters) == 1:
        return cwd / CONTENT / letters[0]
    found = [f"{CONTENT}/{name}" for name in letters] or _letters_in(cwd)
    if found:
        message, hint = "it is not clear which letter is meant", f"name one of {listed(found)}"
    else:
        message = f"there is no letter here: no {LETTER} in this folder, and none below {CONTENT}/"
        hint = "`formalletter new FOLDER` starts one, `formalletter import SOURCE FOLDER` makes one"
    raise UsageError([error("letter-unclear", message, hint=hint)])


def no_letter(folder: Path, shown_as: str) -> Problem | None:
    """The error that a folder is no letter, with what could have been meant."""
    if _is_letter(folder):
        return None
    place = Place(shown_as)
    try:
        is_folder, is_file = folder.is_dir(), folder.is_file()
    except (OSError, ValueError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        return error("letter-unreadable", f"the folder can't be read: {reason.lower()}", place)
    if is_file:
        message = "this is a file; a letter is a folder"
        can_be_imported = folder.suffix.lower() in _SOURCES
        hint = "`formalletter import` makes a letter of a text" if can_be_imported else None
        return error("not-a-letter", message, place, hint)
    if not is_folder:
        return error("letter-missing", "there is no such folder", place, _elsewhere(folder))
    names = Door(folder, shown_as).names()
    found = [*_letters_in(folder), *(f"{CONTENT}/{name}" for name in _letters_in(folder / CONTENT))]
    inside = [str(Path(shown_as) / name) for name in found]
    hint = did_you_mean(LETTER, names, "`formalletter new` starts a letter in a new folder")
    if inside:
        hint = f"there are letters in it: {listed(inside, 'and')}"
    return error("not-a-letter", f"this folder is not a letter: it has no {LETTER}", place, hint)


def _is_letter(folder: Path) -> bool:
    try:
        return os.path.lexists(folder / LETTER)
    except ValueError:
        return False


def _letters_in(folder: Path) -> list[str]:
    """The names of the folders in a folder that are letters."""
    return [name for name in Door(folder, "").names() if _is_letter(folder / name)]


def _elsewhere(folder: Path) -> str | None:
    """A hint at a letter beside a missing folder, or under `content/`."""
    near: Sequence[str] = _letters_in(folder.parent)
    under_content = _letters_in(folder.parent / CONTENT)
    if folder.name in under_content:
        return f"did you mean {quoted(f'{CONTENT}/{folder.name}')}?"
    otherwise = f"the letters there are {listed(near, 'and')}" if near else None
    return did_you_mean(folder.name, near, otherwise)
