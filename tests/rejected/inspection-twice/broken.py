"""A paragraph is read twice."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        [document] = opened.Root.StructTreeRoot.K
        kids = list(document.K)
        heading = next(number for number, kid in enumerate(kids) if kid.S == "/H1")
        text = "Please repair the pump before the next dry season begins."
        kids[heading + 3].ActualText = String(f"{text} {text}")
        opened.save(out)
    return out.getvalue()
