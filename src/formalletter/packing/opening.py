"""Opens packs that come from anywhere: a folder, a zip file, or a file of one, with limits."""

from __future__ import annotations

import os
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..errors import InputError
from .manifest import MANIFEST
from .pack import KEEP, PARTS
from .sums import SUMS

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_FILES = 1000
MOST_BYTES = 1 << 30  # of all files of a pack together
_LISTS = (SUMS, MANIFEST)
_HINT = "give the folder or the zip file that a build made, or one file of it"
_IRREGULAR = "it is no regular file, and a pack has no others"
_ZIP = ".zip"


@dataclass(frozen=True, slots=True)
class FoundPack:
    """A pack's files by their paths below it, and how it is called in messages (`shown`).

    `copy_of` is its folder's path as the build made it: a folder and its zip file have the same.
    One that `is_sent` is what goes out of a set, without the lists that were kept.
    """

    shown: str
    copy_of: str
    files: dict[str, bytes] = field(repr=False)
    is_sent: bool = False


def packs_in(path: Path) -> list[FoundPack]:
    """The packs in a folder, in the folders below it, or in a zip file.

    Raises `InputError` if there is none, or what is there can't be read or is far from being one.
    """
    if not path.exists():
        raise _refused(path, "there is no such file or folder")
    if not (path.is_file() or path.is_dir()):
        raise _refused(path, "it is neither a file nor a folder, but a pipe or a device")
    try:
        found = list(_of_zip(path) if path.is_file() else _of_folder(path, 1))
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise _refused(Path(fault.filename or path), f"it can't be read: {reason}") from fault
    if not found:
        raise _refused(path, "there is no pack in it")
    return found


def sets_beside(path: Path) -> list[FoundPack]:
    """The packs whose folders stand beside a zip file; none where there are no lists."""
    try:
        beside = sorted(each for each in path.absolute().parent.iterdir() if each.is_dir())
        return [each for folder in beside if _has_lists(folder) for each in _of_folder(folder, 0)]
    except OSError:
        return []


def sent_in(path: Path) -> FoundPack:
    """What was sent: a file, an unpacked folder or a zip file, without lists of its own.

    Raises `InputError` as `packs_in` does.
    """
    try:
        if path.is_dir():
            files = _files_below(path)
        elif path.suffix.lower() == _ZIP:
            files = _files_in_zip(path)
        else:
            files = {path.name: next(iter(open_one(path)[1].values()))}
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise _refused(path, f"it can't be read: {reason}") from fault
    return FoundPack(str(path), str(path), files, is_sent=True)


def open_one(path: Path) -> tuple[str, dict[str, bytes]]:
    """One file of a pack with the lists of its set, by their paths below that; its own path first.

    Raises `InputError` as `packs_in` does.
    """
    whole = path.absolute()
    folder = whole.parent
    if folder.name in PARTS and _has_lists(folder.parent):
        folder = folder.parent
    try:
        lists = [folder / where / name for where in ("", KEEP) for name in _LISTS]
        here = [each for each in dict.fromkeys((whole, *lists)) if each.is_file()]
        _limit(path, len(here), sum(each.stat().st_size for each in here))
        found = {each.relative_to(folder).as_posix(): _read(each) for each in here}
        return whole.relative_to(folder).as_posix(), found
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise _refused(path, f"it can't be read: {reason}") from fault


def _of_folder(folder: Path, deeper: int) -> Iterator[FoundPack]:
    """The pack that a folder is, or those in it; else those `deeper` levels down."""
    if _has_lists(folder):
        yield FoundPack(str(folder), str(folder), _files_below(folder))
        return
    inner = sorted(each for each in folder.iterdir() if not each.name.startswith("."))
    for each in inner:  # what can't be read must not count as read
        if not (stat.S_ISREG(mode := each.lstat().st_mode) or stat.S_ISDIR(mode)):
            raise _refused(each, _IRREGULAR)
    folders = [each for each in inner if each.is_dir()]
    archives = [each for each in inner if each.suffix.lower() == _ZIP and each.is_file()]
    # Beside a pack, a folder without lists has lost them.
    if archives or any(map(_has_lists, folders)):
        for each in folders:
            yield FoundPack(str(each), str(each), _files_below(each))
        for each in archives:
            yield from _of_zip(each)
    elif deeper:
        for each in folders:
            yield from _of_folder(each, deeper - 1)


def _has_lists(folder: Path) -> bool:
    return any((folder / where / name).exists() for where in ("", KEEP) for name in _LISTS)


def _files_below(folder: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    total = 0
    for path in sorted(folder.rglob("*")):
        facts = path.lstat()
        if stat.S_ISDIR(facts.st_mode):
            continue
        if not stat.S_ISREG(facts.st_mode):
            raise _refused(path, _IRREGULAR)
        _limit(folder, len(found) + 1, total + facts.st_size)
        data = _read(path)
        total += len(data)
        _limit(folder, len(found) + 1, total)
        found[path.relative_to(folder).as_posix()] = data
    return found


def _read(path: Path) -> bytes:
    """A regular file, which may be another thing by now, or growing.  Raises `InputError`."""
    # Non-blocking, so that a pipe put in the file's place can't hold us up.
    with open(os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK), "rb") as file:  # noqa: PTH123
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise _refused(path, _IRREGULAR)
        data = file.read(MOST_BYTES + 1)
    _limit(path, 1, len(data))
    return data


def _of_zip(path: Path) -> Iterator[FoundPack]:
    """What a zip file sends; or the pack in it, below one folder or without one."""
    files = _files_in_zip(path)
    if not any(PurePosixPath(name).name in _LISTS for name in files):
        yield FoundPack(str(path), str(path), files, is_sent=True)
        return
    if any(name in files for name in _LISTS):
        yield FoundPack(str(path), str(path), files)
        return
    packs: dict[str, dict[str, bytes]] = {}
    for name, data in files.items():
        folder, _, rest = name.partition("/")
        if not rest:
            raise _refused(path, f"“{name}” in it does not belong to the pack")
        packs.setdefault(folder, {})[rest] = data
    for folder, members in packs.items():
        yield FoundPack(f"{path}/{folder}", str(path.parent / folder), members)


def _files_in_zip(path: Path) -> dict[str, bytes]:
    _limit(path, 1, path.stat().st_size)
    try:
        with zipfile.ZipFile(path) as source:
            found = _unpacked(path, source)
            if source.namelist() and source.filelist[0].header_offset != 0:
                raise _refused(path, "something stands before the zip file in it, as in a program")
            return found
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError) as fault:
        raise _refused(path, "it is no zip file, or a damaged one") from fault


def _unpacked(path: Path, source: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    entries = [entry for entry in source.infolist() if not entry.is_dir()]
    _limit(path, len(entries), sum(entry.file_size for entry in entries))
    for entry in entries:
        if not _stays_inside(entry):
            raise _refused(path, f"“{entry.filename}” in it would be unpacked somewhere else")
        if entry.filename in found:
            raise _refused(path, f"it has two files called “{entry.filename}”")
        with source.open(entry) as packed:
            data = packed.read(entry.file_size + 1)  # it may be more than it says
        if len(data) != entry.file_size:
            raise _refused(path, f"“{entry.filename}” has another size than it says")
        found[entry.filename] = data
    return found


def _stays_inside(entry: zipfile.ZipInfo) -> bool:
    """Whether it is a regular file below the folder that it is unpacked in."""
    name = entry.orig_filename
    kind = stat.S_IFMT(entry.external_attr >> 16)
    is_plain = name.isprintable() and "\\" not in name and ":" not in name
    parts = name.split("/")
    return is_plain and kind in {0, stat.S_IFREG} and not {"", ".", ".."} & set(parts)


def _limit(path: Path, files: int, total: int) -> None:
    if files > MOST_FILES or total > MOST_BYTES:
        raise _refused(path, "it is far larger than any pack")


def _refused(path: Path, reason: str) -> InputError:
    return InputError([error("pack-unreadable", reason, Place(str(path)), _HINT)])
