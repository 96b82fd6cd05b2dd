"""Says what a file is that is no PDF, by how it begins."""

from __future__ import annotations

_HEADER_WITHIN = 1024  # readers look so far for "%PDF-" (ISO 32000-1, annex H.3, note 13)
_BEGINNINGS = (
    (b"PK\x03\x04", "a Word, Excel or ZIP file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file"),
    (b"{\\rtf", "a rich text file"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"%!PS", "a PostScript file"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML file"),
    (b"version https://git-lfs", "the pointer of Git LFS to a file"),
)


def kind_of(data: bytes) -> str | None:
    """What the file is instead of a PDF; None if it is one, or may be a damaged one."""
    if not data.strip(b"\x00\t\n\r "):
        return "an empty file"
    if b"%PDF-" in data[:_HEADER_WITHIN]:
        return None
    start = data[:_HEADER_WITHIN].lstrip(b"\xef\xbb\xbf\t\n\r ").lower()
    for beginning, kind in _BEGINNINGS:
        if start.startswith(beginning.lower()):
            return kind
    if b" obj" not in data:
        return "a file of another kind"
    return None
