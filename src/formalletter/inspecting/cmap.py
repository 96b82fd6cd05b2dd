"""What the codes of a font say: reads ToUnicode tables (ISO 32000-1, 9.10.3).

Written apart from `assembling`, which writes such tables: an inspection that shared its
code would share its faults.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .values import PdfValue

_SECTION = re.compile(rb"begin(bfchar|bfrange)(.*?)endbf", re.DOTALL)
_TOKEN = re.compile(rb"<([0-9a-fA-F\s]*)>|(\[)|(\])")
_UNKNOWN = "\ufffd"


class Decoder:
    """Turns the bytes of shown strings of one font into text."""

    def __init__(self, font: PdfValue) -> None:
        self._width = 2 if font.get("/Subtype") == "/Type0" else 1
        table = font.get("/ToUnicode")
        self._texts = dict(_entries(table.get_object().get_data())) if table is not None else {}

    def decode(self, codes: bytes) -> str:
        """The text of a string; U+FFFD where the table has nothing."""
        width = self._width
        return "".join(
            [
                self._texts.get(codes[start : start + width], _UNKNOWN)
                for start in range(0, len(codes), width)
            ]
        )


def _entries(table: bytes) -> Iterator[tuple[bytes, str]]:
    for section in _SECTION.finditer(table):
        tokens = list(_tokens(section[2]))
        if section[1] == b"bfchar":
            for code, text in zip(tokens[::2], tokens[1::2], strict=False):
                if isinstance(code, bytes) and isinstance(text, bytes):
                    yield code, _text(text)
        else:
            for first, last, text in zip(tokens[::3], tokens[1::3], tokens[2::3], strict=False):
                if isinstance(first, bytes) and isinstance(last, bytes):
                    yield from _range(first, last, text)


def _tokens(section: bytes) -> Iterator[bytes | list[bytes]]:
    inside: list[bytes] | None = None
    for token in _TOKEN.finditer(section):
        if token[2]:
            inside = []
        elif token[3]:
            yield inside or []
            inside = None
        else:
            value = bytes.fromhex(token[1].decode("ascii"))
            if inside is None:
                yield value
            else:
                inside.append(value)


def _range(first: bytes, last: bytes, text: bytes | list[bytes]) -> Iterator[tuple[bytes, str]]:
    start, end = int.from_bytes(first), int.from_bytes(last)
    for step in range(min(end - start + 1, 0x10000)):
        code = (start + step).to_bytes(len(first))
        if isinstance(text, list):
            if step < len(text):
                yield code, _text(text[step])
        else:
            # Only the last byte counts up.
            yield code, _text(text[:-1] + bytes([(text[-1] + step) & 0xFF]))


def _text(value: bytes) -> str:
    return value.decode("utf-16-be", "replace")
