"""The page no longer leads back to the structure tree."""

import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.pages[0].StructParents
        opened.save(out)
    return out.getvalue()
