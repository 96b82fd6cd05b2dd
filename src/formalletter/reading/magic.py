"""Tells from its first bytes what a file really is, whatever its name says.

Only for refusing with a clear message: nothing is decoded here.
"""

from __future__ import annotations

# Signatures from the formats' own specifications.
_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"BM", "a BMP picture"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"%PDF-", "a PDF"),
    (b"%!PS", "a PostScript file"),
    (b"PK\x03\x04", "a Word, Excel, LibreOffice or zip file"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel file"),
    (b"{\\rtf", "an RTF document"),
    (b"\x1f\x8b", "a gzip file"),
)
_SHORTEST = 4  # "BM" alone begins many words: a picture is longer and has NULs


def kind_of(data: bytes) -> str | None:
    """What the bytes begin like, with its article (`a PDF`), or None."""
    for signature, kind in _SIGNATURES:
        if data.startswith(signature) and (len(signature) >= _SHORTEST or b"\0" in data[:64]):
            return kind
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return "a WebP picture"
    return None
