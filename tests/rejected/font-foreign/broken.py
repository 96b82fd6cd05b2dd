"""A font of the machine has got in."""

import io

import pikepdf
from pikepdf import Name


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        font = next(iter(opened.pages[0].Resources.Font.values()))
        font.BaseFont = Name("/ABCDEF+Arial")
        opened.save(out)
    return out.getvalue()
