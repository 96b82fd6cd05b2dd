"""Puts a finished file in its place: whole, or not at all.

The bytes are written beside the place under a temporary name and renamed over it, so that
an interrupted or failed build leaves the earlier file as it was.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from typing import TYPE_CHECKING

from .diagnostics import Place, error
from .errors import DeliveryError

if TYPE_CHECKING:
    from pathlib import Path

READABLE = 0o666  # less the user's umask


def deliver(data: bytes, path: Path) -> None:
    """Writes `data` to `path` atomically, making its folder where needed.

    Raises `DeliveryError` when the file can't be written; what was there stays.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as fault:
        raise _refused(path, fault) from fault
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123 (a descriptor, no path)
            file.write(data)
            file.flush()
            os.fsync(descriptor)
            os.fchmod(descriptor, READABLE & ~_umask())
        os.replace(temporary, path)  # noqa: PTH105 (both are given as they are)
    except OSError as fault:
        raise _refused(path, fault) from fault
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)  # noqa: PTH108


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
