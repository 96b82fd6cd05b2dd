"""A script runs when the file is opened."""

from breaking import changed
from pikepdf import Dictionary, Name, Pdf, String


def broken(pdf: bytes) -> bytes:
    """The file with the fault."""
    return changed(pdf, change)


def change(opened: Pdf) -> None:
    script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Hello')"))
    opened.Root.OpenAction = script
