"""A script runs when the file is opened."""

import io

import pikepdf
from pikepdf import Dictionary, Name, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Hello')"))
        opened.Root.OpenAction = script
        opened.save(out)
    return out.getvalue()
