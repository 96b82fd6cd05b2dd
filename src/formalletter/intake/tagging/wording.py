"""What marks and rectangles say, by PDFium: for descriptions of links, and for headings."""

from __future__ import annotations

import ctypes
import io
import warnings
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pypdfium2
import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    from pikepdf import Pdf

    from ...foreign import Rectangle
    from .nodes import Piece

_MOST_OBJECTS = 100_000  # of a page
_LONGEST = 1000  # characters of a text


@dataclass(slots=True)
class Words:
    """Reads the text of a file as it is now, pages when they are needed."""

    pdf: Pdf
    _document: pypdfium2.PdfDocument | None = None
    _pages: dict[int, tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage] | None] = field(
        default_factory=dict
    )
    _marks: dict[int, dict[int, str]] = field(default_factory=dict)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        for both in self._pages.values():
            if both is not None:
                both[1].close()
                both[0].close()
        if self._document is not None:
            self._document.close()

    def of_piece(self, piece: Piece) -> str:
        """The text of a piece; none of one that is in a form XObject."""
        if piece.form is not None:
            return ""
        if piece.page not in self._marks:
            self._marks[piece.page] = self._read(piece.page)
        texts = self._marks[piece.page]
        return "".join(texts.get(number, "") for number in piece.numbers)

    def of_rectangle(self, page: int, rectangle: Rectangle) -> str:
        """The text that a rectangle covers, in the units of the page."""
        both = self._open(page)
        if both is None:
            return ""
        found: str = both[1].get_text_bounded(*rectangle)
        return even(found)

    def _open(self, index: int) -> tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage] | None:
        if index not in self._pages:
            self._pages[index] = None
            try:
                if self._document is None:
                    self._document = pypdfium2.PdfDocument(self._saved())
                page = self._document[index]
                self._pages[index] = (page, page.get_textpage())
            except pypdfium2.PdfiumError:
                return None
        return self._pages[index]

    def _saved(self) -> bytes:
        target = io.BytesIO()
        with warnings.catch_warnings():
            warnings.simplefilter(
                "ignore"
            )  # only for reading: what is amiss with fields is no matter
            self.pdf.save(target, encryption=False)
        return target.getvalue()

    def _read(self, index: int) -> dict[int, str]:
        """The text of each mark of a page."""
        both = self._open(index)
        texts: dict[int, str] = {}
        if both is None:
            return texts
        page, text = both
        for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
            item = pdfium.FPDFPage_GetObject(page, number)
            if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
                continue
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
            if mark >= 0 and len(texts.get(mark, "")) < _LONGEST:
                texts[mark] = f"{texts.get(mark, '')}{_text(item, text)}"
        return texts


def even(text: str) -> str:
    """A text with even spaces and without control characters."""
    return " ".join("".join(each if each.isprintable() else " " for each in text).split())[
        :_LONGEST
    ]


def _text(item: object, page: pypdfium2.PdfTextPage) -> str:
    length = pdfium.FPDFTextObj_GetText(item, page, None, 0)
    buffer = (ctypes.c_ushort * (length // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, page, buffer, length)
    return bytes(buffer)[: max(length - 2, 0)].decode("utf-16-le", "replace")
