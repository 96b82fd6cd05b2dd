"""The note has lost its ID, in the tree and in the list of IDs."""

from breaking import changed, elements
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    note = next(element for element in elements(opened) if element.get("/S") == "/Note")
    del note.ID
    del opened.Root.StructTreeRoot.IDTree
