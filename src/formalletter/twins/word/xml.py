"""Writes XML of the Office formats: elements as text, so that their bytes are known."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
SPACES = (
    f'xmlns:w="{_WORD}" xmlns:r="{OFFICE}"'
    f' xmlns:wp="{_DRAWING}/wordprocessingDrawing" xmlns:a="{_DRAWING}/main"'
    f' xmlns:pic="{_DRAWING}/picture"'
)
PICTURE_URI = f"{_DRAWING}/picture"


def element(name: str, /, *children: str, **attributes: object) -> str:
    """An element `w:name` with its attributes (`w:…`) and children, which are XML."""
    return tag(f"w:{name}", {f"w:{key}": value for key, value in attributes.items()}, *children)


def tag(name: str, attributes: Mapping[str, object], *children: str) -> str:
    """An element of any name; attribute values are escaped, children are XML."""
    given = "".join(f" {key}={quoteattr(str(value))}" for key, value in attributes.items())
    inner = "".join(children)
    return f"<{name}{given}>{inner}</{name}>" if inner else f"<{name}{given}/>"


def words(text: str) -> str:
    """A text as the children of a run: its line breaks and tabs are elements."""
    parts: list[str] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            parts.append("<w:br/>")
        for column, piece in enumerate(line.split("\t")):
            if column:
                parts.append("<w:tab/>")
            if piece:
                parts.append(f'<w:t xml:space="preserve">{escape(piece)}</w:t>')
    return "".join(parts)


def part(root: str, children: Iterable[str]) -> bytes:
    """A whole part of the file, whose root is `w:root`."""
    return f"{HEAD}<w:{root} {SPACES}>{''.join(children)}</w:{root}>".encode()
