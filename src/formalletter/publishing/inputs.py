"""Which of the letter's files went into a file, with their digests."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from ..decisions import decisions_name
from ..reading.door import LARGEST_ANNEX, Door
from ..reading.resolving import LETTER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..letter import Letter
    from ..rolls.naming import Guard

_TEXTS = (".css", ".md", ".yaml")
# What a letter may have of its own, and the program takes from there by name.
_FOLDERS = (("letterheads", ".yaml"), ("styles", ".css"), ("profiles", ".yaml"))


def inputs_of(letter: Letter, images: Iterable[str], guard: Guard) -> dict[str, str]:
    """The SHA-256 of each file by its path below the letter's folder.

    Where the list holds a name that the file may not show, neither the list nor the decisions
    on it have a digest: whoever guesses the name could try it against one.  Nor has a file that
    has such a name in its own, or in a comment, which the guard of the letter doesn't read.
    """
    door = Door(letter.folder, "")
    found = {}
    for name in dict.fromkeys(_names(letter, images, hides_names=bool(guard))):
        data = door.read(name, limit=LARGEST_ANNEX)
        if isinstance(data, bytes) and not _tells(name, data, guard):
            found[name] = hashlib.sha256(data).hexdigest()
    return dict(sorted(found.items()))


def _tells(name: str, data: bytes, guard: Guard) -> bool:
    """Whether a file of text, or the name of any, holds a name that may not be shown."""
    text = data.decode("utf-8", "replace") if name.endswith(_TEXTS) else ""
    return bool(guard) and any(guard.names.standing_in(f"{name}\n{text}"))


def _names(letter: Letter, images: Iterable[str], *, hides_names: bool) -> Iterator[str]:
    header = letter.header
    yield LETTER
    if header.signatories is not None and not hides_names:
        yield header.signatories.file
        yield decisions_name(header.signatories.file)
    for annex in header.annexes:
        yield annex.file
        if annex.transcript:
            yield annex.transcript
    yield from (each.logo for each in letter.letterhead.organisations if each.logo)
    yield from (each.signature for each in header.signed_by if each.signature)
    yield from images
    door = Door(letter.folder, "")
    for folder, ending in _FOLDERS:
        yield from (f"{folder}/{name}" for name in door.names(folder, [ending]))
