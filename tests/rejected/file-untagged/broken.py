"""The file no longer says that it is tagged."""

import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.MarkInfo
        opened.save(out)
    return out.getvalue()
