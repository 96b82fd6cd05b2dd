"""The pictures of a document that can be made smaller, with how large they are printed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pikepdf import Object, Pdf

_PT_PER_INCH = 72
_DEPTH: Final = 8  # bits a component; what has fewer is small as it is
_MOST_PIXELS: Final = 80_000_000
_DEEPEST: Final = 10  # of forms in one another
_JPEG, _FLATE = "/DCTDecode", "/FlateDecode"
_COMPONENTS = {"/DeviceRGB": 3, "/CalRGB": 3, "/DeviceGray": 1, "/CalGray": 1}
_COLOUR: Final = 3
_OPERATORS = "q Q cm Do"


class Matrix(NamedTuple):
    """A matrix of PDF (ISO 32000-1, 8.3.4) without its displacement."""

    a: float
    b: float
    c: float
    d: float

    def after(self, first: Matrix) -> Matrix:
        """Both as one: what `first` does before, then what this one does."""
        return Matrix(
            first.a * self.a + first.b * self.c,
            first.a * self.b + first.b * self.d,
            first.c * self.a + first.d * self.c,
            first.c * self.b + first.d * self.d,
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """An image that can be resampled: `dpi` where it is printed largest, `size` in bytes.

    `is_jpeg` is how it is stored, `is_colour` says that it has three components.
    """

    image: Stream
    dpi: float
    size: int
    is_jpeg: bool
    is_colour: bool


def pictures(pdf: Pdf) -> list[Picture]:
    """The images of all pages that can be resampled, each once, with the masks of their alpha."""
    printed: dict[tuple[int, int], tuple[Stream, float]] = {}
    for page in pdf.pages:
        unit = float(page.obj.get("/UserUnit", 1))
        for image, matrix in _drawn(page.obj, Matrix(unit, 0, 0, unit), 0):
            dpi = _dpi(image, matrix)
            met = printed.get(image.objgen)
            printed[image.objgen] = (image, dpi if met is None else min(dpi, met[1]))
    found = {}
    for image, dpi in printed.values():
        mask = image.get("/SMask")
        for each in (image, mask):
            if isinstance(each, Stream) and (picture := _picture(each, dpi)) is not None:
                found[each.objgen] = picture
    return list(found.values())


def _drawn(holder: Object, matrix: Matrix, depth: int) -> Iterator[tuple[Stream, Matrix]]:
    """The images that a page or form draws, each with the matrix that it is drawn by."""
    named = holder.get("/Resources", Dictionary()).get("/XObject", Dictionary())
    if not named or depth > _DEEPEST:
        return
    saved: list[Matrix] = []
    here = matrix
    for instruction in pikepdf.parse_content_stream(holder, _OPERATORS):
        operands, name = instruction.operands, str(instruction.operator)
        if name == "q":
            saved.append(here)
        elif name == "Q" and saved:
            here = saved.pop()
        elif name == "cm":
            here = here.after(_matrix(operands))
        elif name == "Do" and isinstance(drawn := named.get(str(operands[0])), Stream):
            if drawn.get("/Subtype") == Name.Image:
                yield drawn, here
            elif drawn.get("/Subtype") == Name.Form:
                inner = here.after(_matrix(drawn.get("/Matrix", Array([1, 0, 0, 1, 0, 0]))))
                yield from _drawn(drawn, inner, depth + 1)


def _matrix(numbers: object) -> Matrix:
    return Matrix(*(float(number) for number in list(numbers)[:4]))  # type: ignore[call-overload]


def _dpi(image: Stream, matrix: Matrix) -> float:
    """The pixels an inch, in the direction that has fewer."""
    width = math.hypot(matrix.a, matrix.b) / _PT_PER_INCH
    height = math.hypot(matrix.c, matrix.d) / _PT_PER_INCH
    if not (width > 0 and height > 0):
        return math.inf
    return min(int(image.get("/Width", 0)) / width, int(image.get("/Height", 0)) / height)


def _picture(image: Stream, dpi: float) -> Picture | None:
    components = _components(image.get("/ColorSpace"))
    stored = _only(image.get("/Filter"))
    pixels = int(image.get("/Width", 0)) * int(image.get("/Height", 0))
    is_plain = image.get("/BitsPerComponent") == _DEPTH and components is not None
    # What the samples stand for would not survive their mixing.
    is_special = any(key in image for key in ("/Mask", "/Decode", "/Matte", "/ImageMask"))
    is_ordinary = 0 < pixels <= _MOST_PIXELS and math.isfinite(dpi)
    if not is_plain or stored not in {_JPEG, _FLATE} or is_special or not is_ordinary:
        return None
    size = len(image.read_raw_bytes())
    return Picture(image, dpi, size, stored == _JPEG, components == _COLOUR)


def _components(space: Object | None) -> int | None:
    """How many components a colour has; None for spaces that samples can't be mixed in."""
    if isinstance(space, Array) and len(space) > 1 and space[0] == Name.ICCBased:
        components = int(space[1].get("/N", 0))
        return components if components in _COMPONENTS.values() else None
    name = space[0] if isinstance(space, Array) and len(space) else space
    return _COMPONENTS.get(str(name))


def _only(stored: Object | None) -> str:
    """The name of the only filter of a stream; empty where there are more, or none."""
    if isinstance(stored, Array):
        stored = stored[0] if len(stored) == 1 else None
    return "" if stored is None else str(stored)
