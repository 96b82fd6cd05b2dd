"""A layer is off when the file is opened."""

from breaking import changed
from pikepdf import Array, Dictionary, Name, Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    layer = opened.make_indirect(Dictionary(Type=Name.OCG, Name=String("Comments")))
    setting = Dictionary(Order=Array([layer]), OFF=Array([layer]))
    opened.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=setting)
