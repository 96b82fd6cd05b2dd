"""Finds text that no one sees and that is still in the file: outside the page, or hidden on it.

PDFium looks at the cleaned file.  Text in a form is left to the form's own clipping.
"""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2

from .geometry import geometry_of
from .unseen import drawn_on, has_hidden_text

if TYPE_CHECKING:
    from pikepdf import Pdf

    from ..foreign import Rectangle
    from .findings import Findings

_MARGIN = 1.0  # units: a hair's breadth is no leak
_BOTH = "no one sees it, but it is read aloud and can be copied"


def report_hidden_text(pdf: Pdf, cleaned: bytes, findings: Findings) -> None:
    """Warns of the pages with such text."""
    outside, hidden = [], []
    with closing(pypdfium2.PdfDocument(cleaned)) as document:
        for index, page in enumerate(pdf.pages):
            box = geometry_of(page.obj).box
            is_outside, is_hidden = _leaks(document, index, box)
            outside += [index] * is_outside
            hidden += [index] * is_hidden
    if outside:
        findings.warn(
            "annex-text-outside",
            f"has text outside the visible part of {findings.on_pages(outside)}; {_BOTH}",
            "crop the page in the program that made it, or print it to a new PDF",
        )
    if hidden:
        findings.warn(
            "annex-text-hidden",
            f"has text that is covered or has no ink on {findings.on_pages(hidden)}; {_BOTH}",
            "take it out in the program that made the file, if it is not meant for readers",
        )


def _leaks(document: pypdfium2.PdfDocument, index: int, box: Rectangle) -> tuple[bool, bool]:
    """Whether a page has text outside of its visible part, and text hidden in it."""
    try:
        with closing(document[index]) as page:
            drawn = drawn_on(page)
            outside = [each for each in drawn if each.is_text and _is_outside(each.box, box)]
            inside = [each for each in drawn if not _is_outside(each.box, box)]
            return bool(outside), has_hidden_text(page, inside, box)
    except (pypdfium2.PdfiumError, ValueError, MemoryError):
        return False, False  # a page that can't be drawn shows nothing; the drawing says so


def _is_outside(bounds: Rectangle, box: Rectangle) -> bool:
    left, bottom, right, top = bounds
    return (
        right < box[0] - _MARGIN
        or left > box[2] + _MARGIN
        or top < box[1] - _MARGIN
        or bottom > box[3] + _MARGIN
    )
