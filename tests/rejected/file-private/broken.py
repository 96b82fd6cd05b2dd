"""A program has noted the folder that it worked in."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo.Keywords = String("/home/ada/letters/final")
        opened.save(out)
    return out.getvalue()
