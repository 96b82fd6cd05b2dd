"""A program has written its own title."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo.Title = String("Microsoft Word - final_v3.doc")
        opened.save(out)
    return out.getvalue()
