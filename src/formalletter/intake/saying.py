"""Reads all that a cleaned PDF says, so that somebody can look for names in it."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from ..foreign import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

_FAULTS = (pypdfium2.PdfiumError, ValueError, OSError)
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # PDFium's signs for one at a line's end
_HOLDERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
_DEEPEST = 20  # arrays and dictionaries inside each other that are one object


def words(pdf: bytes) -> Words:
    """The text of each page, as far as PDFium can tell it, and all strings of the file."""
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as known:
        strings = dict.fromkeys(text for each in known.objects for text in _strings(each, 0))
        count = len(known.pages)
    return Words(_pages(pdf, count), "\n".join(strings))


def _pages(pdf: bytes, count: int) -> tuple[str, ...]:
    try:
        document = pypdfium2.PdfDocument(pdf)
    except _FAULTS:
        return ("",) * count
    with closing(document):
        return tuple(_text(document, index) for index in range(count))


def _text(document: pypdfium2.PdfDocument, index: int) -> str:
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            found: str = text.get_text_range(errors="ignore")
            return found.translate(_HYPHENS)
    except _FAULTS:
        return ""


def _strings(value: object, depth: int) -> Iterator[str]:
    """The strings in an object, less those of the objects that it refers to."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif depth < _DEEPEST and isinstance(value, _HOLDERS):
        keys = value.keys() if not isinstance(value, pikepdf.Array) else range(len(value))
        for inner in (value[key] for key in keys):
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
