"""Folders for files that only live as long as a process; what was killed is tidied by the next.

A process that is killed can't take its folder away.  So it keeps a lock on it, which ends with
it, and whoever makes a folder first takes away those of this user that nobody holds any more.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX = "formalletter-"
_LOCK, _UNHELD = ".held", ".unheld"
_SOON = 3600  # seconds, in which a folder without a lock gets it


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A new folder of this process; it goes with the context."""
    _tidy()
    path = Path(tempfile.mkdtemp(prefix=PREFIX))
    try:
        with (path / _UNHELD).open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            (path / _UNHELD).rename(path / _LOCK)  # nobody finds it that could take it first
            yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


def _tidy() -> None:
    """Takes away the folders of processes that are no more."""
    with contextlib.suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            is_ours = entry.name.startswith(PREFIX) and entry.is_dir(follow_symlinks=False)
            facts = entry.stat(follow_symlinks=False)
            if is_ours and facts.st_uid == os.getuid():
                _take_away(Path(entry.path), time.time() - facts.st_mtime)


def _take_away(path: Path, age: float) -> None:
    """Takes a folder away unless somebody holds it, or has only just made it (`age` in s)."""
    if not (path / _LOCK).exists() and age > _SOON:
        shutil.rmtree(path, ignore_errors=True)
    with contextlib.suppress(OSError), (path / _LOCK).open("rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
