"""A drawing program has left its own records."""

import io

import pikepdf
from pikepdf import Dictionary, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.pages[0].PieceInfo = Dictionary(Illustrator=Dictionary(Private=String("draft")))
        opened.save(out)
    return out.getvalue()
