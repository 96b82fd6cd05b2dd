"""Reads the pages of a finished file as PDFium sees them."""

from __future__ import annotations

import ctypes
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2
from pypdfium2 import raw

from ..seen import Picture, SeenPage
from . import space
from .glyphs import readable, words_of
from .grounds import ground_of
from .objects import drawn_on
from .runs import runs_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..matrices import Matrix
    from .objects import Drawn

_QUARTER = 90
_UNREADABLE = SeenPage(0, 0, (), (), "")


def seen_pages(pdf: bytes, units: Mapping[int, float]) -> Iterator[SeenPage]:
    """What is seen on each page.

    `units` are the UserUnits of the pages that have one, by their indexes; PDFium takes every
    unit for a pt.  Raises `PdfiumError` when it is no PDF, and `TooMuchError`.
    """
    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for index in range(len(document)):
            try:
                page = document[index]
            except pypdfium2.PdfiumError:
                yield _UNREADABLE
                continue
            with closing(page):
                yield _seen(page, units.get(index, 1))


def _seen(page: pypdfium2.PdfPage, unit: float) -> SeenPage:
    width, height = (side * unit for side in page.get_size())
    bounds = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, bounds)
    visible = (bounds.left, bounds.bottom, bounds.right, bounds.top)
    turn = space.seen_from(visible, raw.FPDFPage_GetRotation(page) * _QUARTER, unit)
    drawn = drawn_on(page.raw, turn)
    pictures = tuple(_picture(each) for each in drawn if each.kind == raw.FPDF_PAGEOBJ_IMAGE)
    with closing(page.get_textpage()) as reader:
        text = reader.raw  # to be unwrapped at every character takes its time
        words = words_of(text)
        ground = ground_of(page, drawn, (width, height))
        runs = runs_of(text, drawn, words, turn, ground)
        copied = readable(reader.get_text_range(errors="ignore")).replace("\r\n", "\n")
    return SeenPage(width, height, runs, pictures, copied)


def _picture(drawn: Drawn) -> Picture:
    wide, high = ctypes.c_uint(), ctypes.c_uint()
    raw.FPDFImageObj_GetImagePixelSize(drawn.handle, wide, high)
    matrix: Matrix = drawn.matrix
    return Picture(
        mark=drawn.standing.mark,
        is_artifact=drawn.standing.is_artifact,
        box=space.box((0, 0, 1, 1), matrix),
        pixels=(wide.value, high.value),
        sides=space.sides(matrix),
    )
