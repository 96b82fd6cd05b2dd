"""A font of the machine has got in."""

from breaking import changed
from pikepdf import Name, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    font = next(iter(opened.pages[0].Resources.Font.values()))
    font.BaseFont = Name("/ABCDEF+Arial")
