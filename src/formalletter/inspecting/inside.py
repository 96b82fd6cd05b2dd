"""What a file says where no reader shows it: strings and names of all objects, bytes of streams."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pypdf.errors import PyPdfError
from pypdf.generic import ByteStringObject, NameObject, StreamObject, TextStringObject

from ..legible import legible
from .values import bytes_of, raw

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PdfReader

    from .values import PdfValue

# What pypdf raises for what a stranger's file can hold.
FAULTS: Final = (
    *(PyPdfError, ValueError, TypeError, KeyError, IndexError, AttributeError, OSError),
    *(AssertionError, NotImplementedError),
)
_OF_OBJECTS = {"/ObjStm", "/XRef"}  # streams that hold the objects themselves
_DEEPEST = 20  # arrays and dictionaries inside each other that are one object


def inside(reader: PdfReader) -> Iterator[str]:
    """The strings and names of all objects, and what is legible in their streams."""
    for number in range(1, int(reader.trailer.get("/Size", 0))):
        try:
            found = reader.get_object(number)
        except FAULTS:
            continue  # a number that nothing has
        yield from _in_object(found, 0)
        if isinstance(found, StreamObject) and found.get("/Type") not in _OF_OBJECTS:
            try:
                data = found.get_data()
            except FAULTS:  # a picture's data, which nothing here unpacks
                data = found._data  # noqa: SLF001 (pypdf has no other way to it)
            yield from legible(data)


def _in_object(value: PdfValue, depth: int) -> Iterator[str]:
    if isinstance(value, NameObject | TextStringObject):
        yield str(value)
    elif isinstance(value, ByteStringObject):
        yield from legible(bytes_of(value))
    elif isinstance(value, dict) and depth < _DEEPEST:
        for key in value:
            yield str(key)
            yield from _in_object(raw(value, key), depth + 1)
    elif isinstance(value, list) and depth < _DEEPEST:
        for each in list.__iter__(value):
            yield from _in_object(each, depth + 1)
