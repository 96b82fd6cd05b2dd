"""Somebody's notes are attached."""

import io

import pikepdf
from pikepdf import AttachedFileSpec


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        notes = AttachedFileSpec(opened, b"Not to be sent.", filename="notes.txt")
        opened.attachments["notes.txt"] = notes
        opened.save(out)
    return out.getvalue()
