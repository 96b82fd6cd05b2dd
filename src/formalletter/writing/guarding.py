"""What may be replaced: what is absent, or this program's own and as it was written.

Everything that the program puts on a disk comes through here first.  What somebody else made or
changed is never touched: it is named, and the way out is another folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .. import __version__
from ..diagnostics import Place, error
from .files import is_folder, read_regular

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from ..diagnostics import Problem
    from .record import Record

MARKER: Final = ".formalletter-pack"
_MOST = 2_000_000_000  # bytes of a file that is compared
_LEFT_BY_SYSTEMS = frozenset((".DS_Store", "Thumbs.db", "desktop.ini"))
_TEXT = re.compile(r"letter(?:\.[A-Za-z0-9-]+)?\.md", re.IGNORECASE)
_HINT = "nothing was touched: move it away, or choose another folder with -o"


def marker_of(files: Mapping[str, bytes]) -> bytes:
    """The marker of a pack: every file of it by its path, with its SHA-256."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in sorted(files.items())}
    about = f"made by formalletter {__version__}; a later build replaces this folder as a whole"
    return json.dumps({"about": about, "files": digests}, indent=1).encode()


def named_in(marker: bytes | None) -> dict[str, str]:
    """The digests that a marker tells, by the paths; empty if it is none."""
    try:
        files = json.loads(marker or b"")["files"]
        return {str(name): str(digest) for name, digest in files.items()}
    except (ValueError, TypeError, KeyError, AttributeError):
        return {}


def facts_of(path: Path) -> os.stat_result | None:
    """What the system says of a path, links not followed; None if nothing has the name."""
    try:
        return path.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return None


def check_file(path: Path, data: bytes, record: Record) -> Problem | None:
    """Why a file may not be written to a place; None if it may.

    It may where there is nothing, the same bytes, or what was written there for this letter.
    """
    if _TEXT.fullmatch(path.name) and _is_within(path.parent, record.folder):
        return _refused(path, "this is a text of the letter itself")
    facts = facts_of(path)
    if facts is None:
        return None
    mode = facts.st_mode
    if not stat.S_ISREG(mode):
        return _refused(path, f"{_kind(mode)} of this name is there already")
    found = read_regular(path, _MOST)
    if found is not None and (found == data or record.knows(path, found)):
        return None
    return _refused(
        path, "a file of this name is there that was not made for this letter, or was changed since"
    )


def check_folder(place: Path, record: Record) -> Problem | None:
    """Why a pack may not be put in a place; None if it may.

    It may where there is nothing, or a pack that was put there for this letter, with nothing in
    it that was added or changed since; never in the letter's folder, in one above it, or within.
    """
    real = place.parent.resolve() / place.name
    if _is_within(real, record.folder) or _is_within(record.folder, real):
        message = "this is the letter's own folder, one above it or one within it"
        hint = "nothing was touched: choose a folder beside the letter's with -o, such as -o ../out"
        return error("not-replaced", message, Place(str(place)), hint)
    return check_pack(place, place, record)


def check_pack(path: Path, of: Path, record: Record) -> Problem | None:
    """Why a folder may not be moved or taken away; None if it is absent or an own pack.

    `of` is the place in which it was put when it was new.
    """
    facts = facts_of(path)
    if facts is None:
        return None
    mode = facts.st_mode
    if not stat.S_ISDIR(mode):
        return _refused(path, f"{_kind(mode)} of this name is there already")
    marker = read_regular(path / MARKER, _MOST)
    if not record.knows(of, marker or b""):
        return _refused(path, "a folder of this name is there that was not made for this letter")
    listed = named_in(marker)
    for name in contents(path).others(listed):
        return _refused(path / name, "this was added to the pack after it was made")
    for name, digest in listed.items():
        if os.path.lexists(path / name) and _digest(path / name) != digest:
            return _refused(path / name, "this was changed after the pack was made")
    return None


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a folder by their paths below it: files of any kind, and folders."""

    files: tuple[str, ...]
    folders: tuple[str, ...]

    def others(self, names: Iterable[str]) -> Iterator[str]:
        """What belongs to none of the files named: neither is one nor leads to one."""
        own = set(names)
        leading = {str(parent) for name in own for parent in Path(name).parents}
        yield from (name for name in self.folders if name not in leading)
        for name in self.files:
            if name not in own and name != MARKER and Path(name).name not in _LEFT_BY_SYSTEMS:
                yield name


def contents(folder: Path) -> Contents:
    """Everything below a folder; links are not followed."""
    files: list[str] = []
    folders: list[str] = []
    waiting = [folder]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                name = os.path.relpath(entry.path, folder)
                if entry.is_dir(follow_symlinks=False):
                    folders.append(name)
                    waiting.append(Path(entry.path))
                else:
                    files.append(name)
    return Contents(tuple(sorted(files)), tuple(sorted(folders)))


def earlier_places(place: Path, keep: int) -> list[Path]:
    """Where earlier packs are kept, the newest first."""
    return [place.parent / f"{place.name} (earlier {number})" for number in range(1, keep + 1)]


def check_earlier(place: Path, keep: int, record: Record) -> list[Problem]:
    """Why the earlier packs may not be moved on: what has their names is none of them."""
    found = (check_pack(path, place, record) for path in earlier_places(place, keep))
    return [problem for problem in found if problem]


def _is_within(path: Path, folder: Path) -> bool:
    """Whether a path is a folder or leads into it, by any name that the system has for it."""
    try:
        home = folder.stat()
    except OSError:
        return False
    for each in (path, *path.parents):
        with contextlib.suppress(OSError):
            if os.path.samestat(each.stat(), home):
                return True
    return False


def _digest(path: Path) -> str | None:
    data = read_regular(path, _MOST)
    return None if data is None else hashlib.sha256(data).hexdigest()


def _kind(mode: int) -> str:
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISLNK(mode):
        return "a link"
    return "a file" if stat.S_ISREG(mode) else "a pipe or device"


def _refused(path: Path, message: str) -> Problem:
    return error("not-replaced", message, Place(str(path)), _HINT)


def own(names: Sequence[str], folder: Path) -> bool:
    """Whether a folder has nothing in it but some files, or parts of them."""
    return is_folder(folder) and not [*contents(folder).others(names)]
