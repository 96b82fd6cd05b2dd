"""A paragraph is read without one of its words."""

import io

import pikepdf
from pikepdf import Array, Dictionary, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        waiting, elements = [opened.Root.StructTreeRoot], []
        while waiting:
            element = waiting.pop(0)
            elements.append(element)
            kids = element.get("/K", Array())
            kids = kids if isinstance(kids, Array) else [kids]
            waiting = [kid for kid in kids if isinstance(kid, Dictionary) and "/S" in kid] + waiting

        paragraph = [element for element in elements if element.get("/S") == "/P"][-4]
        paragraph.ActualText = String("The wells of the valley have been dry.")
        opened.save(out)
    return out.getvalue()
