"""Which of the properties of PDF/X-4 (ISO 15930-7) a file has.

Nothing free verifies the standard as a whole, so no file is said to keep it: a print shop is told
what was looked at, and what it has to add.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pypdf.generic import RectangleObject

from ..diagnostics import note
from .document import read_document
from .fonts_check import unembedded_fonts
from .values import dictionary, items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdf import PageObject

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_ROUNDING = 0.01  # pt


def pdf_x_properties(pdf: bytes, expectation: Expectation) -> Problem:
    """A note of what was looked at in a finished file: what it has, and what it lacks."""
    document = read_document(pdf, expectation.foreign)
    has: list[str] = []
    lacks: list[str] = []
    for what, holds in _properties(document):
        (has if holds else lacks).append(what)
    return note(
        "pdf-x-properties",
        f"of the properties of PDF/X-4 that were looked at, the file has {_told(has)},"
        f" and lacks {_told(lacks)}",
        hint="it is no PDF/X-4 file by itself: ask the print shop to set its output intent and to"
        " check the whole",
    )


def _properties(document: Document) -> Iterator[tuple[str, bool]]:
    reader = document.reader
    yield "a trim box on every page", all(map(_is_trimmed, reader.pages))
    yield "all fonts embedded", not unembedded_fonts(document)
    yield "a statement on trapping", "/Trapped" in dictionary(reader.trailer, "/Info")
    yield "no encryption", not reader.is_encrypted
    intents = items(document.catalog, "/OutputIntents")
    kinds = {intent.get_object().get("/S") for intent in intents}
    yield "an output intent of a press", "/GTS_PDFX" in kinds
    yield "pages without links and fields", not any("/Annots" in page for page in reader.pages)


def _is_trimmed(page: PageObject) -> bool:
    """Whether the page says where it is cut, inside of its bleed and of its medium."""
    boxes = [page.get(key) for key in ("/TrimBox", "/BleedBox", "/MediaBox")]
    known = [RectangleObject(box.get_object()) for box in boxes if box is not None]
    return boxes[0] is not None and all(_lies_in(inner, outer) for inner, outer in pairwise(known))


def _lies_in(inner: RectangleObject, outer: RectangleObject) -> bool:
    return (
        inner.left >= outer.left - _ROUNDING
        and inner.bottom >= outer.bottom - _ROUNDING
        and inner.right <= outer.right + _ROUNDING
        and inner.top <= outer.top + _ROUNDING
    )


def _told(properties: list[str]) -> str:
    return ", ".join(properties) or "none"
