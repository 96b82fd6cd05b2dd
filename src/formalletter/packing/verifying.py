"""Checks a pack again: whether it still is what was built, and keeps what it claims.

What was written is compared with the list of checksums and with the manifest, and each PDF is
judged anew.  Neither list is signed: who changes a file and both lists, and the zip file, is
not found out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning
from ..writing import MARKER, guarding
from ..writing.files import read_regular
from .manifest import MANIFEST, read_manifest
from .opening import open_one, packs_in, sent_in, sets_beside
from .pack import KEEP, SEND
from .sums import SUMS, digest, read_sums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from pathlib import Path

    from ..diagnostics import Problem
    from .manifest import Archive, Entry
    from .opening import FoundPack

    LookAt = Callable[[bytes], tuple[int, tuple[str, ...], tuple[str, ...]]]

_KEEP_LISTS = f"keep {SUMS} and {MANIFEST} beside the files of a pack"
_AGAINST = "say with --against where the pack is that it was sent from"
_BUILD = "build the pack anew, and send nothing of this one"
_AWAY = "send nothing of it, and take it away"
_LARGEST = 10_000_000  # bytes of a marker
_AGAIN = "take the file from whoever sent it again, or build the pack anew"


def looked_at(path: Path, against: Path | None, look_at: LookAt) -> tuple[int, list[Problem]]:
    """How many files were looked at in a pack or a part of it, and what was changed.

    Raises `InputError` where there is none, or it can't be read.  What was sent from the pack
    `against` is held against that, wherever it is now.
    """
    is_one = path.is_file() and path.suffix.lower() != ".zip"
    if against is not None:
        sent, packs = sent_in(path), packs_in(against)
        return len(sent.files), list(verify_sent(sent, packs, look_at, is_whole=not is_one))
    if is_one:
        name, files = open_one(path)
        return 1, list(verify_one(name, files, str(path), look_at))
    packs = packs_in(path)
    beside = sets_beside(path) if path.is_file() else packs
    problems = [*verify_copies(packs), *verify_place(path)]
    for pack in packs:
        if pack.is_sent:
            problems += verify_sent(pack, beside, look_at)
        else:
            problems += verify(pack.files, pack.shown, look_at)
    return sum(len(pack.files) for pack in packs), problems


def verify(files: Mapping[str, bytes], shown: str, look_at: LookAt) -> Iterator[Problem]:
    """What was changed in a pack, in words; nothing if nothing was.

    `shown` is how the pack is called in messages.  `look_at` reads a PDF: its pages, the
    standards that it claims, and what speaks against them.
    """
    where = _home(files)
    for name, read in ((SUMS, read_sums), (MANIFEST, read_manifest)):
        path = where + name
        if read(files.get(path, b"")) is None:
            what = "it can't be read" if path in files else "it is missing"
            yield error("pack-no-lists", what, Place(f"{shown}/{path}"), _KEEP_LISTS)
    lists = _Lists.of(files)
    if lists.names:
        here = {name: data for name, data in files.items() if name not in lists.paths}
        yield from lists.compare_all(here, files, shown, look_at)


def verify_one(
    name: str, files: Mapping[str, bytes], shown: str, look_at: LookAt
) -> Iterator[Problem]:
    """The same for one file, by the lists of the set that it stands in; both are in `files`."""
    lists, place = _Lists.of(files), Place(shown)
    if name in lists.names:
        yield from lists.compare(name, files[name], place, look_at)
        return
    message = "nothing beside it says what it should be"
    _, claims, faults = look_at(files[name]) if _is_pdf(name) else (0, (), ())
    if claims and not faults:
        message += f"; what it claims holds: {', '.join(claims)}"
    yield warning("pack-no-lists", message, place, _AGAINST)
    yield from _told(faults, place, "ask its sender for a sound file")


def verify_sent(
    sent: FoundPack, packs: Sequence[FoundPack], look_at: LookAt, *, is_whole: bool = True
) -> Iterator[Problem]:
    """What was sent, against what the packs at hand say of it; `is_whole` if nothing may lack."""
    found = [(pack, _Lists.of(pack.files)) for pack in packs if not pack.is_sent]
    pack, lists = max(found, key=lambda each: each[1].likeness(sent), default=(None, None))
    if pack is None or lists is None:
        for name in sent.files:
            yield from verify_one(name, {name: sent.files[name]}, f"{sent.shown}/{name}", look_at)
        return
    if not max(lists.likeness(sent)):
        yield error("pack-added", "it belongs to none of the packs", Place(sent.shown), _AWAY)
        return
    if (archive := lists.archive) and sent.shown.lower().endswith(".zip"):
        called = PurePath(sent.shown).name
        if called != archive.name:
            message = f"it is called “{archive.name}” in the pack: the name says for whom it is"
            hint = f"call it “{archive.name}” again"
            yield error("pack-renamed", message, Place(sent.shown), hint)
    yield from lists.sent(sent.files).compare_all(
        sent.files, sent.files, sent.shown, look_at, is_whole=is_whole
    )


def verify_copies(packs: Sequence[FoundPack]) -> Iterator[Problem]:
    """Whether a folder and its zip file hold the same, by their lists of checksums."""
    first: dict[str, FoundPack] = {}
    for pack in packs:
        other = first.setdefault(pack.copy_of, pack)
        lists = {each.files.get(_home(each.files) + SUMS) for each in (pack, other)}
        lists -= {None}  # one lost is told
        if len(lists) > 1:
            message = f"it holds another pack than {other.shown}"
            yield error("pack-contradiction", message, Place(pack.shown), _BUILD)


def verify_place(place: Path) -> Iterator[Problem]:
    """What the folder of all sets has beside them, or lacks; nothing where it is none, or a zip.

    The sets themselves are looked at file by file.
    """
    listed = guarding.named_in(read_regular(place / MARKER, _LARGEST)) if place.is_dir() else {}
    sets = {PurePath(name).parts[0] for name in listed if len(PurePath(name).parts) > 1}
    found = guarding.contents(place) if listed else None
    for name in found.others(listed) if found else ():
        if found and (PurePath(name).parts[0] not in sets or name in found.folders):
            message = "it is in no list of the pack"
            yield error("pack-added", message, Place(f"{place}/{name}"), _AWAY)
    for name in listed:
        if len(PurePath(name).parts) == 1 and not (place / name).exists():
            yield error("pack-missing", "it is missing", Place(f"{place}/{name}"), _AGAIN)


@dataclass(frozen=True, slots=True)
class _Lists:
    """What the two lists of a pack say of its files."""

    sums: Mapping[str, str]
    entries: Mapping[str, Entry]
    paths: frozenset[str]
    archive: Archive | None = None

    @classmethod
    def of(cls, files: Mapping[str, bytes]) -> _Lists:
        """The lists, as far as they can be read; `paths` are their own."""
        where = _home(files)
        manifest = read_manifest(files.get(where + MANIFEST, b""))
        entries = {entry.path: entry for entry in manifest.files} if manifest else {}
        sums = read_sums(files.get(where + SUMS, b"")) or {}
        paths = frozenset({where + SUMS, where + MANIFEST})
        return cls(sums, entries, paths, manifest.archive if manifest else None)

    @property
    def names(self) -> set[str]:
        """The paths of all files that one of the lists names."""
        return {*self.sums, *self.entries}

    def likeness(self, sent: FoundPack) -> tuple[int, int]:
        """How many files of what was sent are in the pack: by their content, by their names."""
        known = {each for name in self.names for each in self.digests(name)}
        names = {PurePath(name).name for name in self.names - self.paths}
        same = sum(digest(data) in known for data in sent.files.values())
        return same, sum(PurePath(name).name in names for name in sent.files)

    def sent(self, files: Mapping[str, bytes]) -> _Lists:
        """The lists of what a set sends, by the names that it has there.

        Also of one of these files that is not sent: what is asked about by itself.
        """
        paths = {PurePath(name).name: name for name in self.names - self.paths}
        wanted = {
            short: name
            for short, name in paths.items()
            if name.startswith(SEND) or (len(files) == 1 and short in files)
        }
        return _Lists(
            {short: self.sums[name] for short, name in wanted.items() if name in self.sums},
            {short: self.entries[name] for short, name in wanted.items() if name in self.entries},
            frozenset(),
        )

    def compare_all(
        self,
        here: Mapping[str, bytes],
        files: Mapping[str, bytes],
        shown: str,
        look_at: LookAt,
        *,
        is_whole: bool = True,
    ) -> Iterator[Problem]:
        """All files, against what the lists say; `here` are those that have to be in them."""
        added = sorted(set(here) - self.names)
        for name in sorted(self.names):
            if name in files:
                yield from self.compare(name, files[name], Place(f"{shown}/{name}"), look_at)
            elif is_whole or any(digest(here[other]) in self.digests(name) for other in added):
                same = [other for other in added if digest(here[other]) in self.digests(name)]
                added = [other for other in added if other not in same[:1]]
                yield _gone(name, same, Place(f"{shown}/{name}"))
        for name in added:
            hint = "take it out, so that nobody takes it for a part of the pack"
            message = "it does not belong to the pack"
            yield error("pack-added", message, Place(f"{shown}/{name}"), hint)

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


def _home(files: Mapping[str, bytes]) -> str:
    """The folder of a pack's lists: those of earlier versions stand at its top."""
    return KEEP if any(KEEP + name in files for name in (SUMS, MANIFEST)) else ""


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
