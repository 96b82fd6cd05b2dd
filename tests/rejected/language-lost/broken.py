"""The language of a name is gone."""

import io

import pikepdf
from pikepdf import Array, Dictionary


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

        name = next(element for element in elements if element.get("/Lang") == "fr")
        del name.Lang
        opened.save(out)
    return out.getvalue()
