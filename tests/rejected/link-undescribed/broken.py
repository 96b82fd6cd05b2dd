"""A link is described by nothing but its address."""

from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    links = [each for each in opened.pages[0].Annots if "Survey" in str(each.A.get("/URI")).title()]
    links[0].Contents = String("https://well-society.org/survey")
