"""A program has written its own title."""

from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    opened.docinfo.Title = String("Microsoft Word - final_v3.doc")
