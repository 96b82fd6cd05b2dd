"""Reads values of a foreign PDF, which may have any type: what doesn't fit is None or empty."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, PdfError, PikepdfError, Stream, String

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

_LARGEST = 2**31 - 1  # ISO 32000-1, annex C
_SHORTENED = 200  # characters of a foreign text that a message may show


def dictionary(value: object) -> Object | None:
    """The value, if it is a dictionary or a stream's."""
    return value if isinstance(value, Dictionary | Stream) else None


def entry(holder: object, *path: str) -> object:
    """The value at the end of a path of keys, such as "/Root", "/Names"; None without it."""
    value = holder
    for key in path:
        found = dictionary(value)
        if found is None:
            return None
        value = found.get(key)
    return value


def items(value: object) -> list[object]:
    """The items of an array; none if it is anything else."""
    return list(value) if isinstance(value, Array) else []


def dictionaries(value: object) -> Iterator[Object]:
    """The dictionaries of an array."""
    for item in items(value):
        found = dictionary(item)
        if found is not None:
            yield found


def number(value: object) -> float | None:
    """A finite number that qpdf can read again: it drops a whole object for a larger one."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) and abs(found) <= _LARGEST else None


def whole(value: object) -> int | None:
    """An integer; a real that is one counts."""
    found = number(value)
    return int(found) if found is not None and found == int(found) else None


def numbers(value: object, length: int) -> list[float] | None:
    """An array of so many finite numbers."""
    found = [each for each in map(number, items(value)) if each is not None]
    return found if len(found) == length == len(items(value)) else None


def data_of(stream: Object) -> bytes:
    """The decoded data of a stream.  Raises `PdfError` where they can't be decoded."""
    try:
        return stream.read_bytes()
    except UnicodeDecodeError as fault:  # the message quotes what it met, in any encoding
        message = "its data can't be decoded"
        raise PdfError(message) from fault


def name(value: object) -> str:
    """A name with its solidus, such as "/Link"; empty if it is none.

    Old programs write names that are no UTF-8, such as those of Chinese fonts; what can't be
    read of them is replaced.
    """
    return bytes(value).decode(errors="replace") if isinstance(value, Name) else ""


def text(value: object) -> str:
    """A text string without control characters, white space made even."""
    if not isinstance(value, String):
        return ""
    try:
        found = str(value)
    except (PikepdfError, UnicodeError, ValueError):
        return ""
    return " ".join("".join(each if each.isprintable() else " " for each in found).split())


def shortened(value: str) -> str:
    """A foreign text, short enough for a message of one line."""
    return value if len(value) <= _SHORTENED else f"{value[:_SHORTENED]}…"


def glyphs_of(font: Object) -> list[Object]:
    """The contents of a font that draws its glyphs (ISO 32000-1, 9.6.5), by their names."""
    glyphs = dictionary(font.get("/CharProcs"))
    found = [] if glyphs is None else [glyphs.get(each) for each in sorted(glyphs.keys())]
    return [each for each in found if isinstance(each, Stream)]


def key_of(holder: object) -> tuple[int, int] | None:
    """The number and generation of an indirect object; None of a direct one."""
    found = dictionary(holder)
    return found.objgen if found is not None and found.is_indirect else None


def page_keys(pdf: Pdf) -> dict[tuple[int, int], int]:
    """The index of each page by the number and generation of its object."""
    return {page.obj.objgen: index for index, page in enumerate(pdf.pages)}
