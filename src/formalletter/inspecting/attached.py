"""What a file of any kind says, such as one that is attached, for whoever looks for a name in it.

Plain text is read, and so are PDFs, Office and OpenDocument files (ECMA-376, part 2; OpenDocument
1.3, part 2), which are archives of XML, and archives of all these.
"""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
import zlib
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from pypdf import PdfReader

from .. import children
from ..legible import legible
from ..rules import find
from .claimed import SECONDS, TEXT
from .document import read_document
from .inside import FAULTS, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from .document import Document
    from .expectation import Expectation

_MOST_BYTES = 30_000_000  # of one file, unpacked
_ARCHIVE = b"PK\x03\x04"
_PDF = b"%PDF-"
_FILES = (_ARCHIVE, _PDF)
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]|\A%PDF-")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
# A paragraph, a cell or a shared string ends: no name goes on behind it.
_END_OF_BLOCK = re.compile(r"</(?:\w+:)?(?:p|h|si|c|row|table-cell|tr|td|li|title|creator)\s*>")
_XML = (".xml", ".rels", ".rdf")
_VALUE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MOST_PAGES = 500  # of an attached PDF that is searched
_DEEPEST = 3  # archives in archives: a pack has Word files in a zip file
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


def text_apart(data: bytes) -> str | None:
    """What `text_of_file` says, where it has to be unpacked in a process of its own with limits.

    None also where that takes too much of anything.
    """
    if not is_packed(data):
        return text_of_file(data)
    status, answer = children.ask("inspecting.worker", TEXT + data, SECONDS)
    found: str | None = json.loads(answer) if status == 0 else None
    return found


def is_packed(data: bytes) -> bool:
    """Whether a file must be unpacked before it says anything: an archive or a PDF."""
    return data.startswith(_FILES)


def text_of_file(data: bytes, depth: int = 0) -> str | None:
    """All that a file says to who looks into it; None where that can't be read.

    `depth` is the number of archives around it.
    """
    if data.startswith(_ARCHIVE):
        return _packed_text(data, depth)
    if data.startswith(_PDF):
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


def _packed_text(data: bytes, depth: int) -> str | None:
    """The text of all XML and files in an archive; None where some can't be read, or is too much.

    What is neither, such as a picture, is looked through as bytes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            every = archive.infolist()
            if depth == _DEEPEST or sum(each.file_size for each in every) > _MOST_BYTES:
                return None
            inner = {each.filename: archive.read(each) for each in every}
            beside = [archive.comment, *(each.comment for each in every)]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        return None  # broken, locked, or packed in a way that nobody here knows
    said: list[str] = []
    read = [name for name in inner if name.lower().endswith(_XML)]
    for name in read:
        text = inner[name].decode("utf-8", "replace")
        said += [*_plain(text).splitlines(), *_values(text)]
    for name in [name for name in inner if inner[name].startswith(_FILES)]:
        found = text_of_file(inner[name], depth + 1)
        if found is None:
            return None
        said.append(found)
        read.append(name)
    others = (inner[name] for name in inner if name not in read)
    said += chain(inner, *(legible(each) for each in (*beside, *others)))
    return "\n".join(said) if read else None


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
