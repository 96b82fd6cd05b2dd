"""The language of a name is gone."""

from breaking import changed, elements
from pikepdf import Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    name = next(element for element in elements(opened) if element.get("/Lang") == "fr")
    del name.Lang
