"""An empty page stands behind the last."""

from breaking import changed
from pikepdf import Array, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    opened.add_blank_page()
    opened.pages[-1].StructParents = 1000
    opened.Root.StructTreeRoot.ParentTree.Nums.extend([1000, Array()])
