"""The one guarded way in which anything is written: nothing of anybody else's is replaced.

Each function is given `owner`, the folder of the letter (or list) for which it writes: what was
written for that before, and is still as it was, may be replaced; the letter's own folder, what
another letter or person has put there or changed, links, pipes and devices may not.  All is
looked at before anything is written.  A fault is a `DeliveryError`.
"""

from __future__ import annotations

import contextlib
import os
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning
from ..errors import DeliveryError, InputError
from . import ageing, guarding, record
from .ageing import older
from .editing import Edit, edit_files, forget_earlier, state_of
from .files import put_file
from .folders import Staging
from .guarding import MARKER, earlier_places

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from ..diagnostics import Problem

__all__ = [
    "MARKER",
    "Edit",
    "earlier_places",
    "edit_files",
    "forget_earlier",
    "make_folder",
    "older",
    "refusal",
    "replace_file",
    "replace_files",
    "replace_folder",
    "state_of",
    "unnoted",
    "written_places",
]


def written_places(owner: Path) -> tuple[Path, ...]:
    """All places that something was ever written to for a letter or list, there or not."""
    return record.read_record(owner).places()


def unnoted(owner: Path, paths: Iterable[Path]) -> list[Problem]:
    """A warning where the private record does not know of what was just written to the paths."""
    known = record.read_record(owner)
    missing = next((path for path in paths if not known.notes(path)), None)
    if missing is None:
        return []
    message = f"it could not be noted in {owner / record.FOLDER} that this was written"
    hint = "see to it that this is a folder that you may write; an erasure will not look here"
    return [warning("record-not-kept", message, Place(str(missing)), hint)]


def replace_file(path: Path, data: bytes, *, owner: Path) -> None:
    """Writes one file, as `replace_files` does."""
    replace_files({path: data}, owner=owner)


def replace_files(files: Mapping[Path, bytes], *, owner: Path) -> None:
    """Writes each file to its path, making its folder where needed; each is whole or not there.

    Raises `DeliveryError` if one may not be written, and then writes none, or if one can't be.
    """
    known = record.read_record(owner)
    found = []
    for path, data in files.items():
        with _told("not-delivered", "the file", path):
            found.append(guarding.check_file(path, data, known))
    _stop([problem for problem in found if problem])
    known = record.note(owner, files, ageing.state(owner, [*known.places(), *files]))
    for path, data in files.items():
        with _told("not-delivered", "the file", path):
            path.parent.mkdir(parents=True, exist_ok=True)
            over = guarding.facts_of(path)
            _stop([each] if (each := guarding.check_file(path, data, known)) else [])
            put_file(path, data, path.parent / f".formalletter-{known.token(path)}", over=over)


def replace_folder(place: Path, files: Mapping[str, bytes], *, owner: Path, keep: int = 0) -> None:
    """Puts a pack of the files, by their paths below it, in a place as a whole.

    The earlier pack there is replaced, or becomes the first of `keep` earlier ones beside it.
    Raises `DeliveryError` if that may not or can't be done; then nothing is changed.
    """
    marker = guarding.marker_of(files)
    with _told("pack-not-delivered", "the pack", place):
        _stop(_problems(place, keep, record.read_record(owner)))
        with Staging(place) as staging:
            made = [*record.read_record(owner).places(), place]
            known = record.note(owner, {place: marker}, ageing.state(owner, made))
            _stop(_problems(place, keep, known))  # what a kill had moved aside is there again
            staging.write({MARKER: marker, **files})
            if guarding.facts_of(place) is None:
                staging.put_in_place()
                return

            def check(replaced: Path) -> None:
                problem = guarding.check_pack(replaced, place, known)
                _stop([problem] if problem else [])

            staging.exchange(guarding.earlier_places(place, keep), check)


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
    """Makes `folder` with the files, given as their names and texts; the paths are returned.

    Raises `InputError` if the folder is there already or can't be made.
    """
    if problem := refusal(folder):
        raise InputError([problem])
    try:
        with Staging(folder) as staging:
            staging.write({name: text.encode() for name, text in files.items()})
            staging.put_in_place()
    except OSError as fault:
        if problem := refusal(folder):  # another process was quicker
            raise InputError([problem]) from fault
        reason = (fault.strerror or str(fault)).lower()
        problem = error("folder-not-made", f"can't make the folder: {reason}", Place(str(folder)))
        raise InputError([problem]) from fault
    return tuple(folder / name for name in files)


def _problems(place: Path, keep: int, known: record.Record) -> list[Problem]:
    """Why a pack may not be put in a place, or the earlier ones moved on."""
    problem = guarding.check_folder(place, known)
    return [*([problem] if problem else []), *guarding.check_earlier(place, keep, known)]


def _stop(problems: list[Problem]) -> None:
    if problems:
        raise DeliveryError(problems)


@contextlib.contextmanager
def _told(code: str, what: str, path: Path) -> Iterator[None]:
    """Makes a `DeliveryError` of what the system refuses."""
    try:
        yield
    except BlockingIOError:
        hint = "wait until it is done, or choose another folder with -o"
        message = "another build is just writing this pack"
        raise DeliveryError([error("pack-busy", message, Place(str(path)), hint)]) from None
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        first = "free some space"
        if isinstance(fault, FileExistsError | NotADirectoryError):
            first = "move away what has this name"
        hint = f"{first}, or choose another folder with -o; what was there is untouched"
        is_named = isinstance(fault, FileExistsError) and code != "not-delivered"
        place = Place(str(fault.filename if is_named else path))
        message = f"{what} could not be written: {reason}"
        raise DeliveryError([error(code, message, place, hint)]) from fault
