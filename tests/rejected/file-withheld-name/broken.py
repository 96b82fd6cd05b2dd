"""Somebody who asked not to be named stands in the keywords."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.docinfo.Keywords = String("water, Maro Quell")
        opened.save(out)
    return out.getvalue()
