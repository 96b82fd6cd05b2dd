"""A program has noted the folder that it worked in."""

from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    opened.docinfo.Keywords = String("/home/ada/letters/final")
