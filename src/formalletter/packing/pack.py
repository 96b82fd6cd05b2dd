"""Makes the set of one audience: what is sent, printed and kept, and the zip file to send.

    send/    what goes out
    print/   what is printed here
    keep/    manifest and checksums of the set, and what is for ourselves

The zip file has what is in `send/`, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING, Final, Literal

from .. import __version__
from .archive import archive
from .manifest import MANIFEST, Archive, Entry, Manifest, write_manifest
from .sums import SUMS, digest, sums_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..signatory import Audience
    from .manifest import Status

# Those that write the files, or judge them.
_TOOLS = ("page-validation", "pikepdf", "pypdf", "pypdfium2", "weasyprint")


Part = Literal["send", "print", "keep"]
PARTS: Final = ("send", "print", "keep")
SEND: Final = "send/"
KEEP: Final = "keep/"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a set, in one of its three folders.

    `edition` is what it is made for, or what it is beside those (see `manifest.Entry`);
    `claims` are the names of the standards that it was found to keep.
    """

    name: str
    data: bytes = field(repr=False)
    edition: str
    part: Part = "send"
    pages: int | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What all files of one folder have in common; `inputs` are digests of the letter's files."""

    audience: Audience
    language: str
    status: Status
    inputs: Mapping[str, str]


def pack(files: Sequence[PackFile], about: About, archive_name: str) -> dict[str, bytes]:
    """The files of one audience's set by their paths, with manifest and checksums.

    Beside it belongs the zip file of that name, if there is something to send (`zipped`).
    """
    entries = [_entry(file, about) for file in files]
    tools = {"formalletter": __version__, **{name: version(name) for name in _TOOLS}}
    found = {_path(file): file.data for file in files}
    data = zipped(found)
    sent = Archive(name=archive_name, sha256=digest(data), bytes=len(data)) if data else None
    manifest = Manifest(files=entries, tools=tools, inputs=dict(about.inputs), archive=sent)
    found[KEEP + MANIFEST] = write_manifest(manifest)
    return {**found, KEEP + SUMS: sums_of(found)}


def zipped(files: Mapping[str, bytes]) -> bytes | None:
    """The zip file of what a set sends; None if that is nothing."""
    sent = {path.removeprefix(SEND): data for path, data in files.items() if path.startswith(SEND)}
    return archive(sent) if sent else None


def _path(file: PackFile) -> str:
    return f"{file.part}/{file.name}"


def _entry(file: PackFile, about: About) -> Entry:
    return Entry(
        path=_path(file),
        sha256=digest(file.data),
        bytes=len(file.data),
        pages=file.pages,
        edition=file.edition,
        audience=about.audience,
        language=about.language,
        status=about.status,
        conformance=list(file.claims),
    )
