"""Reads all that a cleaned PDF says, so that somebody can look for names in it."""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from ..foreign import Words
from ..legible import legible
from .limits import MOST_SEARCHED
from .values import entry, glyphs_of, name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .findings import Findings

_FAULTS = (pypdfium2.PdfiumError, ValueError, OSError)
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # PDFium's signs for one at a line's end
_HOLDERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
_SHOWING = (b"Tj", b"TJ", b"'", b'"')  # operators (ISO 32000-1, table 109)
_ENDLESS = f"draws over {MOST_SEARCHED:,} forms with text, too many to look for withheld names in"
_SIMPLER = 'print it to a new PDF ("Save as PDF"), and use that'
_DEEPEST = 20  # arrays and dictionaries inside each other that are one object


def words(pdf: bytes, findings: Findings) -> Words:
    """The text of each page, as far as PDFium can tell it, and all else that the file says.

    Raises `InputError` if more is drawn than can be searched.
    """
    with pikepdf.Pdf.open(io.BytesIO(pdf)) as known:
        strings = dict.fromkeys(text for each in known.objects for text in _strings(each, 0))
        inside = dict.fromkeys(text for each in known.objects for text in _legible(each))
        count = len(known.pages)
        drawn = _drawn(known, findings)
    return Words(_pages(pdf, count), "\n".join([*strings, *drawn]), "\n".join(inside))


def _drawn(pdf: pikepdf.Pdf, findings: Findings) -> tuple[str, ...]:
    """The text of forms, patterns, masks and drawn glyphs, each laid on a page of its own.

    What is drawn in a pattern or a mask is in no page's text.
    """
    with pikepdf.Pdf.new() as scratch:
        for form in _forms(pdf, scratch):
            if len(scratch.pages) == MOST_SEARCHED:
                findings.refuse("annex-too-demanding", _ENDLESS, _SIMPLER)
            form["/Type"], form["/Subtype"] = pikepdf.Name.XObject, pikepdf.Name.Form
            form["/Matrix"] = pikepdf.Array([1, 0, 0, 1, 0, 0])
            page = scratch.add_blank_page(page_size=(14400, 14400)).obj
            page["/Resources"] = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Drawn=form))
            page["/Contents"] = scratch.make_stream(b"/Drawn Do")
        count = len(scratch.pages)
        if not count:
            return ()
        target = io.BytesIO()
        scratch.save(target)
    return _pages(target.getvalue(), count)


def _forms(pdf: pikepdf.Pdf, scratch: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Copies of what is drawn beside the contents of pages, where it may show text."""
    for holder in pdf.objects:
        kind = name(entry(holder, "/Subtype"))
        if isinstance(holder, pikepdf.Stream):
            if (kind == "/Form" or holder.get("/PatternType") == 1) and _may_show_text(holder):
                yield scratch.copy_foreign(holder)
        elif kind == "/Type3" and any(map(_may_show_text, glyphs_of(holder))):
            font = scratch.copy_foreign(holder)
            for glyph in glyphs_of(font):
                glyph["/BBox"] = pikepdf.Array([-14400, -14400, 14400, 14400])
                glyph["/Resources"] = font.get("/Resources", pikepdf.Dictionary())
                yield glyph


def _may_show_text(content: pikepdf.Object) -> bool:
    """Whether the operators of text may be in a content; one that can't be decoded counts."""
    try:
        data = content.read_bytes()
    except pikepdf.PikepdfError:
        return True
    return any(operator in data for operator in _SHOWING)


def _legible(holder: object) -> Iterator[str]:
    """The names in an object, and what can be read in its stream, coded or packed as it is."""
    yield from _names(holder, 0)
    if not isinstance(holder, pikepdf.Stream):
        return
    try:
        data = holder.read_bytes()
    except pikepdf.PikepdfError:  # a picture's data, or damaged
        data = holder.read_raw_bytes()
    yield from legible(data)


def _names(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, pikepdf.Name):
        yield bytes(value).decode(errors="replace")
    elif depth < _DEEPEST and isinstance(value, _HOLDERS):
        if isinstance(value, pikepdf.Array):
            inner = list(value)
        else:
            yield from value.keys()
            inner = [value[key] for key in value.keys()]  # noqa: SIM118 (pikepdf's)
        for each in inner:
            if not getattr(each, "is_indirect", False):
                yield from _names(each, depth + 1)


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
