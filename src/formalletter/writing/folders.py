"""Puts a whole folder in its place: whole, or not at all.

The new folder is made within a hidden one beside the place and then exchanged with the old one
in one step of the system (`renameat2` with RENAME_EXCHANGE on Linux, `renamex_np` with
RENAME_SWAP on macOS); so a kill at any moment leaves either the old folder or the new one.  Where
the system has no such step, the old one is moved aside first, and moved back by the next call if
there was none in between.

The hidden folder is locked meanwhile.  It begins with a list of all that will be in it: what a
kill left is known by it, and taken away by the next call; whatever else has its name stays.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING, Final, Self

from .files import exists, is_folder, read_regular, rename_new, swap, sync_folder, umask
from .guarding import MARKER, earlier_places, facts_of, named_in, own

try:
    import fcntl
except ImportError:  # Windows has no such locks, and no way to exchange folders either
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path
    from types import TracebackType

_READABLE = 0o777  # less the user's umask
_LIST: Final = "contents.json"
_LIST_MADE: Final = "contents.json.new"
_NEW, _OLD, _OLDEST = "new", "old", "oldest-"
_FOLDERS = re.compile(r"new|old|oldest-[0-9]{1,3}")
_MOST = 10_000_000  # bytes of a list


@dataclass(frozen=True, slots=True)
class Kept:
    """An earlier pack that is to be kept: under which name, and the SHA-256 of its marker."""

    name: str
    marker: str


class Staging:
    """The hidden folder in which a folder is made, locked until that is in its place.

    Raises `OSError` as the system does: `BlockingIOError` where another process is just making
    the same folder, `FileExistsError` where something else has the hidden name.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        token = hashlib.sha256(os.fsencode(place.name)).hexdigest()[:16]
        self._folder = place.parent / f".formalletter-{token}"
        self._locks: list[int] = []
        self._is_own = False

    @property
    def new(self) -> Path:
        """The folder that is made."""
        return self._folder / _NEW

    def __enter__(self) -> Self:
        try:
            self._place.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                self._folder.mkdir(mode=0o700)
            self._lock()
            self._take_over()
        except BaseException:
            self._leave()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._leave()

    def write(self, files: Mapping[str, bytes]) -> None:
        """Writes the files, by their paths below the folder, down to the disk."""
        self._list(files)
        self.new.mkdir(mode=0o700)
        folders = {self.new}
        for name, data in files.items():
            path = self.new / name
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
            _write(path, data)
        for folder in folders:
            sync_folder(folder)
        self.new.chmod(_READABLE & ~umask())

    def put_in_place(self) -> None:
        """Gives the folder the name of its place, which nothing may have."""
        rename_new(self.new, self._place)
        sync_folder(self._place.parent)

    def exchange(self, earlier: Sequence[Path], check: Callable[[Path], None]) -> None:
        """Puts the folder in the place of an earlier pack, which moves to the first of `earlier`.

        Those there move on, the last of them is taken away; without `earlier`, the pack is.
        `check` raises where the pack is not as it was when it was looked at; then it is put back.
        """
        markers = [read_regular(each / MARKER, _MOST) for each in (self.new, self._place)]
        kept = Kept(earlier[0].name, _digest(markers[1])) if earlier else None
        oldest = [read_regular(each / MARKER, _MOST) for each in earlier[-1:]]
        names = {name: "" for each in (*markers, *oldest) for name in (*named_in(each), MARKER)}
        self._list(names, kept)
        self._make_room(earlier)
        replaced = self._exchanged()
        try:
            check(replaced)
            if earlier:
                rename_new(replaced, earlier[0])
        except BaseException:
            self._put_back(replaced)
            raise
        sync_folder(self._place.parent)

    def _exchanged(self) -> Path:
        """Exchanges new and old; where the old one is now."""
        if swap(self.new, self._place):
            return self.new
        aside = self._folder / _OLD
        self._place.rename(aside)
        rename_new(self.new, self._place)
        return aside

    def _put_back(self, replaced: Path) -> None:
        if not replaced.is_dir():
            return  # it is kept already, and the new one is in its place
        if replaced != self.new:
            self._place.rename(self.new)
            replaced.rename(self._place)
        else:
            swap(self.new, self._place)

    def _make_room(self, earlier: Sequence[Path]) -> None:
        """Moves the earlier packs on up to the first gap; without one, the oldest goes aside."""
        taken = [*takewhile(os.path.lexists, earlier)]
        if not taken:
            return
        if len(taken) == len(earlier):
            rename_new(taken.pop(), self._folder / f"{_OLDEST}{len(earlier)}")
        for path, following in reversed([*zip(taken, earlier[1:], strict=False)]):
            rename_new(path, following)

    def _list(self, names: Iterable[str], kept: Kept | None = None) -> None:
        """Writes down what will be in the folder, before anything is."""
        path = self._folder / _LIST_MADE
        with contextlib.suppress(FileNotFoundError):
            path.unlink()
        plain = {"names": sorted(names), "kept": kept and [kept.name, kept.marker]}
        _write(path, json.dumps(plain).encode())
        path.replace(self._folder / _LIST)

    def _lock(self) -> None:
        if fcntl is not None:
            flags = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW
            try:
                descriptor = os.open(self._folder, flags)
            except NotADirectoryError:
                raise exists(self._folder) from None
            self._locks.append(descriptor)
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Another process may have taken it away between the two.
            now = facts_of(self._folder)
            if now is None or not os.path.samestat(os.fstat(descriptor), now):
                raise BlockingIOError

    def _take_over(self) -> None:
        """Goes on with what a killed process left; raises where it is somebody else's."""
        if not _is_left(self._folder):
            raise exists(self._folder)
        self._is_own = True
        self._clear()

    def _clear(self) -> None:
        """Takes away what a killed process left; what it had not yet moved on comes back."""
        old = self._folder / _OLD
        if is_folder(old) and not os.path.lexists(self._place):
            old.rename(self._place)
        _, kept = _read_list(self._folder)
        for folder in (self.new, old):
            if kept and is_folder(folder):
                later = self._place.parent / kept.name
                marker = _digest(read_regular(folder / MARKER, _MOST))
                if marker == kept.marker and not os.path.lexists(later):
                    rename_new(folder, later)
        for name in _names(self._folder):
            if name.startswith(_OLDEST):
                self._move_down(self._folder / name, int(name.removeprefix(_OLDEST)))
        for name in _names(self._folder) - {_LIST, _LIST_MADE}:
            shutil.rmtree(self._folder / name)
        for name in (_LIST_MADE, _LIST):
            with contextlib.suppress(FileNotFoundError):
                (self._folder / name).unlink()

    def _move_down(self, oldest: Path, keep: int) -> None:
        """Brings the oldest back where the packs were moved on for one that never came."""
        earlier = earlier_places(self._place, keep)
        gap = next((number for number, path in enumerate(earlier) if not os.path.lexists(path)), -1)
        if gap < 0:
            return
        for path, following in pairwise(earlier[gap:]):
            rename_new(following, path)
        rename_new(oldest, earlier[-1])

    def _leave(self) -> None:
        with contextlib.suppress(OSError):
            if self._is_own:
                self._clear()
                self._folder.rmdir()
        while self._locks:
            os.close(self._locks.pop())


def _write(path: Path, data: bytes) -> None:
    with path.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _digest(marker: bytes | None) -> str:
    return hashlib.sha256(marker or b"").hexdigest()


def _names(folder: Path) -> set[str]:
    return set(os.listdir(folder))  # noqa: PTH208 (names, no paths)


def _read_list(folder: Path) -> tuple[list[str], Kept | None]:
    """What is to be in a hidden folder, and which pack of it is to be kept."""
    try:
        plain = json.loads(read_regular(folder / _LIST, _MOST) or b"")
        kept = plain["kept"]
        return [str(each) for each in plain["names"]], kept and Kept(str(kept[0]), str(kept[1]))
    except (ValueError, TypeError, KeyError, IndexError):
        return [], None


def _is_left(folder: Path) -> bool:
    """Whether a hidden folder is empty, or has only what a killed process left in it."""
    names = _names(folder) - {_LIST, _LIST_MADE}
    listed, _ = _read_list(folder)
    return all(_FOLDERS.fullmatch(name) and own(listed, folder / name) for name in names)
