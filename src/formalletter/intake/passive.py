"""Which attached files may be carried on: those that only show something, by name and by content.

It is a list of what may pass, because the kinds that act are without number: programs, scripts,
shortcuts, disk images, macros, pages with scripts, and archives that hold any of these.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from pathlib import PurePosixPath

import pikepdf
from pikepdf import Dictionary, Pdf, PikepdfError, Stream

from .values import name

_PICTURES: dict[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".gif": (b"GIF87a", b"GIF89a"),
    ".tif": (b"II*\0", b"MM\0*"),
    ".tiff": (b"II*\0", b"MM\0*"),
}
_TEXTS = {".txt", ".csv", ".tsv", ".md", ".json", ".yaml", ".yml"}
_OFFICE = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_OPEN = {".odt", ".ods", ".odp"}
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_CODE = re.compile(
    rb"\A(?:\xef\xbb\xbf)?\s*(?:#!|<\?php|<!doctype|<html|<script|<svg)", re.IGNORECASE
)
# Of an Office or OpenDocument file: what runs, or holds files of any kind.
_ACTIVE_PARTS = re.compile(
    r"vba|macro|activex|/embeddings/|oleobject|externallink|customui|^basic/|^scripts/|^object",
    re.IGNORECASE,
)
_ACTIVE_TYPES = (b"macroEnabled", b"vbaProject", b"activeX")
_ACTIVE_KEYS = {"/JS", "/JavaScript", "/Launch", "/EmbeddedFiles", "/XFA", "/RichMediaContent"}
_ACTIVE_ACTIONS = {"/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/GoToE", "/Rendition"}
_DEEPEST = 100  # containers inside each other
_MOST_PARTS = 5000
_MOST_BYTES = 1_000_000  # of the list of an Office file's parts

_PROGRAM = "it is a program, a script or an archive, or of a kind that nobody here knows"
_OTHER = "it is not what its name says"
_MACROS = "it has macros or holds other files"
_SCRIPTED = "it is a PDF with scripts or files of its own, or one that can't be looked through"


def why_not(file: str, data: bytes) -> str | None:
    """Why a file may not be carried on; None if it may."""
    ending = PurePosixPath(file.lower()).suffix
    if ending in _PICTURES:
        return None if data.startswith(_PICTURES[ending]) else _OTHER
    if ending in _TEXTS:
        return _OTHER if _BINARY.search(data) or _CODE.match(data) else None
    if ending == ".pdf":
        return None if data.startswith(b"%PDF-") and _is_quiet(data) else _SCRIPTED
    if ending in _OFFICE or ending in _OPEN:
        return _why_no_office(ending, data)
    return _PROGRAM


def _why_no_office(ending: str, data: bytes) -> str | None:
    kinds, needed = (
        ("[Content_Types].xml", _OFFICE.get(ending))
        if ending in _OFFICE
        else (
            "mimetype",
            None,
        )
    )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.namelist()
            if kinds not in parts or len(parts) > _MOST_PARTS:
                return _OTHER
            if needed is not None and not any(part.startswith(needed) for part in parts):
                return _OTHER
            with archive.open(kinds) as file:
                told = file.read(_MOST_BYTES)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        return _OTHER
    is_active = any(map(_ACTIVE_PARTS.search, parts)) or any(kind in told for kind in _ACTIVE_TYPES)
    return _MACROS if is_active else None


def _is_quiet(data: bytes) -> bool:
    """Whether a PDF does nothing by itself and holds no files."""
    try:
        with Pdf.open(io.BytesIO(data), inherit_page_attributes=False) as pdf:
            return not pdf.is_encrypted and not any(map(_acts, pdf.objects))
    except (PikepdfError, ValueError, RuntimeError):
        return False


def _acts(value: object, depth: int = 0) -> bool:
    if isinstance(value, pikepdf.Array):
        return depth > _DEEPEST or any(_acts(each, depth + 1) for each in value if _is_direct(each))
    if not isinstance(value, Dictionary | Stream):
        return False
    if depth > _DEEPEST or _ACTIVE_KEYS & set(value.keys()):
        return True
    if name(value.get("/S")) in _ACTIVE_ACTIONS:
        return True
    return any(_acts(each, depth + 1) for _, each in value.items() if _is_direct(each))


def _is_direct(value: object) -> bool:
    return not getattr(value, "is_indirect", False)
