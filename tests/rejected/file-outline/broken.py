"""The file has lost its bookmarks."""

from breaking import changed
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    del opened.Root.Outlines
