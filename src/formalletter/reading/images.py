"""Makes sure that pictures are what typesetting can take: sound PNG or SVG."""

from __future__ import annotations

import io
import struct
import zlib
from typing import TYPE_CHECKING

from ..diagnostics import error
from .door import LARGEST_IMAGE
from .magic import kind_of
from .phrases import quoted
from .svg import SvgError, check_svg

if TYPE_CHECKING:
    from ..diagnostics import Place, Problem
    from .door import Door

MOST_PIXELS = 50_000_000  # about A3 at 600 dpi; decoded, they take 200 MB
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE = struct.Struct(">II")  # width and height in pixels (PNG, 11.2.2)
_PNG_SIZE_OFFSET = 16  # bytes: the signature, and the length and type of the first chunk


def check_image(door: Door, name: str, asked_by: Place) -> Problem | None:
    """The error that a picture can't be taken; `asked_by` is the place that names it."""
    data = door.read(name, limit=LARGEST_IMAGE, asked_by=asked_by)
    if not isinstance(data, bytes):
        return data
    fault = _png_fault(data) if data.startswith(_PNG_SIGNATURE) else _svg_fault(data)
    if fault is None:
        return None
    hint = "export it again as PNG or SVG"
    return error("image-unsound", f"{quoted(name)} {fault}", asked_by, hint)


def _png_fault(data: bytes) -> str | None:
    """What is wrong with a PNG, as the end of a sentence."""
    from PIL import Image as Pillow

    header = data[_PNG_SIZE_OFFSET : _PNG_SIZE_OFFSET + _PNG_SIZE.size]
    if len(header) < _PNG_SIZE.size:
        return "is cut off"
    width, height = _PNG_SIZE.unpack(header)
    if width * height > MOST_PIXELS:  # looked at before decoding: a small file can hold them
        most = MOST_PIXELS // 1_000_000
        return f"has {width} by {height} pixels; {most} million are the most"
    try:
        with Pillow.open(io.BytesIO(data), formats=["PNG"]) as picture:
            picture.verify()  # all chunks and their checksums, up to the end of the file
        with Pillow.open(io.BytesIO(data), formats=["PNG"]) as picture:
            picture.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error):
        return "is damaged: it can't be decoded"
    return None


def _svg_fault(data: bytes) -> str | None:
    if kind := kind_of(data):
        return f"is {kind}, not a PNG or SVG"
    try:
        check_svg(data)
    except SvgError as fault:
        return str(fault)
    return None
