"""The letter's own fonts: read through the one door, and looked at before a library is.

What a stranger calls a font may be a pipe, a link, or made to fill the memory of who reads it.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from .door import Door

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..diagnostics import Problem

SUFFIXES = (".ttf", ".otf", ".TTF", ".OTF")
LARGEST_FONT = 50_000_000  # bytes
MOST_FONTS = 100
_KINDS = (b"\0\1\0\0", b"OTTO", b"true")  # packed ones could unpack to anything
_MOST_CHARACTERS = 300_000  # that a table may list; Unicode has half as many
_MOST_ENCODINGS = 20  # that are looked at; fonts have three to five
_BY_SEGMENTS, _BY_GROUPS = 4, {8, 12, 13}  # kinds of such tables
_TABLE = struct.Struct(">4sIII")  # tag, checksum, offset, length (OpenType, font file)
_ENCODING = struct.Struct(">HHI")  # platform, encoding, offset
_GROUP = struct.Struct(">III")  # first and last character, glyph
_FIRST_TABLE, _FIRST_ENCODING, _FIRST_GROUP, _FIRST_SEGMENT = 12, 4, 16, 14  # bytes before it


def read_own_fonts(folder: Path) -> Iterator[tuple[str, bytes | Problem]]:
    """The fonts in a letter's folder `fonts/` by their names, or why one can't be taken."""
    if folder.is_symlink():
        message = "fonts/ is a link; its files must be in it"
        yield folder.name, error("font-outside", message, Place(str(folder)))
        return
    door = Door(folder, str(folder))
    names = door.names(suffixes=SUFFIXES)
    if len(names) > MOST_FONTS:
        message = f"there are {len(names)} files in fonts/; {MOST_FONTS} are the most"
        hint = "take away those that the style does not use"
        yield folder.name, error("font-unreadable", message, Place(str(folder)), hint)
        return
    for name in names:
        data = door.read(name, limit=LARGEST_FONT)
        is_font = isinstance(data, bytes) and _may_be_read(data)
        yield name, data if is_font or not isinstance(data, bytes) else unreadable(folder / name)


def unreadable(path: Path) -> Problem:
    """The error that a file is no font."""
    hint = "put a TrueType or OpenType font there, or take the file away"
    return error("font-unreadable", "this is no font that can be read", Place(str(path)), hint)


def _may_be_read(data: bytes) -> bool:
    """Whether it is a font that lists no more characters than there can be."""
    if data[:4] not in _KINDS:
        return False
    try:
        return all(_characters(table) <= _MOST_CHARACTERS for table in _character_tables(data))
    except (struct.error, IndexError):  # cut short
        return False


def _character_tables(data: bytes) -> Iterator[bytes]:
    """The tables that say which glyph a character has (OpenType, cmap)."""
    (count,) = struct.unpack_from(">H", data, 4)
    for number in range(count):
        tag, _, start, length = _TABLE.unpack_from(data, _FIRST_TABLE + number * _TABLE.size)
        if tag == b"cmap":
            cmap = data[start : start + length]
            (encodings,) = struct.unpack_from(">H", cmap, 2)
            for each in range(min(encodings, _MOST_ENCODINGS)):
                where = _FIRST_ENCODING + each * _ENCODING.size
                yield cmap[_ENCODING.unpack_from(cmap, where)[2] :]


def _characters(table: bytes) -> int:
    """How many characters a table lists that gives them by their first and last ones."""
    (kind,) = struct.unpack_from(">H", table)
    if kind in _BY_GROUPS:
        (count,) = struct.unpack_from(">I", table, 12)
        first = range(
            _FIRST_GROUP, min(_FIRST_GROUP + count * _GROUP.size, len(table)), _GROUP.size
        )
        groups = (_GROUP.unpack_from(table, start) for start in first)
        return sum(max(0, last - begin + 1) for begin, last, _ in groups)
    if kind == _BY_SEGMENTS:
        (twice,) = struct.unpack_from(">H", table, 6)
        count = twice // 2
        ends = struct.unpack_from(f">{count}H", table, _FIRST_SEGMENT)
        starts = struct.unpack_from(f">{count}H", table, _FIRST_SEGMENT + 2 * count + 2)
        return sum(max(0, end - start + 1) for start, end in zip(starts, ends, strict=True))
    return 0
