"""Draws the numbers of lines beside the text, as outlines.

They are no text: nobody hears them, and who copies a paragraph doesn't get them.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTFont

from .stamping import enclose

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from pikepdf import Pdf

    from ..typeset import LineNumber
    from .parts import Manuscript

_SIZE = 8.0  # pt
_DIGITS = "0123456789"
_ARTIFACT = b"/Artifact <</Type /Pagination>> BDC\n"  # ISO 32000-1, 14.8.2.2
_COLOUR = b"0.35 0.35 0.35 rg\n"

_Digit = tuple[bytes, float]
"""The operators that draw a digit of size 1 pt from the origin, and its advance width in pt."""


class _PathPen(BasePen):  # type: ignore[misc]  # fontTools has no types
    """Writes an outline as path operators of PDF (ISO 32000-1, 8.5.2), scaled by `factor`."""

    def __init__(self, glyphs: object, factor: float) -> None:
        super().__init__(glyphs)
        self.drawn: list[str] = []
        self._factor = factor

    def _add(self, operator: str, *points: tuple[float, float]) -> None:
        numbers = [f"{value * self._factor:.4f}" for point in points for value in point]
        self.drawn.append(" ".join((*numbers, operator)))

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - fontTools' name
        self._add("m", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802
        self._add("l", pt)

    def _curveToOne(self, *points: tuple[float, float]) -> None:  # noqa: N802
        self._add("c", *points)

    def _closePath(self) -> None:  # noqa: N802
        self._add("h")


def number_lines(pdf: Pdf, manuscript: Manuscript) -> None:
    """Draws the numbers of lines on the pages of the letter, as artifacts."""
    if not manuscript.line_numbers or manuscript.digits is None:
        return
    digits = _digits(manuscript.digits)
    for index, numbers in groupby(manuscript.line_numbers, key=lambda number: number.page):
        page = pdf.pages[index].obj
        _, _, _, top = map(float, page.MediaBox)
        drawn = b"\nQ\n" + _ARTIFACT + b"q\n" + _COLOUR + _drawn(numbers, top, digits) + b"Q\nEMC\n"
        enclose(pdf, page, b"q\n", drawn)


def _drawn(numbers: Iterable[LineNumber], top: float, digits: Mapping[str, _Digit]) -> bytes:
    drawn = b""
    for number in numbers:
        signs = [digits[sign] for sign in str(number.number)]
        width = sum(advance for _, advance in signs) * _SIZE
        x, y = number.x if number.starts_here else number.x - width, top - number.baseline
        for path, advance in signs:
            drawn += b"q %.1f 0 0 %.1f %.2f %.2f cm\n%b\nf\nQ\n" % (_SIZE, _SIZE, x, y, path)
            x += advance * _SIZE
    return drawn


def _digits(face: Path) -> dict[str, _Digit]:
    """The outlines of the digits of a font that was found to be sound."""
    with face.open("rb") as file, TTFont(file, lazy=True) as font:
        glyphs, names = font.getGlyphSet(), font.getBestCmap()
        found = {}
        for digit in _DIGITS:
            glyph = glyphs[names[ord(digit)]]
            pen = _PathPen(glyphs, 1 / font["head"].unitsPerEm)
            glyph.draw(pen)
            found[digit] = "\n".join(pen.drawn).encode(), glyph.width / font["head"].unitsPerEm
        return found
