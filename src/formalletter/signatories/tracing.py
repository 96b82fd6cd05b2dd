"""Finds the files that hold a name: what was built, sent on or left behind by an editor."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..diagnostics import Place
from ..rolls.hidden_names import HiddenNames
from ..signatory import Signatory
from ..writing import MARKER, earlier_places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_MOST_KEPT = 100  # earlier packs
_LARGEST = 300_000_000  # bytes of a file that is searched
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp1252")


@dataclass(frozen=True, slots=True)
class Traces:
    """The files that hold a name, and those that could not be searched, sorted.

    `gone` are places that something was written to and that have nothing now.
    """

    holding: tuple[Path, ...]
    unsearched: tuple[Path, ...]
    gone: tuple[Path, ...] = ()


def files_with(
    names: Collection[str],
    folders: Iterable[Path],
    written: Collection[Path] = (),
    *,
    others: Collection[str] = (),
) -> Traces:
    """The regular files below the folders that hold one of the names, and those that were written.

    They are read as text, PDFs, Office files and archives too, each in a process of its own; a
    picture of a page can't be.  What is `written` is a file or a pack, and only looked at: the
    record of it may come from a stranger.  `others` stand in the list still: where one of them is
    written, the like name is not.
    """
    holding, unsearched = set(), set()
    made = {each for place in written for each in (place, *_kept_beside(place))}
    there = {place for place in made if os.path.lexists(place)}
    found = _files([*folders, *(place for place in there if os.path.lexists(place / MARKER))])
    single = (place for place in there if place.is_file() and not place.is_symlink())
    for path in dict.fromkeys([*found, *single]):
        if path.suffix.lower() == ".png" and any(map(path.is_relative_to, there)):
            unsearched.add(path)
            continue
        holds = _holds(path, names, others)
        if holds is None:
            unsearched.add(path)
        elif holds:
            holding.add(path)
    gone = tuple(sorted(place for place in written if place not in there))
    return Traces(tuple(sorted(holding)), tuple(sorted(unsearched)), gone)


def _kept_beside(place: Path) -> list[Path]:
    """The earlier packs that are kept beside one."""
    return earlier_places(place, _MOST_KEPT)


def may_hold(path: Path, names: Collection[str]) -> bool:
    """Whether a file holds one of the names, or can't be searched for them."""
    return _holds(path, names) is not False


def _files(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in dict.fromkeys(folder.resolve() for folder in folders):
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path


def _holds(path: Path, names: Collection[str], others: Collection[str] = ()) -> bool | None:
    """Whether a file holds one of the names; None where that can't be told."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    if _has(data, names):
        return True
    from ..inspecting.attached import is_packed, text_apart

    text = text_apart(data)
    if text is None:  # a picture that nobody packed has no text
        return None if is_packed(data) else False
    rows = [Signatory(name, None, Place(), visibility="withheld") for name in names]
    rows += [Signatory(name, None, Place()) for name in others]
    return any(True for _ in HiddenNames(rows, "public").standing_in(text))


def _has(data: bytes, names: Collection[str]) -> bool:
    """Whether the bytes have a name as a program of any kind would write it."""
    for form in {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")}:
        for encoding in _ENCODINGS:
            with contextlib.suppress(UnicodeEncodeError):
                if form.encode(encoding) in data:
                    return True
    return False
