"""Makes a document small enough by resampling its pictures: as far as needed and no further."""

from __future__ import annotations

import hashlib
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Name, Pdf, PdfImage, Stream
from PIL import Image

from .pictures import pictures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .pictures import Picture

LOWEST_DPI: Final = 72  # a picture of fewer shows nothing any more
_QUALITY: Final = 88  # of JPEG; less is seen at the edges of what is photographed
_SLACK: Final = 4096  # bytes; what surrounds a picture in the file changes a little, too
_PHOTOGRAPH: Final = 4096  # colours that no drawing has
_SAMPLE: Final = (256, 256)  # pixels in which they are counted
_MOST_KEPT: Final = 60_000_000  # pixels of decoded pictures that are kept in memory


@dataclass(frozen=True, slots=True)
class Replacement:
    """A picture as it is written instead of another one; its size is in pixels."""

    width: int
    height: int
    data: bytes
    is_jpeg: bool


@dataclass(frozen=True, slots=True)
class Resampling:
    """What takes the place of pictures, by the digests of their data, at `dpi` at most."""

    dpi: int
    replacements: Mapping[bytes, Replacement]


def resampling(document: bytes, most: int) -> Resampling | None:
    """The finest resampling that makes a document of at most `most` bytes.

    The coarsest there is where none does; None where no picture can be made smaller.
    """
    with Pdf.open(io.BytesIO(document)) as pdf:
        found = pictures(pdf)
        if not found:
            return None
        press = _Press(found)
        rest = len(document) - sum(picture.size for picture in found)
        low, high = LOWEST_DPI, max(math.ceil(max(each.dpi for each in found)), LOWEST_DPI)
        while low < high:
            middle = (low + high + 1) // 2
            if rest + press.size(middle) + _SLACK <= most:
                low = middle
            else:
                high = middle - 1
        done = press.replacements(low)
    return Resampling(low, done) if done else None


def apply(pdf: Pdf, chosen: Resampling) -> None:
    """Puts the resampled pictures in the places of the others."""
    for item in pdf.objects:
        if not isinstance(item, Stream) or item.get("/Subtype") != Name.Image:
            continue
        new = chosen.replacements.get(_digest(item))
        if new is not None:
            item.write(new.data, filter=Name.DCTDecode if new.is_jpeg else Name.FlateDecode)
            item.Width, item.Height = new.width, new.height


class _Press:
    """Resamples pictures; what it decoded is kept, as far as there is room for it."""

    def __init__(self, found: Sequence[Picture]) -> None:
        self._found = found
        self._decoded: dict[int, Image.Image | None] = {}
        self._done: dict[tuple[int, int], Replacement | None] = {}
        self._room = _MOST_KEPT

    def size(self, dpi: int) -> int:
        """How many bytes the pictures have at so many dpi."""
        new = (self._at(number, dpi) for number in range(len(self._found)))
        return sum(
            len(done.data) if done else each.size
            for each, done in zip(self._found, new, strict=True)
        )

    def replacements(self, dpi: int) -> dict[bytes, Replacement]:
        """What takes the place of those that become smaller, by the digests of their data."""
        return {
            _digest(each.image): done
            for number, each in enumerate(self._found)
            if (done := self._at(number, dpi)) is not None
        }

    def _at(self, number: int, dpi: int) -> Replacement | None:
        """A picture at no more than `dpi`; None where it is as small as it is."""
        picture = self._found[number]
        factor = min(1.0, dpi / picture.dpi)
        key = (number, dpi if factor < 1 else 0)
        if key not in self._done:
            done = self._made(number, factor)
            self._done[key] = done if done and len(done.data) < picture.size else None
        return self._done[key]

    def _made(self, number: int, factor: float) -> Replacement | None:
        picture = self._found[number]
        if factor == 1 and (picture.is_jpeg or not picture.is_colour):
            return None
        image = self._image(number)
        if image is None:
            return None
        is_jpeg = picture.is_jpeg or (picture.is_colour and _is_photograph(image))
        if factor == 1 and not is_jpeg:
            return None
        size = tuple(max(1, math.ceil(length * factor)) for length in image.size)
        if factor < 1:
            image = image.resize((size[0], size[1]), Image.Resampling.LANCZOS, reducing_gap=3.0)
        return Replacement(image.width, image.height, _stored(image, is_jpeg=is_jpeg), is_jpeg)

    def _image(self, number: int) -> Image.Image | None:
        """The samples of a picture; None where they can't be had."""
        if number in self._decoded:
            return self._decoded[number]
        picture = self._found[number]
        try:
            image = PdfImage(picture.image).as_pil_image()
            image = image.convert("RGB" if picture.is_colour else "L")
        except (pikepdf.PdfError, ValueError, OSError, NotImplementedError, TypeError):
            self._decoded[number] = None
            return None
        pixels = image.width * image.height
        if pixels <= self._room:
            self._room -= pixels
            self._decoded[number] = image
        return image


def _is_photograph(image: Image.Image) -> bool:
    sample = image.resize(_SAMPLE, Image.Resampling.NEAREST)
    return sample.getcolors(_PHOTOGRAPH) is None


def _stored(image: Image.Image, *, is_jpeg: bool) -> bytes:
    """The data of a picture: a whole JPEG, else its samples in Flate."""
    out = io.BytesIO()
    if is_jpeg:
        image.save(out, "JPEG", quality=_QUALITY, optimize=True, subsampling=0)
        return out.getvalue()
    # By qpdf, because that of Python is not the same on every machine.
    with Pdf.new() as pdf:
        pdf.Root.Samples = pdf.make_stream(image.tobytes())
        pdf.save(out)
    with Pdf.open(out) as pdf:
        return pdf.Root.Samples.read_raw_bytes()


def _digest(image: Stream) -> bytes:
    return hashlib.sha256(image.read_raw_bytes()).digest()
