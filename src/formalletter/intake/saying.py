"""Reads all that a cleaned PDF says, so that somebody can look for names in it."""

from __future__ import annotations

import io
from contextlib import closing
from itertools import chain, pairwise
from operator import itemgetter
from typing import TYPE_CHECKING

import pikepdf
import pypdfium2

from ..foreign import Words
from ..legible import legible
from .limits import MOST_SEARCHED
from .values import entry, glyphs_of, name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pypdfium2 import PdfTextPage

    from .findings import Findings

_FAULTS = (pypdfium2.PdfiumError, ValueError, OSError)
_HYPHENS = str.maketrans({"\x02": "-", "\ufffe": "-"})  # PDFium's signs for one at a line's end
_HOLDERS = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
_SHOWING = (b"Tj", b"TJ", b"'", b'"')  # operators (ISO 32000-1, table 109)
_ENDLESS = f"draws over {MOST_SEARCHED:,} forms with text, too many to look for withheld names in"
_SIMPLER = 'print it to a new PDF ("Save as PDF"), and use that'
_MOST_BETWEEN = 3  # lines at the end of a page and at the beginning of the next
_MOST_RUNS = 3000  # of a page
_SLACK = 4.0  # points between edges of one column
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
    pages = _read(pdf, count, _text)
    columns = chain.from_iterable(page.split("\n") for page in _read(pdf, count, _columns))
    beside = dict.fromkeys([*strings, *drawn, *_across(pages), *columns])
    return Words(pages, "\n".join(beside), "\n".join(inside))


def _across(pages: Sequence[str]) -> Iterator[str]:
    """The end of each page with the beginning of the next, heads and feet left out or not."""
    for one, other in pairwise(pages):
        ends = [line for line in one.splitlines() if line.strip()][-_MOST_BETWEEN:]
        begins = [line for line in other.splitlines() if line.strip()][:_MOST_BETWEEN]
        yield from (f"{end} {begin}" for end in ends for begin in begins)


def _columns(text: PdfTextPage) -> str:
    """The words that stand below each other, a line for each column: a table is drawn by rows."""
    runs = [text.get_rect(index) for index in range(min(text.count_rects(), _MOST_RUNS))]
    found: list[str] = []
    for edge in (0, 2):  # the left one, and the right one
        column: list[tuple[float, ...]] = []
        for run in [*sorted(runs, key=itemgetter(edge)), None]:
            if column and (run is None or run[edge] - column[0][edge] > _SLACK):
                column.sort(key=lambda each: -each[3])
                if len(column) > 1:
                    found.append(" ".join(text.get_text_bounded(*each) for each in column))
                column = []
            if run is not None:
                column.append(run)
    return "\n".join(" ".join(line.split()) for line in found)


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
    return _read(target.getvalue(), count, _text)


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


def _read(pdf: bytes, count: int, of: Callable[[PdfTextPage], str]) -> tuple[str, ...]:
    """What is read of the text of each page; empty where PDFium can't."""
    try:
        document = pypdfium2.PdfDocument(pdf)
    except _FAULTS:
        return ("",) * count
    with closing(document):
        return tuple(_of_page(document, index, of) for index in range(count))


def _of_page(document: pypdfium2.PdfDocument, index: int, of: Callable[[PdfTextPage], str]) -> str:
    try:
        with closing(document[index]) as page, closing(page.get_textpage()) as text:
            return of(text).translate(_HYPHENS)
    except _FAULTS:
        return ""


def _text(text: PdfTextPage) -> str:
    found: str = text.get_text_range(errors="ignore")
    return found


def _strings(value: object, depth: int) -> Iterator[str]:
    """The strings in an object, less those of the objects that it refers to."""
    if isinstance(value, pikepdf.String):
        yield str(value)
    elif depth < _DEEPEST and isinstance(value, _HOLDERS):
        keys = value.keys() if not isinstance(value, pikepdf.Array) else range(len(value))
        for inner in (value[key] for key in keys):
            if not getattr(inner, "is_indirect", False):
                yield from _strings(inner, depth + 1)
