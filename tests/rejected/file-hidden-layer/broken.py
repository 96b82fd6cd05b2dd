"""A layer is off when the file is opened."""

import io

import pikepdf
from pikepdf import Array, Dictionary, Name, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("Comments")))
        setting = Dictionary(Order=Array([layer]), OFF=Array([layer]))
        opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
        opened.save(out)
    return out.getvalue()
