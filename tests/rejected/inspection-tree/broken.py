"""The page no longer leads back to the structure tree."""

from breaking import changed
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    del opened.pages[0].StructParents
