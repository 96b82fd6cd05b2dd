"""What the files say that are attached to a finished file, for whoever looks for a name in them.

Plain text is read, and so is that of Office and OpenDocument files (ECMA-376, part 2;
OpenDocument 1.3, part 2), which are archives of XML.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
import zlib
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader

from ..legible import legible
from ..rules import find
from .document import read_document
from .inside import FAULTS, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_MOST_BYTES = 30_000_000  # of one file, unpacked
_ARCHIVE = b"PK\x03\x04"
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]|\A%PDF-")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A paragraph, a cell or a shared string ends: no name goes on behind it.
_END_OF_BLOCK = re.compile(r"</(?:\w+:)?(?:p|h|si|c|row|table-cell|tr|td|li|title|creator)\s*>")
_XML = (".xml", ".rels", ".rdf")
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOST_PAGES = 500  # of an attached PDF that is searched
_TAG = re.compile(r"<[^<>]{0,4000}>")


class Attached(NamedTuple):
    """An attached file: its name, and what it says; None where that can't be read."""

    name: str
    text: str | None


def attached(document: Document) -> Iterator[Attached]:
    """All files that are attached."""
    for name, files in document.reader.attachments.items():
        for data in files:
            yield Attached(name, text_of_file(data))


def check_attached(pdf: bytes, expectation: Expectation) -> Iterator[Problem]:
    """The attached files in which nobody can look for the names that the file may not show.

    Raises `DeliveryError` when the bytes are no file that can be read.
    """
    for file in attached(read_document(pdf, expectation.foreign)):
        if file.text is None:
            message = f"the attached file “{file.name}” can't be searched for names to be withheld"
            yield find("attachment-unsearched", message)


def text_of_file(data: bytes) -> str | None:
    """All that a file says to who looks into it; None where that can't be read."""
    if data.startswith(_ARCHIVE):
        return _packed_text(data)
    if data.startswith(b"%PDF-"):
        return _pdf_text(data)
    if data.startswith(_UTF_16):
        return _plain(data.decode("utf-16", "replace"))
    if _BINARY.search(data):
        return None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
    return "\n".join([_plain(text), *_values(text)])


def _packed_text(data: bytes) -> str | None:
    """The text of all XML in an archive; None where there is none, or more than may be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = archive.infolist()
            members = [each for each in every if each.filename.lower().endswith(_XML)]
            if not members or sum(each.file_size for each in every) > _MOST_BYTES:
                return None
            read = [archive.read(member).decode("utf-8", "replace") for member in members]
            others = [archive.read(each) for each in every if each not in members]
            beside = [archive.comment, *(each.comment for each in every), *others]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        return None  # broken, locked, or packed in a way that nobody here knows
    said = chain.from_iterable((*_plain(text).splitlines(), *_values(text)) for text in read)
    found = chain.from_iterable(legible(data) for data in beside)
    return "\n".join([*said, *(each.filename for each in every), *found])


def _values(text: str) -> Iterator[str]:
    """What the attributes of XML say: properties' names, targets of links, descriptions."""
    for tag in _TAG.findall(text):
        yield from (html.unescape(value) for pair in _VALUE.findall(tag) for value in pair if value)


def _pdf_text(data: bytes) -> str | None:
    """All that an attached PDF says; None where it can't be read."""
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted or len(reader.pages) > _MOST_PAGES:
            return None
        pages = [page.extract_text() for page in reader.pages]
        properties = [str(value) for value in (reader.metadata or {}).values()]
        return "\n".join([*pages, *properties, *inside(reader)])
    except (*FAULTS, RecursionError):
        return None


def _plain(text: str) -> str:
    """A text without marks, if it has any: HTML and XML are plain text, too."""
    if "<" not in text:
        return text
    return html.unescape(_TAG.sub("", _END_OF_BLOCK.sub("\n", text)))
