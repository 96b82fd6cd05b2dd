"""The list of checksums, as `sha256sum -c` reads it."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

SUMS = "SHA256SUMS"
_LINE = re.compile(r"([0-9a-f]{64})[ ][ *](.+)")


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes in hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()


def sums_of(files: Mapping[str, bytes]) -> bytes:
    """The list for files by their paths; the paths have no line ends and no backslashes."""
    lines = (f"{digest(data)}  {name}\n" for name, data in sorted(files.items()))
    return "".join(lines).encode()


def read_sums(data: bytes) -> dict[str, str] | None:
    """The digests by the paths; None if the bytes are no such list."""
    try:
        lines = data.decode("utf-8").splitlines()
    except UnicodeDecodeError:
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    if not found or not all(found):
        return None
    return {match[2]: match[1] for match in found if match}
