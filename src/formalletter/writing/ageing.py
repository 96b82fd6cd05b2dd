"""Which finished files are older than the letter that they were made of.

An older pack beside a new file still names who has withdrawn since; somebody sends it by mistake.
With each file, the record keeps a keyed digest of all that the letter's folder held then.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ..diagnostics import Place, warning
from . import record
from .files import read_regular
from .guarding import MARKER, earlier_places, facts_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from ..diagnostics import Problem

_MOST_FILES = 5_000  # of a letter's folder; who keeps more in it is told nothing
_LARGEST = 300_000_000  # bytes of one of them
_MOST_KEPT = 100  # earlier packs
_MADE_OF_EARLIER: Final = "finished-older"


def state(folder: Path, made: Collection[Path]) -> bytes:
    """A digest of all that a letter's folder holds, less what was `made` for it; b"" for too much.

    Hidden files are not the letter's, nor are those that editors keep beside the ones they write.
    """
    total = hashlib.sha256()
    outputs = {str(_real(path)) for path in made}
    for count, path in enumerate(_files(folder.resolve(), outputs)):
        data = read_regular(path, _LARGEST)
        if count >= _MOST_FILES:
            return b""
        total.update(os.fsencode(os.path.relpath(path, folder.resolve())) + b"\0")
        total.update(hashlib.sha256(data or b"").digest())
    return total.digest()


def _files(folder: Path, outputs: set[str]) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if not name.startswith(".")
            and str(Path(place, name)) not in outputs
            and not os.path.lexists(Path(place, name, MARKER))
        )
        for name in sorted(names):
            path = Path(place, name)
            if not name.startswith(".") and not name.endswith("~") and str(path) not in outputs:
                yield path


def older(owner: Path) -> list[Problem]:
    """A warning for each finished file or pack that was made of an earlier state of the letter."""
    known = record.read_record(owner)
    now = state(owner, known.places()) if known.entries else b""
    found = []
    for place in known.places() if now else ():
        if facts_of(place) is not None and known.is_older(place, now) and _is_own(place, known):
            found.append(_told(place, "it was made of an earlier state of the letter"))
        found += [
            _told(path, "an earlier pack of the letter is kept here")
            for path in earlier_places(place, _MOST_KEPT)
            if os.path.lexists(path / MARKER)
        ]
    return found


def _is_own(place: Path, known: record.Record) -> bool:
    """Whether what is in a place still is what was put there."""
    data = read_regular(place / MARKER if place.is_dir() else place, _LARGEST)
    return data is not None and known.knows(place, data)


def _told(path: Path, message: str) -> Problem:
    hint = "send nothing of it, for it may name who has withdrawn: build it anew, or delete it"
    return warning(_MADE_OF_EARLIER, message, Place(os.path.relpath(path)), hint)


def _real(path: Path) -> Path:
    return path.parent.resolve() / path.name
