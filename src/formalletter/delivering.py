"""Puts a finished file in its place: whole, or not at all.

The bytes are written beside the place, to a file without a name where the system has such
(Linux), and renamed over it when they are all there: a build that fails or is killed leaves
the earlier file as it was, and no part of a new one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from .diagnostics import Place, error
from .errors import DeliveryError

READABLE = 0o666  # less the user's umask


def deliver(data: bytes, path: Path) -> None:
    """Writes `data` to `path` atomically, making its folder where needed.

    Raises `DeliveryError` when the file can't be written; what was there stays.
    """
    temporary = path.parent / f".{path.name}.{secrets.token_hex(4)}"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, is_named = _open(temporary)
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, no path)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
            os.fchmod(descriptor, READABLE & ~_umask())
            if not is_named:
                # Any folder given makes Python call linkat, which follows the link in /proc.
                source = f"/proc/self/fd/{descriptor}"
                os.link(source, temporary, src_dir_fd=descriptor, follow_symlinks=True)
        os.replace(temporary, path)  # noqa: PTH105 (both are given as they are)
    except OSError as fault:
        raise _refused(path, fault) from fault
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _open(temporary: Path) -> tuple[int, bool]:
    """A new file for writing, and whether it already has the temporary name."""
    nameless: int | None = getattr(os, "O_TMPFILE", None)
    if nameless is not None and Path("/proc/self/fd").is_dir():
        with contextlib.suppress(OSError):  # not every file system can
            return os.open(temporary.parent, nameless | os.O_WRONLY, 0o600), False
    return os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), True


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _refused(path: Path, fault: OSError) -> DeliveryError:
    return DeliveryError(
        [
            error(
                "not-delivered",
                f"the file could not be written: {(fault.strerror or str(fault)).lower()}",
                Place(str(path)),
                "free some space or choose another folder with -o; the earlier file is untouched",
            )
        ]
    )
