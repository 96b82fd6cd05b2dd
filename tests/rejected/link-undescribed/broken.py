"""A link is described by nothing but its address."""

import io

import pikepdf
from pikepdf import String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        links = [
            each for each in opened.pages[0].Annots if "Survey" in str(each.A.get("/URI")).title()
        ]
        links[0].Contents = String("https://well-society.org/survey")
        opened.save(out)
    return out.getvalue()
