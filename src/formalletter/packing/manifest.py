"""The manifest of a pack: what each file is, and what it was made with and from."""

from __future__ import annotations

import json
from typing import Literal

from pydantic import BaseModel, ConfigDict, ValidationError

MANIFEST = "manifest.json"

Status = Literal["draft", "sign-on", "final"]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")


class Entry(_Part):
    """One file of a pack.

    `path` is below the pack's folder, `pages` only of files that have such.  `edition` is what
    the file is made for ("delivery", "print", "press"), or what it is beside those ("text",
    "html", "word", "picture", "e-mail").  `conformance` are the standards that it was found to
    keep.
    """

    path: str
    sha256: str
    bytes: int
    pages: int | None
    edition: str
    audience: Literal["addressee", "public"]
    language: str
    status: Status
    conformance: list[str]


class Archive(_Part):
    """The zip file beside a set: what of the set is to be sent, and nothing else."""

    name: str
    sha256: str
    bytes: int


class Manifest(_Part):
    """What `manifest.json` holds: `inputs` are digests of the letter's files by their paths.

    `archive` is the zip file of what is sent, if anything is.

    A file that names somebody whom the pack may not name has no digest here: whoever guesses
    a name could try it against one.
    """

    files: list[Entry]
    tools: dict[str, str]
    inputs: dict[str, str]
    archive: Archive | None = None


def write_manifest(manifest: Manifest) -> bytes:
    """The manifest as JSON, for people too."""
    text = json.dumps(manifest.model_dump(), ensure_ascii=False, indent=2)
    return f"{text}\n".encode()


def read_manifest(data: bytes) -> Manifest | None:
    """The manifest; None if the bytes are none."""
    try:
        return Manifest.model_validate_json(data)
    except ValidationError:
        return None
