"""Prepares a file for paper: what a print dialogue proposes, and what a print shop cuts by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Name

from ..edition import Edition
from .stamping import enclose

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .parts import Manuscript

_PT_PER_MM = 72 / 25.4
_BLEED = 3 * _PT_PER_MM
_MARK = 5 * _PT_PER_MM  # the length of a crop mark, beyond the bleed
_SLUG = _BLEED + _MARK
_HAIRLINE = 0.25  # pt
_DUPLEX = {  # ISO 32000-1, table 150
    "long-edge": Name.DuplexFlipLongEdge,
    "short-edge": Name.DuplexFlipShortEdge,
    "simplex": Name.Simplex,
}
_LAYOUT = b"/Artifact <</Type /Page>> BDC\n"  # ISO 32000-1, table 330: printer's marks

_Box = tuple[float, float, float, float]


def prepare_for_paper(pdf: Pdf, manuscript: Manuscript) -> None:
    """Writes the preferences of a print edition, and its bleed and crop marks if it has any."""
    order = manuscript.order
    if order is None or order.edition is not Edition.PRINT:
        return
    preferences = pdf.Root.ViewerPreferences
    preferences.PrintScaling = Name("/None")  # margins and windows are where they were measured
    preferences.Duplex = _DUPLEX[order.duplex or "long-edge"]
    if order.copies is not None:
        preferences.NumCopies = order.copies
    if order.bleed or order.pdf_x:
        _write_boxes(pdf, with_bleed=order.bleed)
    if order.pdf_x:
        pdf.trailer.Info.Trapped = Name("/False")  # of ISO 32000-1, table 317


def _write_boxes(pdf: Pdf, *, with_bleed: bool) -> None:
    """Says where each page is cut (ISO 32000-1, 14.11.2).

    What viewers show is the sheet; the bleed and the marks lie around it.
    """
    for page in pdf.pages:
        left, bottom, right, top = sheet = _box(page.cropbox)
        page.obj.TrimBox = Array(sheet)
        if with_bleed:
            page.obj.CropBox = Array(sheet)
            page.obj.BleedBox = Array(_around(sheet, _BLEED))
            page.obj.MediaBox = Array(_around(sheet, _SLUG))
            drawn = _marks(left, bottom, right, top)
            enclose(pdf, page.obj, _clip(_around(sheet, _BLEED)), b"\nQ\n" + drawn)


def _box(box: Object) -> _Box:
    left, bottom, right, top = map(float, box)
    return left, bottom, right, top


def _around(box: _Box, distance: float) -> _Box:
    left, bottom, right, top = (round(value, 3) for value in box)
    away = round(distance, 3)
    return left - away, bottom - away, right + away, top + away


def _clip(box: _Box) -> bytes:
    """Keeps what a page may have farther outside away from the marks."""
    left, bottom, right, top = box
    return b"q\n%.3f %.3f %.3f %.3f re W n\n" % (left, bottom, right - left, top - bottom)


def _marks(left: float, bottom: float, right: float, top: float) -> bytes:
    """Two marks at each corner, which begin where the bleed ends."""
    lines = b""
    for x, outwards in ((left, -1), (right, 1)):
        for y, upwards in ((bottom, -1), (top, 1)):
            start, end = x + outwards * _BLEED, x + outwards * _SLUG
            lines += b"%.3f %.3f m %.3f %.3f l\n" % (start, y, end, y)
            start, end = y + upwards * _BLEED, y + upwards * _SLUG
            lines += b"%.3f %.3f m %.3f %.3f l\n" % (x, start, x, end)
    return _LAYOUT + b"q\n0 0 0 RG %.2f w\n%bS\nQ\nEMC\n" % (_HAIRLINE, lines)
