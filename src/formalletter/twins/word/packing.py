"""Packs the parts of a Word file: the same bytes on every machine and at every time."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can tell
_UNIX = 3  # the system that says it wrote the file


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip of the parts in their order.

    It is not compressed: the bytes that deflate makes differ between builds of zlib.
    """
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _LONG_AGO)
            entry.create_system = _UNIX
            archive.writestr(entry, data)
    return file.getvalue()
