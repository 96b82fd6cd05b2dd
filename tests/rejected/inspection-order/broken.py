"""The two paragraphs change their places."""

import io

import pikepdf
from pikepdf import Array


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        [document] = opened.Root.StructTreeRoot.K
        kids = list(document.K)
        heading = next(number for number, kid in enumerate(kids) if kid.S == "/H1")
        kids[heading + 2], kids[heading + 3] = kids[heading + 3], kids[heading + 2]
        document.K = Array(kids)
        opened.save(out)
    return out.getvalue()
