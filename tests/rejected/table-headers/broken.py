"""A head of the table no longer says that it is one of a column."""

from breaking import changed, elements
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    head = next(element for element in elements(opened) if element.get("/S") == "/TH")
    del head.A
