"""The pages have lost their labels."""

import io

import pikepdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        del opened.Root.PageLabels
        opened.save(out)
    return out.getvalue()
