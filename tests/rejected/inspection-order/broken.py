"""The two paragraphs change their places."""

from breaking import changed
from pikepdf import Array, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    [document] = opened.Root.StructTreeRoot.K
    kids = list(document.K)
    heading = next(number for number, kid in enumerate(kids) if kid.S == "/H1")
    kids[heading + 2], kids[heading + 3] = kids[heading + 3], kids[heading + 2]
    document.K = Array(kids)
