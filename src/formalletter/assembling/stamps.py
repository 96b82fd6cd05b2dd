"""Stamps the pages of the annexes, each with the line that was typeset for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pikepdf import Page, Pdf

from ..foreign import Clear, ForeignPage
from .content import without_marks
from .placing import place
from .stamping import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from ..typeset import Typeset
    from .parts import Manuscript


def stamp_pages(pdf: Pdf, manuscript: Manuscript) -> None:
    """Stamps all pages of the annexes, and blank ones before them where all say something."""
    if manuscript.stamps is None:
        return
    forms = _forms(pdf, manuscript.stamps)
    letter, numbering = manuscript.letter.pages, manuscript.numbering
    places = zip(numbering.starts(letter), numbering.blanks(letter), strict=True)
    for annex, (start, blank) in zip(manuscript.annexes, places, strict=True):
        if blank and manuscript.stamps_blanks:
            empty = _empty_page(pdf)
            stamp(pdf, start - 1, empty, next(forms), place([empty]))
        placement = place(annex.pages)
        for number, page in enumerate(annex.pages, start):
            stamp(pdf, number, page, next(forms), placement)


def _empty_page(pdf: Pdf) -> ForeignPage:
    """A blank page on the sheet of the letter."""
    _, _, width, height = map(float, pdf.pages[0].mediabox)
    clear = Clear(height, height, height, height)
    box = (0.0, 0.0, width, height)
    return ForeignPage(width, height, 0, box, 1, "tagged", looks_written=False, clear=clear)


def _forms(pdf: Pdf, stamps: Typeset) -> Iterator[Object]:
    """The stamps as form XObjects, without the marks of the file that they come from."""
    with Pdf.open(io.BytesIO(stamps.pdf)) as source:
        for page in source.pages:
            page.Contents.write(without_marks(page.Contents.read_bytes()))
            yield pdf.copy_foreign(Page(page).as_form_xobject())
