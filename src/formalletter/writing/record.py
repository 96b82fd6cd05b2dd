"""The private folder of a letter: which files were made for it, and the texts before an edit.

`.formalletter/` stands in the letter's folder and is for its owner only.  `written.json` tells
each file and pack that was put somewhere for the letter, with a digest of its bytes: so a later
build knows what it may replace, and an erasure where to look.  The digests are keyed, so that
they can't be compared with others, and an entry is made before its file is put in place, so
that a kill loses none.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import json
import os
import secrets
import time
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from .files import PRIVATE, is_folder, put_file, read_regular

try:
    import fcntl
except ImportError:  # Windows has no such locks
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

FOLDER: Final = ".formalletter"
_RECORD = "written.json"
_IGNORED = ".gitignore"
_MOST = 10_000_000  # bytes of a record
_MOST_DIGESTS = 120  # of one place; 100 earlier packs can be kept
_PATIENCE = 10.0  # seconds to wait for another process that writes for the same letter


@dataclass(frozen=True, slots=True)
class Record:
    """What was written for the letter in `folder`, links followed.

    `entries` are the keyed digests, oldest first, by the paths of what was written, as they lead
    there from the letter's folder; `states` are such digests of the letter that the last was
    made of, where that is known (`ageing`).
    """

    folder: Path
    key: bytes = field(repr=False)
    entries: Mapping[str, tuple[str, ...]]
    states: Mapping[str, str] = field(default_factory=dict)

    def knows(self, path: Path, data: bytes) -> bool:
        """Whether these bytes were written to this place for this letter."""
        return self._digest(data) in self.entries.get(self._name(path), ())

    def is_older(self, path: Path, state: bytes) -> bool:
        """Whether what was written there last was made of another state of the letter."""
        made_of = self.states.get(self._name(path))
        return made_of is not None and made_of != self._digest(state)

    def places(self) -> tuple[Path, ...]:
        """All places that something was ever written to for this letter, sorted."""
        return tuple(sorted(Path(os.path.normpath(self.folder / name)) for name in self.entries))

    def notes(self, path: Path) -> bool:
        """Whether it is known that something was written to a place, or to the pack around it."""
        return any(self._name(each) in self.entries for each in (path, path.parent))

    def token(self, path: Path) -> str:
        """A name that nobody else can have given, for a file on its way to a place."""
        name = os.fsencode(self._name(path))
        return hmac.new(self.key, b"on its way: " + name, hashlib.sha256).hexdigest()[:16]

    def noting(self, written: Mapping[Path, bytes], state: bytes) -> Record:
        """The record with what is about to be written, made of a state of the letter."""
        entries, states = dict(self.entries), dict(self.states)
        for path, data in written.items():
            name, digest = self._name(path), self._digest(data)
            earlier = [each for each in entries.get(name, ()) if each != digest]
            entries[name] = (*earlier, digest)[-_MOST_DIGESTS:]
            states.pop(name, None)
            if state:
                states[name] = self._digest(state)
        return replace(self, entries=entries, states=states)

    def forgetting(self, paths: Collection[Path]) -> Record:
        """The record without some places."""
        names = {self._name(path) for path in paths}
        kept = {name: each for name, each in self.entries.items() if name not in names}
        states = {name: each for name, each in self.states.items() if name not in names}
        return replace(self, entries=kept, states=states)

    def _digest(self, data: bytes) -> str:
        return hmac.new(self.key, data, hashlib.sha256).hexdigest()

    def _name(self, path: Path) -> str:
        return os.path.relpath(path.parent.resolve() / path.name, self.folder)


def read_record(folder: Path) -> Record:
    """The record of a letter; a new one where there is none, or none that can be read."""
    home = folder.resolve()
    data = read_regular(home / FOLDER / _RECORD, _MOST) if is_folder(home / FOLDER) else None
    with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
        return _parsed(home, json.loads(data or b""))
    return Record(home, secrets.token_bytes(16), {})


def _parsed(home: Path, plain: dict[str, Any]) -> Record:
    """The record of what JSON has.

    A letter that was copied brings the record of the first along: what is in the very place of
    one of that one's files is that one's.  One that was moved keeps its own.
    """
    first = Path(plain["folder"])
    is_copy = first != home and is_folder(first / FOLDER)
    entries = {
        name: tuple(str(digest) for digest in digests)
        for name, digests in plain["written"].items()
        if not (is_copy and os.path.normpath(first / name) == os.path.normpath(home / name))
    }
    states = {name: str(each) for name, each in plain.get("made-of", {}).items() if name in entries}
    return Record(home, bytes.fromhex(plain["key"]), entries, states)


def note(folder: Path, written: Mapping[Path, bytes], state: bytes = b"") -> Record:
    """Writes down what is about to be written for a letter, and gives the record.

    Where nothing can be written beside the letter, what is there can't be known to be its own
    the next time, and is then not replaced (`writing.unnoted` tells it).
    """
    with _locked(folder) as record:
        noted = record.noting(written, state)
        _keep(noted)
    return noted


def forget(folder: Path, paths: Collection[Path]) -> None:
    """Takes places out of a letter's record, as after what is there was taken away."""
    with _locked(folder) as record:
        _keep(record.forgetting(paths))


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[Record]:
    """The record, while no other process changes it."""
    descriptor = None
    try:
        with contextlib.suppress(OSError):
            descriptor = os.open(private_folder(folder), os.O_RDONLY)
            _lock(descriptor)
        yield read_record(folder)
    finally:
        if descriptor is not None:
            os.close(descriptor)


def _lock(descriptor: int) -> None:
    if fcntl is not None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with contextlib.suppress(BlockingIOError):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            time.sleep(0.02)


def private_folder(folder: Path) -> Path:
    """The letter's private folder, made where it is missing.

    Raises `OSError` where it can't be, `NotADirectoryError` where it is a link or a file.
    """
    path = folder.resolve() / FOLDER
    with contextlib.suppress(FileExistsError):
        path.mkdir(mode=0o700)
    if not is_folder(path):
        raise NotADirectoryError(str(path))
    if not os.path.lexists(path / _IGNORED):
        put_file(path / _IGNORED, b"*\n", path / f"{_IGNORED}.new", over=None, mode=PRIVATE)
    return path


def _keep(record: Record) -> None:
    plain = {
        "about": "what formalletter wrote for this letter, and where; keep it private",
        "folder": str(record.folder),
        "key": record.key.hex(),
        "written": {name: list(digests) for name, digests in sorted(record.entries.items())},
        "made-of": dict(sorted(record.states.items())),
    }
    data = json.dumps(plain, indent=1).encode()
    with contextlib.suppress(OSError):
        path = private_folder(record.folder) / _RECORD
        over = path.lstat() if os.path.lexists(path) else None
        put_file(path, data, path.with_suffix(".new"), over=over, mode=PRIVATE)


def _real(path: Path) -> Path:
    """The path with its folder's links followed, and not its own."""
    return path.parent.resolve() / path.name
