"""Finds the files that hold a name: what was built, sent on or left behind by an editor."""

from __future__ import annotations

import os
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..writing import MARKER, earlier_places

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

_MOST_KEPT = 100  # earlier packs
_LARGEST = 300_000_000  # bytes of a file that is searched
_ZIPPED = b"PK\x03\x04"
_PDF = b"%PDF-"
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
    names: Collection[str], folders: Iterable[Path], written: Collection[Path] = ()
) -> Traces:
    """The regular files below the folders that hold one of the names, and those that were written.

    PDFs are read as text; a workbook or another zipped file can't be searched by its bytes, nor
    can a picture of a page.  What is `written` is a file or a pack, and only looked at:
    the record of it may come from a stranger.
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
        holds = _holds(path, names)
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


def _holds(path: Path, names: Collection[str]) -> bool | None:
    """Whether a file holds one of the names; None where that can't be told."""
    try:
        if path.stat().st_size > _LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    forms = {unicodedata.normalize(form, name) for name in names for form in ("NFC", "NFD")}
    for form in forms:
        for encoding in _ENCODINGS:
            try:
                if form.encode(encoding) in data:
                    return True
            except UnicodeEncodeError:
                continue
    if data.startswith(_PDF):
        return _pdf_holds(data, forms)
    return None if data.startswith(_ZIPPED) else False


def _pdf_holds(data: bytes, names: Collection[str]) -> bool | None:
    """Whether the text of a PDF has a name, by its structure or, without one, as drawn."""
    from ..inspecting.document import read_document
    from ..inspecting.text_check import branches_text, normal

    try:
        document = read_document(data)
        text = branches_text(document.tree, document)
        text += "\n".join(page.extract_text() for page in document.reader.pages)
    except Exception:  # noqa: BLE001 (a stranger's file can fail in any way)
        return None
    said = normal(text)
    squeezed = said.replace(" ", "")
    return any(normal(name).replace(" ", "") in squeezed for name in names)
