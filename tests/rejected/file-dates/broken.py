"""A program has written the time of its own clock."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo.ModDate = String("D:20220307021400Z")
        opened.save(out)
    return out.getvalue()
