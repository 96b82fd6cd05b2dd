"""Checks a pack again: whether it still is what was built, and keeps what it claims.

What was written is compared with the list of checksums and with the manifest, and each PDF is
judged anew.  Neither list is signed: who changes a file and both lists, and the zip file, is
not found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning
from .manifest import MANIFEST, read_manifest
from .sums import SUMS, digest, read_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..diagnostics import Problem
    from .manifest import Entry

    LookAt = Callable[[bytes], tuple[int, tuple[str, ...], tuple[str, ...]]]

_KEEP_LISTS = f"keep {SUMS} and {MANIFEST} beside the files of a pack"
_AGAIN = "take the file from whoever sent it again, or build the pack anew"


def verify(files: Mapping[str, bytes], shown: str, look_at: LookAt) -> Iterator[Problem]:
    """What was changed in a pack, in words; nothing if nothing was.

    `shown` is how the pack is called in messages.  `look_at` reads a PDF: its pages, the
    standards that it claims, and what speaks against them.
    """
    for name, read in ((SUMS, read_sums), (MANIFEST, read_manifest)):
        if read(files.get(name, b"")) is None:
            what = "it can't be read" if name in files else "it is missing"
            yield error("pack-no-lists", what, Place(f"{shown}/{name}"), _KEEP_LISTS)
    lists = _Lists.of(files)
    here = {name: digest(data) for name, data in files.items()}
    added = sorted(set(here) - lists.names - {SUMS, MANIFEST})
    for name in sorted(lists.names):
        if name in here:
            yield from lists.compare(name, files[name], Place(f"{shown}/{name}"), look_at)
        else:
            same = [other for other in added if here[other] in lists.digests(name)]
            added = [other for other in added if other not in same[:1]]
            yield _gone(name, same, Place(f"{shown}/{name}"))
    for name in added:
        hint = "take it out, so that nobody takes it for a part of the pack"
        message = "it does not belong to the pack"
        yield error("pack-added", message, Place(f"{shown}/{name}"), hint)


def verify_one(
    name: str, files: Mapping[str, bytes], shown: str, look_at: LookAt
) -> Iterator[Problem]:
    """The same for one file, by the lists of the folder that it stands in."""
    lists, place = _Lists.of(files), Place(f"{shown}/{name}")
    if name in lists.names:
        yield from lists.compare(name, files[name], place, look_at)
        return
    yield warning("pack-no-lists", "nothing beside it says what it should be", place, _KEEP_LISTS)
    if name.lower().endswith(".pdf"):
        _, _, faults = look_at(files[name])
        for fault in faults:
            yield error("pack-claims", fault, place, "ask its sender for a sound file")


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the two lists of a pack say of its files."""

    sums: Mapping[str, str]
    entries: Mapping[str, Entry]

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> _Lists:
        """The lists, as far as they can be read."""
        manifest = read_manifest(files.get(MANIFEST, b""))
        entries = {entry.path: entry for entry in manifest.files} if manifest else {}
        return cls(read_sums(files.get(SUMS, b"")) or {}, entries)

    @property
    def names(self) -> set[str]:
        """The paths of all files that one of the lists names."""
        return {*self.sums, *self.entries}

    def digests(self, name: str) -> set[str]:
        """The digests that a file may have: one, unless the lists contradict each other."""
        found = {self.sums[name]} if name in self.sums else set()
        return found | ({self.entries[name].sha256} if name in self.entries else set())

    def compare(self, name: str, data: bytes, place: Place, look_at: LookAt) -> Iterator[Problem]:
        """What a file is, against what the lists say of it."""
        entry = self.entries.get(name)
        if len(self.digests(name)) > 1:
            message = f"{SUMS} and {MANIFEST} say different things of it"
            yield error("pack-contradiction", message, place, _AGAIN)
        elif digest(data) not in self.digests(name):
            yield error("pack-changed", _how_changed(data, entry), place, _AGAIN)
        if entry is not None and name.lower().endswith(".pdf"):
            yield from _compare_pdf(entry, data, place, look_at)


def _gone(name: str, same: Sequence[str], place: Place) -> Problem:
    if not same:
        return error("pack-missing", "it is missing", place, _AGAIN)
    message = f"it is now called “{same[0]}”; its content is the same"
    return error("pack-renamed", message, place, f"call it “{name}” again")


def _how_changed(data: bytes, entry: Entry | None) -> str:
    difference = len(data) - entry.bytes if entry else 0
    if not difference:
        return "it was changed after it was built"
    bytes_ = "1 byte" if abs(difference) == 1 else f"{abs(difference):,} bytes"
    less_or_more = "more" if difference > 0 else "less"
    return f"it was changed after it was built: it has {bytes_} {less_or_more}"


def _compare_pdf(entry: Entry, data: bytes, place: Place, look_at: LookAt) -> Iterator[Problem]:
    pages, claims, faults = look_at(data)
    if entry.pages is not None and pages != entry.pages:
        message = f"it has {pages} pages instead of {entry.pages}"
        yield error("pack-pages", message, place, _AGAIN)
    if sorted(claims) != sorted(entry.conformance):
        said, is_ = ", ".join(entry.conformance) or "nothing", ", ".join(claims) or "nothing"
        message = f"it claims {is_}, and {MANIFEST} says {said}"
        yield error("pack-claims", message, place, _AGAIN)
    for fault in faults:
        yield error("pack-claims", fault, place, _AGAIN)
