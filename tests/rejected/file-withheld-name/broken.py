"""Somebody who asked not to be named stands in the keywords."""

from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    opened.docinfo.Keywords = String("water, Maro Quell")
