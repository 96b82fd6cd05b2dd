"""Makes the folder of one audience: its files, the manifest, the checksums; and its zip file."""

from __future__ import annotations

from dataclasses import dataclass, field
from importlib.metadata import version
from typing import TYPE_CHECKING

from .. import __version__
from .archive import archive
from .manifest import MANIFEST, Entry, Manifest, write_manifest
from .sums import SUMS, digest, sums_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..signatory import Audience
    from .manifest import Status

# Those that write the files, or judge them.
_TOOLS = ("page-validation", "pikepdf", "pypdf", "pypdfium2", "weasyprint")


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack.

    `edition` is what it is made for, or what it is beside those (see `manifest.Entry`);
    `claims` are the names of the standards that it was found to keep.
    """

    name: str
    data: bytes = field(repr=False)
    edition: str
    pages: int | None = None
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """What all files of one folder have in common; `inputs` are digests of the letter's files."""

    audience: Audience
    language: str
    status: Status
    inputs: Mapping[str, str]


def pack(files: Sequence[PackFile], about: About) -> dict[str, bytes]:
    """The files of one audience's folder by their names, with manifest and checksums."""
    entries = [_entry(file, about) for file in files]
    tools = {"formalletter": __version__, **{name: version(name) for name in _TOOLS}}
    manifest = Manifest(files=entries, tools=tools, inputs=dict(about.inputs))
    found = {file.name: file.data for file in files}
    found[MANIFEST] = write_manifest(manifest)
    return {**found, SUMS: sums_of(found)}


def zipped(folder: str, files: Mapping[str, bytes]) -> bytes:
    """The zip file of such a folder; unpacked, it is a folder again."""
    return archive({f"{folder}/{name}": data for name, data in files.items()})


def _entry(file: PackFile, about: About) -> Entry:
    return Entry(
        path=file.name,
        sha256=digest(file.data),
        bytes=len(file.data),
        pages=file.pages,
        edition=file.edition,
        audience=about.audience,
        language=about.language,
        status=about.status,
        conformance=list(file.claims),
    )
