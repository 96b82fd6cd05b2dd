"""An empty page stands behind the last."""

import io

import pikepdf
from pikepdf import Array


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.add_blank_page()
        opened.pages[-1].StructParents = 1000
        opened.Root.StructTreeRoot.ParentTree.Nums.extend([1000, Array()])
        opened.save(out)
    return out.getvalue()
