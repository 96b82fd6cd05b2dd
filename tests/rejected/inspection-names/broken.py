"""Two names change their places."""

from breaking import changed, elements
from pikepdf import Array, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    names = next(element for element in elements(opened) if element.get("/S") == "/L")
    first, second = names.K
    names.K = Array([second, first])
