"""Reads a Word file back with the standard library: its zip, its XML, its styles."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .said import Line, Said, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .said import Kind, Wanted

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_SPACES = frozenset({f"{_W}tab", f"{_W}br", f"{_W}footnoteReference", f"{_W}fldSimple"})


def read_word(data: bytes, _wanted: Wanted) -> Said:
    """What the document says; the names are the paragraphs of the style "Signatory"."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            body, notes, properties = (
                _parsed(archive.read(name))
                for name in ("word/document.xml", "word/footnotes.xml", "docProps/core.xml")
            )
    except (zipfile.BadZipFile, KeyError, ET.ParseError, zlib.error) as fault:
        message = "is damaged"
        raise Unreadable(message) from fault
    title = properties.findtext(f"{_DC}title", "")
    language = properties.findtext(f"{_DC}language", "")
    return Said(tuple(_lines(body)), title, language, tuple(_lines(notes)))


def _parsed(data: bytes) -> ET.Element:
    if b"<!DOCTYPE" in data:
        message = "has a document type in it"
        raise Unreadable(message)
    return ET.fromstring(data)  # noqa: S314 (without a document type there are no entities)


def _lines(root: ET.Element) -> Iterator[Line]:
    for paragraph in root.iter(f"{_W}p"):
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val", "") if style is not None else ""
        text = "".join(_text(paragraph)).strip()
        if text:
            yield Line(_kind(name), text)


def _kind(style: str) -> Kind:
    if style == "Signatory":
        return "name"
    return "heading" if style.startswith(("Title", "Heading")) else "text"


def _text(paragraph: ET.Element) -> Iterator[str]:
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.tag in _SPACES:
            yield " "
