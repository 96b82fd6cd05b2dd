"""The picture has lost its words."""

from breaking import changed, elements
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    figure = next(element for element in elements(opened) if element.get("/S") == "/Figure")
    del figure.Alt
