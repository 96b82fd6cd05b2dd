"""Puts bytes in their place: whole, or not at all.

The bytes are written to a file without a name where the system has such (Linux), and linked or
renamed into place when they are all there: who is killed meanwhile leaves the earlier file as it
was, and no part of a new one.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import os
import stat
import sys
from pathlib import Path
from typing import Final

READABLE: Final = 0o666  # less the user's umask
PRIVATE: Final = 0o600
_AT_FDCWD = -100  # linux/fcntl.h
_NO_REPLACE, _EXCHANGE = 1, 2  # RENAME_… of linux/fs.h
_SWAP, _EXCLUSIVE = 2, 4  # RENAME_SWAP and RENAME_EXCL of sys/stdio.h on macOS
_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def put_file(
    path: Path,
    data: bytes,
    temporary: Path,
    *,
    over: os.stat_result | None,
    mode: int | None = None,
) -> None:
    """Writes `data` to `path`; over the file that `over` describes, and over nothing else.

    It gets the permissions `mode`, or those that the user's new files get.  `temporary` is a
    name beside it that is free, or has what an earlier call left there.  Raises `OSError`:
    `FileExistsError` where something else has the name by now.
    """
    _discard(temporary)
    descriptor, is_named = _open(temporary)
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, no path)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
            os.fchmod(descriptor, READABLE & ~umask() if mode is None else mode)
            if over is None:
                _link_new(descriptor if not is_named else temporary, path)
                sync_folder(path.parent)
                return
            if not is_named:
                _link(descriptor, temporary)
        check_same(path, over)
        os.replace(temporary, path)  # noqa: PTH105 (both are given as they are)
        sync_folder(path.parent)
    finally:
        _discard(temporary)


def check_same(path: Path, facts: os.stat_result) -> None:
    """Raises `FileExistsError` where a file is another one, or has changed, since it was looked at.

    `FileNotFoundError` where there is none any more.
    """
    now = path.lstat()
    if not os.path.samestat(now, facts) or (now.st_mtime_ns, now.st_size) != (
        facts.st_mtime_ns,
        facts.st_size,
    ):
        raise exists(path)


def remove_file(path: Path, facts: os.stat_result) -> None:
    """Takes a file away that is as `facts` describe it.  Raises `OSError`, as `check_same` does."""
    check_same(path, facts)
    path.unlink()
    sync_folder(path.parent)


def exists(path: Path) -> FileExistsError:
    """The fault that something has a name that was to be free."""
    return FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(path))


def rename_new(source: Path, path: Path) -> None:
    """Renames to a name that nothing has.  Raises `FileExistsError` where something has it."""
    if _renamed(source, path, _NO_REPLACE, _EXCLUSIVE):
        return
    if os.path.lexists(path):
        raise exists(path)
    source.rename(path)


def swap(one: Path, other: Path) -> bool:
    """Exchanges two paths in one step; False where the system or its file system can't."""
    return _renamed(one, other, _EXCHANGE, _SWAP)


def _renamed(one: Path, other: Path, linux: int, mac: int) -> bool:
    """Renames by a call of the system that takes flags; False where that is refused."""
    libc = ctypes.CDLL(None, use_errno=True)
    first, second = os.fsencode(one), os.fsencode(other)
    with contextlib.suppress(AttributeError):  # a C library without the function
        if sys.platform == "darwin":
            return bool(libc.renamex_np(first, second, mac) == 0)
        return bool(libc.renameat2(_AT_FDCWD, first, _AT_FDCWD, second, linux) == 0)
    return False


def read_regular(path: Path, most: int) -> bytes | None:
    """The bytes of a regular file, no link; None where it is none, is larger or can't be read."""
    with contextlib.suppress(OSError):
        # Non-blocking, so that a pipe put in the file's place can't hold us up.
        descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with open(descriptor, "rb") as file:  # noqa: PTH123 (a descriptor, no path)
            if stat.S_ISREG(os.fstat(descriptor).st_mode):
                data = file.read(most + 1)
                return data if len(data) <= most else None
    return None


def is_folder(path: Path) -> bool:
    """Whether a path is a folder and no link to one."""
    return path.is_dir() and not path.is_symlink()


def sync_folder(folder: Path) -> None:
    """Sees to it that the names in a folder are on the disk, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def umask() -> int:
    """The permissions that new files do not get; the system tells it only while setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask


def _open(temporary: Path) -> tuple[int, bool]:
    """A new file for writing, and whether it already has the temporary name."""
    nameless: int | None = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        with contextlib.suppress(OSError):  # not every file system can
            return os.open(temporary.parent, nameless | os.O_WRONLY, PRIVATE), False
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), True


def _link_new(source: int | Path, path: Path) -> None:
    """Gives the file a name that nothing has."""
    if isinstance(source, int):
        _link(source, path)
        return
    try:
        os.link(source, path)
    except OSError as fault:
        if fault.errno not in _NO_LINKS:
            raise
        rename_new(source, path)


def _link(descriptor: int, path: Path) -> None:
    """Gives a file without a name one."""
    # Any folder given makes Python call linkat, which follows the link in /proc.
    source = f"/proc/self/fd/{descriptor}"
    os.link(source, path, src_dir_fd=descriptor, follow_symlinks=True)


def _discard(temporary: Path) -> None:
    with contextlib.suppress(OSError):
        temporary.unlink()
