"""The pages' labels: what a reader shows as the number of a page is what is printed on it.

ISO 32000-1, 12.4.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name, String

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

    from .parts import Manuscript


def write_labels(pdf: Pdf, manuscript: Manuscript) -> None:
    """Numbers the pages from 1; with numbers of their own, each annex's from A-1."""
    ranges: list[Object | int] = [0, Dictionary(S=Name.D, St=1)]
    numbering, letter = manuscript.numbering, manuscript.letter.pages
    if numbering.is_own:
        starts = zip(numbering.enclosures, numbering.starts(letter), strict=True)
        for enclosure, start in starts:
            prefix = String(f"{enclosure.label}-")
            ranges += [start, Dictionary(S=Name.D, St=1, P=prefix)]
    pdf.Root.PageLabels = Dictionary(Nums=Array(ranges))
