"""Somebody's notes are attached."""

from breaking import changed
from pikepdf import AttachedFileSpec, Pdf


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    notes = AttachedFileSpec(opened, b"Not to be sent.", filename="notes.txt")
    opened.attachments["notes.txt"] = notes
