"""The pictures of a letter as its twins carry them: what is seen, and nothing else.

A PDF holds only what is drawn; a copied file would tell its author's folders, the programs
used, and whatever was written beside the drawing.  One that has more pixels than a screen shows
is made smaller, so that the file can be sent.
"""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = (1600, 2400)  # pixels; twice as many as the text is wide
_QUALITY = 88  # of JPEG, as in PDFs that have to be small
_PHOTOGRAPH = 4096  # colours that no drawing has
_EIGHT_BITS = frozenset({"L", "LA", "P", "RGB", "RGBA", "1"})  # modes whose colours are kept
_PNG = b"\x89PNG\r\n\x1a\n"
# The chunks that the picture is drawn from (PNG, 11.2 and 11.3); texts and dates are not.
_DRAWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB"}
    | {b"pHYs"}
)
_CHUNK = struct.Struct(">I4s")  # length of the data, type
_CHECKSUM = 4  # bytes
_SIZE = struct.Struct(">II")  # width and height in pixels (PNG, 11.2.2)
_SIZE_OFFSET = 16
_SVG = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"
_KNOWN = tuple(f"{{{space}}}" for space in (_SVG, _XLINK, _XML))
_UNDRAWN = {f"{{{_SVG}}}{name}" for name in ("metadata", "title", "desc", "script")}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture's bytes; `kind` is its media type, `size` its width and height in pixels.

    A drawing (SVG) has no size.
    """

    data: bytes = field(repr=False)
    kind: Literal["image/png", "image/jpeg", "image/svg+xml"]
    size: tuple[int, int] = (0, 0)


def picture(data: bytes) -> Picture:
    """The picture of a file that was found sound (`reading.images`)."""
    if not data.startswith(_PNG):
        return Picture(_drawn_elements(data), "image/svg+xml")
    width, height = _SIZE.unpack_from(data, _SIZE_OFFSET)
    smaller = _made_smaller(data) if width > _MOST[0] or height > _MOST[1] else None
    return smaller or Picture(_PNG + b"".join(_drawn_chunks(data)), "image/png", (width, height))


def _made_smaller(data: bytes) -> Picture | None:
    """The picture with as many pixels as a screen shows: a photograph as JPEG, others as PNG.

    None where that would change its colours, or make it no smaller.
    """
    from PIL import Image

    with Image.open(io.BytesIO(data), formats=["PNG"]) as whole:
        if whole.mode not in _EIGHT_BITS:
            return None
        has_alpha = whole.has_transparency_data
        image = whole.convert("RGBA" if has_alpha else "RGB")
        profile = whole.info.get("icc_profile") if whole.mode == "RGB" else None
    image.thumbnail(_MOST, Image.Resampling.LANCZOS)
    is_photograph = not has_alpha and image.getcolors(_PHOTOGRAPH) is None
    buffer = io.BytesIO()
    if is_photograph:
        image.save(buffer, "JPEG", quality=_QUALITY, optimize=True, icc_profile=profile)
    else:
        image.save(buffer, "PNG", optimize=True, icc_profile=profile)
    if buffer.tell() >= len(data):
        return None
    kind: Literal["image/jpeg", "image/png"] = "image/jpeg" if is_photograph else "image/png"
    return Picture(buffer.getvalue(), kind, image.size)


def _drawn_chunks(data: bytes) -> Iterator[bytes]:
    start = len(_PNG)
    while start + _CHUNK.size <= len(data):
        length, kind = _CHUNK.unpack_from(data, start)
        end = start + _CHUNK.size + length + _CHECKSUM
        if kind in _DRAWN:
            yield data[start:end]
        start = end


def _drawn_elements(data: bytes) -> bytes:
    """The drawing without comments, descriptions, and what only its editor understands."""
    root = ET.fromstring(data)  # noqa: S314 (`reading.svg` has refused entities and depth)
    for element in root.iter():
        for child in list(element):
            if not child.tag.startswith(f"{{{_SVG}}}") or child.tag in _UNDRAWN:
                element.remove(child)
        for name in [name for name in element.attrib if not _is_drawn(name)]:
            del element.attrib[name]
    ET.register_namespace("", _SVG)
    ET.register_namespace("xlink", _XLINK)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _is_drawn(attribute: str) -> bool:
    if attribute.startswith("on"):  # a script
        return False
    return not attribute.startswith("{") or attribute.startswith(_KNOWN)
