"""The lines of text of a page as PDFium finds them, each with where it stands."""

from __future__ import annotations

import unicodedata
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdfium2 import PdfiumError, raw

from ..foreign import TextLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pypdfium2 import PdfPage, PdfTextPage

    from ..foreign import Rectangle
    from .geometry import Geometry

_JOINERS = "\u200c\u200d"  # which shape the letters beside them, and are seen in that
_ENDS = "\r\n"
_HYPHEN = "\x02"  # PDFium's sign for the hyphen at the end of a line
_APART = 2.0  # times the height of a line: what stands farther along is another line
_TOGETHER = 0.5  # of the height: how much characters of a line are side by side


def text_lines(page: PdfPage, geometry: Geometry) -> tuple[tuple[TextLine, ...], int]:
    """The lines in the order of the content, without what the page doesn't show.

    They end where PDFium ends them, and at gaps between columns.  The text has no control
    characters and none that Unicode doesn't know; white space is made even.  Characters that
    the file gives no meaning (ISO 32000-1, 9.10.2) are left out, and their number is told.
    """
    try:
        text = page.get_textpage()
    except PdfiumError:
        return (), 0
    with closing(text):
        lines = tuple(
            TextLine(content, line.rectangle)
            for line in _lines(text, geometry)
            if (content := _clean("".join(line.characters)))
        )
        unread = sum(_is_unread(text, index) for index in range(max(text.count_chars(), 0)))
        return lines, unread


def _is_unread(text: PdfTextPage, index: int) -> bool:
    return bool(raw.FPDFText_HasUnicodeMapError(text, index) == 1)


def displayed(rectangle: Rectangle, geometry: Geometry) -> Rectangle:
    """A rectangle of the page's own coordinates as one of the displayed page, in pt."""
    left, bottom, right, top = rectangle
    box = geometry.box
    x = sorted((left, right))
    y = sorted((bottom, top))
    from_left, from_right = [each - box[0] for each in x], [box[2] - each for each in x[::-1]]
    from_bottom, from_top = [each - box[1] for each in y], [box[3] - each for each in y[::-1]]
    across, up = {
        0: (from_left, from_bottom),
        90: (from_bottom, from_right),
        180: (from_right, from_top),
        270: (from_top, from_left),
    }[geometry.rotation]
    unit = geometry.unit
    return across[0] * unit, up[0] * unit, across[1] * unit, up[1] * unit


@dataclass(slots=True)
class _Line:
    """A line as it grows, character by character."""

    rectangle: Rectangle
    last: Rectangle
    characters: list[str] = field(default_factory=list)

    def goes_on(self, box: Rectangle) -> bool:
        """Whether a character stands beside the last one, along the line or up it."""
        across = _gap(self.last, box, 0), _gap(self.last, box, 1)
        for along, height in ((0, _smaller(self.last, box, 1)), (1, _smaller(self.last, box, 0))):
            if across[1 - along] <= -_TOGETHER * height and across[along] <= _APART * height:
                return True
        return False

    def add(self, character: str, box: Rectangle) -> None:
        old = self.rectangle
        self.characters.append(character)
        self.last = box
        self.rectangle = (
            min(old[0], box[0]),
            min(old[1], box[1]),
            max(old[2], box[2]),
            max(old[3], box[3]),
        )


def _lines(text: PdfTextPage, geometry: Geometry) -> Iterator[_Line]:
    line: _Line | None = None
    for character, box in _characters(text, geometry):
        if line is not None and (character in _ENDS or (box is not None and not line.goes_on(box))):
            yield line
            line = None
        if box is None:
            if line is not None:
                line.characters.append(" ")
            continue
        line = line or _Line(box, box)
        line.add(character, box)
    if line is not None:
        yield line


def _characters(text: PdfTextPage, geometry: Geometry) -> Iterator[tuple[str, Rectangle | None]]:
    """The characters that are on the displayed page; white space has no box."""
    found = raw.FS_RECTF()
    for index in range(max(text.count_chars(), 0)):
        character = chr(raw.FPDFText_GetUnicode(text, index) % 0x110000)
        if character.isspace():
            yield character, None
        elif not _is_unread(text, index) and raw.FPDFText_GetLooseCharBox(text, index, found):
            box = displayed((found.left, found.bottom, found.right, found.top), geometry)
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if 0 <= x <= geometry.width and 0 <= y <= geometry.height:
                yield ("-" if character == _HYPHEN else character), box


def _gap(one: Rectangle, other: Rectangle, axis: int) -> float:
    """The distance of two rectangles along an axis; below 0 where they overlap."""
    return max(one[axis], other[axis]) - min(one[axis + 2], other[axis + 2])


def _smaller(one: Rectangle, other: Rectangle, axis: int) -> float:
    """The smaller of the extents along an axis."""
    return min(one[axis + 2] - one[axis], other[axis + 2] - other[axis])


def _clean(text: str) -> str:
    """The text without control, private and unknown characters, its white space made even."""
    # PDFium gives the halves of surrogate pairs one by one.
    text = text.encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
    kept = (each for each in text if each in _JOINERS or unicodedata.category(each)[0] != "C")
    return " ".join("".join(kept).split())
