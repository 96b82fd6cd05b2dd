"""The author stands in one of the two places only."""

from breaking import changed
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    del opened.docinfo.Author
