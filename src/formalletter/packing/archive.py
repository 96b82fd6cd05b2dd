"""Makes a zip file of a pack's folder, with the same bytes on every machine."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_BEGINNING = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip file can tell
_REGULAR_FILE = 0o100644
_UNIX = 3


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip file of the files, by their paths.

    They are stored as they are: PDF and Word files are packed already, and how small others
    get depends on the version of zlib.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as target:
        for name, data in sorted(files.items()):
            entry = zipfile.ZipInfo(name, _BEGINNING)
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE << 16
            target.writestr(entry, data)
    return buffer.getvalue()
