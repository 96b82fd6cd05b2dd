"""Puts a whole folder in the place of another: whole, or not at all.

The new folder is made beside the place under a hidden name and then exchanged with the old one
in one step of the system (`renameat2` with RENAME_EXCHANGE on Linux, `renamex_np` with
RENAME_SWAP on macOS); so a kill at any moment leaves either the old pack or the new one.  Where
the system has no such step, the old folder is moved aside first, and moved back by the next
build if there was none in between.

What a killed build left under its hidden name is taken away by the next one: it is known by
nobody holding its lock.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import shutil
import sys
from typing import TYPE_CHECKING, NoReturn, Self

from ..diagnostics import Place, error
from ..errors import DeliveryError

try:
    import fcntl
except ImportError:  # Windows has no such locks, and no way to exchange folders either
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import TracebackType

_AT_FDCWD = -100  # linux/fcntl.h
_RENAME_EXCHANGE = 2  # linux/fs.h
_RENAME_SWAP = 2  # sys/stdio.h of macOS
READABLE = 0o755


class Staging:
    """The hidden folder in which a pack is made, locked until it is in its place.

    Raises `DeliveryError` when the folder can't be made, or another build is just making the
    same pack.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        self._folder = place.parent / f".{place.name}.new"
        self._aside = place.parent / f".{place.name}.old"
        self._locks: list[int] = []

    def __enter__(self) -> Self:
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            self._lock_new()
            _empty(self._folder)
            if self._aside.is_dir():  # a build was killed between its two steps
                if self._place.exists():
                    shutil.rmtree(self._aside)
                else:
                    self._aside.rename(self._place)
        except OSError as fault:
            self._release()
            self._refuse(fault)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        with contextlib.suppress(OSError):
            if self._folder.is_dir():
                shutil.rmtree(self._folder)
        self._release()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Writes the files, by their paths below the folder, down to the disk."""
        try:
            folders = {self._folder}
            for name, data in files.items():
                path = self._folder / name
                path.parent.mkdir(parents=True, exist_ok=True)
                folders.add(path.parent)
                with path.open("xb") as file:
                    file.write(data)
                    file.flush()
                    os.fsync(file.fileno())
            for folder in folders:
                _sync(folder)
        except OSError as fault:
            self._refuse(fault)

    def put_in_place(self, keep: int = 0) -> None:
        """Exchanges the folder with the one in the place; `keep` earlier ones are kept."""
        try:
            self._folder.chmod(READABLE & ~_umask())
            if self._place.is_dir() and not self._place.is_symlink():
                self._lock(self._place)  # no other build may take it for something left over
                kept = _make_room(self._place, keep)  # what can fail, fails before the exchange
                _exchange(self._folder, self._place, self._aside)
                if kept is not None:
                    self._folder.rename(kept)
            else:
                _refuse_existing(self._place)
                self._folder.rename(self._place)
            _sync(self._place.parent)
        except OSError as fault:
            self._refuse(fault)

    def _lock_new(self) -> None:
        self._folder.mkdir(mode=0o700, exist_ok=True)
        try:
            self._lock(self._folder)
            self._check_lock()
        except BlockingIOError:
            hint = "wait until it is done, or choose another folder with -o"
            message = "another build is just writing this pack"
            place = Place(str(self._place))
            raise DeliveryError([error("pack-busy", message, place, hint)]) from None

    def _lock(self, folder: Path) -> None:
        if fcntl is not None:
            descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
            self._locks.append(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _check_lock(self) -> None:
        """Raises `BlockingIOError` if what is locked was put in its place meanwhile."""
        for descriptor in self._locks:
            if not os.path.samestat(os.fstat(descriptor), self._folder.lstat()):
                raise BlockingIOError

    def _release(self) -> None:
        while self._locks:
            os.close(self._locks.pop())

    def _refuse(self, fault: OSError) -> NoReturn:
        reason = (fault.strerror or str(fault)).lower()
        message = f"the pack could not be written: {reason}"
        first = "free some space"
        if isinstance(fault, FileExistsError):
            first = "move away what has this name"
        hint = f"{first}, or choose another folder with -o; the earlier pack is untouched"
        place = Place(str(fault.filename or self._place))
        raise DeliveryError([error("pack-not-delivered", message, place, hint)]) from fault


def _make_room(place: Path, keep: int) -> Path | None:
    """Moves the earlier packs on, so that the first place is free; which that is, if any."""
    earlier = [place.parent / f"{place.name} (earlier {n})" for n in range(1, keep + 1)]
    if not earlier or not os.path.lexists(earlier[0]):
        return earlier[0] if earlier else None
    if earlier[-1].is_dir():
        shutil.rmtree(earlier[-1])
    for older, newer in zip(reversed(earlier), reversed(earlier[:-1]), strict=False):
        if newer.is_dir():
            newer.rename(older)
    _refuse_existing(earlier[0])
    return earlier[0]


def _refuse_existing(path: Path) -> None:
    """Raises `FileExistsError` where something that is no pack, a link too, has the name."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def _exchange(new: Path, place: Path, aside: Path) -> None:
    """Afterwards the new folder is in the place and the old one where the new one was."""
    if _swap(new, place):
        return
    place.rename(aside)
    try:
        new.rename(place)
    except OSError:
        aside.rename(place)
        raise
    aside.rename(new)


def _swap(one: Path, other: Path) -> bool:
    """Exchanges two paths in one step; False where the system or its file system can't."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):  # a C library without the function
        if sys.platform == "darwin":
            return bool(libc.renamex_np(first, second, _RENAME_SWAP) == 0)
        return bool(libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, _RENAME_EXCHANGE) == 0)
    return False


def _empty(folder: Path) -> None:
    for entry in os.scandir(folder):
        if entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)
        else:
            os.unlink(entry.path)  # noqa: PTH108 (an entry, no path)


def _sync(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
