"""A paragraph is read without one of its words."""

from breaking import changed, elements
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    paragraph = [element for element in elements(opened) if element.get("/S") == "/P"][-4]
    paragraph.ActualText = String("The wells of the valley have been dry.")
