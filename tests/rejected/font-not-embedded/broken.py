"""The bytes of a font are gone."""

from breaking import changed
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    font = next(iter(opened.pages[0].Resources.Font.values()))
    descriptor = font.DescendantFonts[0].FontDescriptor
    [file] = [key for key in descriptor if key.startswith("/FontFile")]
    del descriptor[file]
