"""A heading of the second level has become one of the third."""

from breaking import changed, elements
from pikepdf import Name, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    heading = next(element for element in elements(opened) if element.get("/S") == "/H2")
    heading.S = Name.H3
