"""Draws the pages of a PDF: to measure where their ink is, and as pictures.

All lengths are in pt of the displayed page: after rotation, cropping and UserUnit, which
PDFium leaves out.
"""

from __future__ import annotations

import io
import math
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pypdfium2
from pikepdf import Pdf
from PIL import Image, ImageChops, ImageDraw, ImageStat
from pypdfium2 import raw

from ..diagnostics import error
from ..errors import InputError
from ..foreign import Clear, Picture
from .geometry import Geometry, geometry_of, meet
from .looks import looks_written
from .textlines import displayed, text_lines

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from ..foreign import Rectangle

_MEASURING = 72.0  # dots per inch; a pixel is a pt, up to the size of A3
_PICTURE = 150.0
_MOST_MEASURED = 1_010_000  # pixels: A3 at 72 dpi
_MOST_DRAWN = 4_370_000  # pixels: A3 at 150 dpi
_QUALITY = 85

_PATCH = 12  # pixels of a corner that tell the colour of the ground
_VISIBLE = 16  # of 255: a difference from the ground that one sees
_LIGHT = 170  # of 255: ground that a dark line can be read on
_COLOURFUL = 8  # of 255: channels that differ more make a colour

_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_NO_INK = (raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_POPUP)

_FAULTS = (pypdfium2.PdfiumError, ValueError, OSError, MemoryError)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a page shows: where there is room, and whether there is anything at all.

    `looks_written` says that it is a picture and looks like a page of text.
    """

    clear: Clear
    looks_written: bool
    has_ink: bool


_UNKNOWN = Measured(Clear(0.0, 0.0, 0.0, 0.0), looks_written=False, has_ink=True)


def measure(pdf: bytes, pictures: Container[int]) -> tuple[Measured, ...]:
    """The measures of each page; one that can't be drawn has ink and no room.

    The boxes of the pages are settled (`geometry`).  Only `pictures`, by their indexes, are
    looked at for lines of writing, because that takes as long as all the rest.
    """
    result: list[Measured] = []
    for index, (geometry, page) in enumerate(_pages(pdf)):
        try:
            look = index in pictures
            result.append(_UNKNOWN if page is None else _measured(page, geometry, look=look))
        except _FAULTS:
            result.append(_UNKNOWN)
    return tuple(result)


def pictures(pdf: bytes) -> tuple[Picture, ...]:
    """Each page as a picture of 150 dpi, less for pages larger than A3, with its lines of text.

    The same page gives the same bytes.  Raises `InputError` if a page can't be drawn.
    """
    result: list[Picture] = []
    for geometry, page in _pages(pdf):
        try:
            if page is None:
                raise _undrawable(len(result))
            image = _drawn(page, geometry, _PICTURE, _MOST_DRAWN)
            result.append(Picture(_encoded(image), *text_lines(page, geometry)))
        except _FAULTS as fault:
            raise _undrawable(len(result)) from fault
    return tuple(result)


def _undrawable(index: int) -> InputError:
    message = f"page {index + 1} of the annex can't be drawn as a picture"
    hint = 'attach the original instead ("claims: attach")'
    return InputError([error("annex-page-undrawable", message, hint=hint)])


def _pages(pdf: bytes) -> Iterator[tuple[Geometry, pypdfium2.PdfPage | None]]:
    """Each page's geometry, and the page as PDFium has it, if it has it."""
    with Pdf.open(io.BytesIO(pdf)) as known:
        geometries = [geometry_of(page.obj) for page in known.pages]
    try:
        document = pypdfium2.PdfDocument(pdf)
        document.init_forms()  # else fields are not drawn
    except _FAULTS:
        yield from ((geometry, None) for geometry in geometries)
        return
    with closing(document):
        for index, geometry in enumerate(geometries):
            try:
                page = document[index]
            except _FAULTS:
                yield geometry, None
                continue
            with closing(page):
                yield geometry, page


def _drawn(
    page: pypdfium2.PdfPage, geometry: Geometry, resolution: float, most: int
) -> Image.Image:
    """The page in RGB at a resolution in dots per inch, or at the highest that gives `most`."""
    width, height = page.get_size()
    # PDFium takes units of the page for pt.
    wanted = geometry.unit * resolution / 72
    scale = min(wanted, math.sqrt(most / max(width * height, 1.0)))
    with closing(page.render(scale=scale, rev_byteorder=True)) as bitmap:
        image: Image.Image = bitmap.to_pil()
        return image.convert("RGB")  # a copy in any case


def _measured(page: pypdfium2.PdfPage, geometry: Geometry, *, look: bool) -> Measured:
    image = _drawn(page, geometry, _MEASURING, _MOST_MEASURED)
    ink = _ink(image)
    pen = ImageDraw.Draw(ink)
    across, down = image.width / geometry.width, image.height / geometry.height
    for left, bottom, right, top in _annotations(page, geometry):
        corners = left * across, (geometry.height - top) * down
        pen.rectangle((*corners, right * across, (geometry.height - bottom) * down), fill=255)
    return Measured(
        clear=_clear(ink, geometry.height),
        looks_written=look and looks_written(image),
        has_ink=ink.getbbox() is not None,
    )


def _ink(image: Image.Image) -> Image.Image:
    """A mask of what differs from the ground: the colour of all corners, if they agree.

    Ground that is dark, or that only a part of the page has, is ink itself.
    """
    far_x, far_y = max(image.width - _PATCH, 0), max(image.height - _PATCH, 0)
    corners = [(x, y, x + _PATCH, y + _PATCH) for x in (0, far_x) for y in (0, far_y)]
    patches = [ImageStat.Stat(image.crop(corner)) for corner in corners]
    means = [patch.mean for patch in patches]
    # Paper that was scanned is not even.
    noise = max(max(patch.stddev) for patch in patches)
    agree = all(max(channel) - min(channel) <= _VISIBLE for channel in zip(*means, strict=True))
    ground = (255, 255, 255)
    least = float(_VISIBLE)
    if agree and noise <= _VISIBLE / 2 and min(map(min, means)) >= _LIGHT:
        red, green, blue = (round(sum(channel) / 4) for channel in zip(*means, strict=True))
        ground = red, green, blue
        least += 3 * noise
    different = ImageChops.difference(image, Image.new("RGB", image.size, ground))
    return _strongest(different).point(lambda value: 255 * (value > least))


def _strongest(image: Image.Image) -> Image.Image:
    """The largest of the three channels."""
    red, green, blue = image.split()
    return ImageChops.lighter(ImageChops.lighter(red, green), blue)


def _clear(ink: Image.Image, height: float) -> Clear:
    """The clear space of a mask of ink that shows a page of this height."""
    middle = (ink.width + 1) // 2
    left = _ends(ink.crop((0, 0, middle, ink.height)), height)
    right = _ends(ink.crop((ink.width - middle, 0, ink.width, ink.height)), height)
    return Clear(left[0], right[0], left[1], right[1])


def _ends(ink: Image.Image, height: float) -> tuple[float, float]:
    """How far the first ink is from the top and from the bottom."""
    box = ink.getbbox()
    if box is None:
        return height, height
    return box[1] * height / ink.height, (ink.height - box[3]) * height / ink.height


def _annotations(page: pypdfium2.PdfPage, geometry: Geometry) -> Iterator[Rectangle]:
    """Where annotations and fields are on the page; they may be empty to the eye."""
    whole = (0.0, 0.0, geometry.width, geometry.height)
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        annotation = raw.FPDFPage_GetAnnot(page, index)
        if not annotation:
            continue
        try:
            found = raw.FS_RECTF()
            has_ink = raw.FPDFAnnot_GetSubtype(annotation) not in _NO_INK
            is_seen = not raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN
            if has_ink and is_seen and raw.FPDFAnnot_GetRect(annotation, found):
                box = (found.left, found.bottom, found.right, found.top)
                visible = meet(displayed(box, geometry), whole)
                if visible is not None:
                    yield visible
        finally:
            raw.FPDFPage_CloseAnnot(annotation)


def _encoded(image: Image.Image) -> bytes:
    """A JPEG or a PNG, whichever is smaller; grey if there is no colour."""
    red, green, blue = image.split()
    greatest = ImageChops.lighter(
        ImageChops.difference(red, green), ImageChops.difference(green, blue)
    )
    if ImageStat.Stat(greatest).extrema[0][1] <= _COLOURFUL:
        image = image.convert("L")
    jpeg, png = io.BytesIO(), io.BytesIO()
    image.save(jpeg, "JPEG", quality=_QUALITY)
    image.save(png, "PNG", optimize=True)
    return min(jpeg.getvalue(), png.getvalue(), key=len)
