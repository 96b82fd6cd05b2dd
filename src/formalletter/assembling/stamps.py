"""Stamps the pages of the annexes, each with the line that was typeset for it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from pikepdf import Page, Pdf

from .content import without_marks
from .placing import place
from .stamping import stamp

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object

    from ..typeset import Typeset
    from .parts import Manuscript


def stamp_pages(pdf: Pdf, manuscript: Manuscript) -> None:
    """Stamps all pages of the annexes."""
    if manuscript.stamps is None:
        return
    forms = _forms(pdf, manuscript.stamps)
    starts = manuscript.numbering.starts(manuscript.letter.pages)
    for annex, start in zip(manuscript.annexes, starts, strict=True):
        placement = place(annex.pages)
        for number, page in enumerate(annex.pages, start):
            stamp(pdf, number, page, next(forms), placement)


def _forms(pdf: Pdf, stamps: Typeset) -> Iterator[Object]:
    """The stamps as form XObjects, without the marks of the file that they come from."""
    with Pdf.open(io.BytesIO(stamps.pdf)) as source:
        for page in source.pages:
            page.Contents.write(without_marks(page.Contents.read_bytes()))
            yield pdf.copy_foreign(Page(page).as_form_xobject())
