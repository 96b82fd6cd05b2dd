"""The author stands in one of the two places only."""

import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.docinfo.Author
        opened.save(out)
    return out.getvalue()
