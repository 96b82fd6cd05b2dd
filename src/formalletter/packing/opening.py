"""Opens a pack that comes from anywhere: a folder or a zip file, with limits."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..errors import InputError
from .manifest import MANIFEST
from .sums import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_FILES = 1000
MOST_BYTES = 1 << 30  # of all files of a pack together
_HINT = "give the folder or the zip file that a build made, or one file of it"


def open_pack(path: Path) -> dict[str, bytes]:
    """The files of a pack's folder or zip file by their paths below it.

    Raises `InputError` if there is none, or it is far from being one.
    """
    try:
        return _of_zip(path) if path.is_file() else _of_folder(path)
    except (OSError, zipfile.BadZipFile, RuntimeError, NotImplementedError) as fault:
        reason = getattr(fault, "strerror", None) or str(fault)
        raise _refused(path, f"it can't be read: {reason.lower()}") from fault


def _of_folder(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        if stat.S_ISDIR(facts.st_mode):
            continue
        if not stat.S_ISREG(facts.st_mode):
            raise _refused(path, "it is no regular file, and a pack has no others")
        total += facts.st_size
        _limit(folder, len(found) + 1, total)
        found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def _of_zip(path: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    with path.open("rb") as file, zipfile.ZipFile(file) as source:
        entries = [entry for entry in source.infolist() if not entry.is_dir()]
        _limit(path, len(entries), sum(entry.file_size for entry in entries))
        for entry in entries:
            if entry.filename in found:
                raise _refused(path, f"it has two files called {entry.filename!r}")
            with source.open(entry) as packed:
                data = packed.read(entry.file_size + 1)  # it may be more than it says
            if len(data) != entry.file_size:
                raise _refused(path, f"{entry.filename!r} has another size than it says")
            found[entry.filename] = data
    return found


def packs_in(path: Path) -> Iterator[tuple[str, dict[str, bytes]]]:
    """The packs in a folder or zip file, each with how it is called and its files.

    Raises `InputError` as `open_pack` does, or if there is none.
    """
    files = open_pack(path)
    if SUMS in files or MANIFEST in files:
        yield str(path), files
        return
    packs: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        folder, _, rest = name.partition("/")
        if rest:
            packs.setdefault(folder, {})[rest] = data
    archives = [name for name in files if "/" not in name and name.endswith(".zip")]
    if not packs and not archives:
        raise _refused(path, "there is no pack in it")
    for folder, members in packs.items():
        yield f"{path}/{folder}", members
    for archive in archives:
        yield from packs_in(path / archive)


def _limit(path: Path, files: int, total: int) -> None:
    if files > MOST_FILES or total > MOST_BYTES:
        raise _refused(path, "it is far larger than any pack")


def _refused(path: Path, reason: str) -> InputError:
    return InputError([error("pack-unreadable", reason, Place(str(path)), _HINT)])
