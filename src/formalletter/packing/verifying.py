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
    from .opening import FoundPack

    LookAt = Callable[[bytes], tuple[int, tuple[str, ...], tuple[str, ...]]]

_KEEP_LISTS = f"keep {SUMS} and {MANIFEST} beside the files of a pack"
_BUILD = "build the pack anew, and send nothing of this one"
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
    if not lists.names:
        return
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
    message = "nothing beside it says what it should be"
    _, claims, faults = look_at(files[name]) if _is_pdf(name) else (0, (), ())
    if claims and not faults:
        message += f"; what it claims holds: {', '.join(claims)}"
    yield warning("pack-no-lists", message, place, _KEEP_LISTS)
    yield from _told(faults, place, "ask its sender for a sound file")


def verify_copies(packs: Sequence[FoundPack]) -> Iterator[Problem]:
    """Whether a folder and its zip file hold the same, by their lists of checksums."""
    first: dict[str, FoundPack] = {}
    for pack in packs:
        other = first.setdefault(pack.copy_of, pack)
        lists = {pack.files.get(SUMS), other.files.get(SUMS)} - {None}  # one lost is told
        if len(lists) > 1:
            message = f"it holds another pack than {other.shown}"
            yield error("pack-contradiction", message, Place(pack.shown), _BUILD)


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
        if entry is not None and _is_pdf(name):
            yield from _compare_pdf(entry, data, place, look_at)


def _is_pdf(name: str) -> bool:
    return name.lower().endswith(".pdf")


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
    if pages:  # else it can't be read at all, and that is told
        if entry.pages is not None and pages != entry.pages:
            message = f"it has {pages} pages instead of {entry.pages}"
            yield error("pack-pages", message, place, _AGAIN)
        if sorted(claims) != sorted(entry.conformance):
            said, is_ = ", ".join(entry.conformance) or "nothing", ", ".join(claims) or "nothing"
            message = f"it claims {is_}, and {MANIFEST} says {said}"
            yield error("pack-claims", message, place, _AGAIN)
    yield from _told(faults, place, _AGAIN)


def _told(faults: Sequence[str], place: Place, hint: str) -> Iterator[Problem]:
    """What speaks against a file's claims: the first of it, for the rest is mostly the same."""
    if faults:
        first, *more = faults
        message = f"{first} (and {len(more)} more)" if more else first
        yield error("pack-claims", message, place, hint)
