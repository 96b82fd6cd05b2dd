"""A paragraph is read twice."""

from breaking import changed
from pikepdf import Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    [document] = opened.Root.StructTreeRoot.K
    kids = list(document.K)
    heading = next(number for number, kid in enumerate(kids) if kid.S == "/H1")
    text = "Please repair the pump before the next dry season begins."
    kids[heading + 3].ActualText = String(f"{text} {text}")
