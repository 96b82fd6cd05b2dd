"""A drawing program has left its own records."""

from breaking import changed
from pikepdf import Dictionary, Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    opened.pages[0].PieceInfo = Dictionary(Illustrator=Dictionary(Private=String("draft")))
