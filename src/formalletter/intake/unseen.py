"""Finds text on a page that can't be seen: without ink, in the colour of the paper, covered.

What may be hidden is told from how the page is made; whether it is, by drawing the page with
and without it.  The text of a scanned page, which programs put there for searching, is no leak.
"""

from __future__ import annotations

import ctypes
import math
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PIL import ImageChops
from pypdfium2 import raw

from .geometry import meet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PIL import Image
    from pypdfium2 import PdfPage

    from ..foreign import Rectangle

_MOST_OBJECTS = 100_000  # of a page
_MOST_COVERS = 100  # of those, the largest ones that may hide text
_MOST_PIXELS = 1_010_000  # A3 at 72 dpi
_WHITE = 250  # of 255
_SCAN = 0.5  # of the page: what a picture of the whole covers at least
_LEAST = 0.6  # of the smaller side of a text, which is its height or a character's width
_NEARLY_ALL = 0.9  # of the text
_COVERS = (
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_SHADING,
    raw.FPDF_PAGEOBJ_FORM,
)


@dataclass(frozen=True, slots=True)
class Drawn:
    """An object of a page, as PDFium has it, with its kind and its place in the page's units."""

    handle: object
    kind: int
    box: Rectangle

    @property
    def is_text(self) -> bool:
        """Whether it is text."""
        return bool(self.kind == raw.FPDF_PAGEOBJ_TEXT)

    @property
    def area(self) -> float:
        """The area of its place."""
        return (self.box[2] - self.box[0]) * (self.box[3] - self.box[1])


def drawn_on(page: PdfPage) -> list[Drawn]:
    """The objects of a page from the lowest to the topmost, without those that have no area."""
    found = []
    sides = [ctypes.c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        handle = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetBounds(handle, *sides):
            left, bottom, right, top = (side.value for side in sides)
            if right > left and top > bottom:  # spaces have none
                kind = raw.FPDFPageObj_GetType(handle)
                found.append(Drawn(handle, kind, (left, bottom, right, top)))
    return found


def has_hidden_text(page: PdfPage, drawn: Sequence[Drawn], box: Rectangle) -> bool:
    """Whether some of the text in the visible part of a page can't be seen."""
    suspects = _suspects(drawn)
    if not suspects:
        return False
    hidden = _without_trace(page, suspects, box)
    whole = (box[2] - box[0]) * (box[3] - box[1])
    pictures = (each for each in drawn if each.kind == raw.FPDF_PAGEOBJ_IMAGE)
    texts = sum(each.is_text for each in drawn)
    has_scan = any(each.area >= _SCAN * whole for each in pictures)
    is_scan = has_scan and len(hidden) >= _NEARLY_ALL * texts
    return bool(hidden) and not is_scan


@dataclass(frozen=True, slots=True)
class _Suspect:
    """Text, and where it may be hidden."""

    text: Drawn
    place: Rectangle


def _suspects(drawn: Sequence[Drawn]) -> list[_Suspect]:
    """Text that is drawn without ink, in white, or below something, if only in part."""
    found: list[_Suspect] = []
    covers: list[Drawn] = []
    for each in reversed(drawn):
        if each.kind in _COVERS:
            covers.append(each)
            if len(covers) > 2 * _MOST_COVERS:
                covers = sorted(covers, key=lambda cover: -cover.area)[:_MOST_COVERS]
        elif each.is_text and _has_no_ink(each):
            found.append(_Suspect(each, each.box))
        elif each.is_text:
            parts = (part for cover in covers if (part := _covered(each.box, cover.box)))
            place = max(parts, key=lambda part: part[2] - part[0], default=None)
            if place is not None:
                found.append(_Suspect(each, place))
    return found


def _covered(text: Rectangle, cover: Rectangle) -> Rectangle | None:
    """The part of a text's place that is covered; None if that is less than a character."""
    part = meet(text, cover)
    if part is None:
        return None
    least = _LEAST * min(text[2] - text[0], text[3] - text[1])
    return part if min(part[2] - part[0], part[3] - part[1]) >= least else None


def _has_no_ink(text: Drawn) -> bool:
    if raw.FPDFTextObj_GetTextRenderMode(text.handle) == raw.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    colour = [ctypes.c_uint() for _ in range(4)]
    is_known = raw.FPDFPageObj_GetFillColor(text.handle, *colour)
    return bool(is_known) and min(each.value for each in colour[:3]) >= _WHITE


def _without_trace(page: PdfPage, suspects: Sequence[_Suspect], box: Rectangle) -> list[_Suspect]:
    """Those that can be taken out with no change to be seen where they are."""
    shown = _picture(page)
    for each in suspects:
        raw.FPDFPageObj_SetIsActive(each.text.handle, 0)
    changes = ImageChops.difference(shown, _picture(page))
    for each in suspects:
        raw.FPDFPageObj_SetIsActive(each.text.handle, 1)
    unseen = [
        each
        for each in suspects
        if changes.crop(_pixels(each.place, box, changes)).getbbox() is None
    ]
    with closing(page.get_textpage()) as text:  # a gap in a line is no text
        return [
            each
            for each in unseen
            if each.place == each.text.box or text.get_text_bounded(*each.place).strip()
        ]


def _picture(page: PdfPage) -> Image.Image:
    width, height = page.get_size()
    scale = min(1.0, math.sqrt(_MOST_PIXELS / max(width * height, 1.0)))
    # Unturned, so that its pixels are found by the page's own coordinates.
    turn = (360 - page.get_rotation()) % 360
    with closing(page.render(scale=scale, rotation=turn, may_draw_forms=False)) as bitmap:
        image: Image.Image = bitmap.to_pil()
        return image.convert("RGB")  # a copy in any case


def _pixels(place: Rectangle, box: Rectangle, image: Image.Image) -> tuple[int, int, int, int]:
    """A place in the page's units as pixels of its picture."""
    across, down = image.width / (box[2] - box[0]), image.height / (box[3] - box[1])
    left, right = ((x - box[0]) * across for x in (place[0], place[2]))
    upper, lower = ((box[3] - y) * down for y in (place[3], place[1]))
    x, y = (left + right) / 2, (upper + lower) / 2
    # At least one pixel, and no more than the place itself: its neighbours may be seen.
    return (
        min(math.ceil(left), math.floor(x)),
        min(math.ceil(upper), math.floor(y)),
        max(math.floor(right), math.floor(x) + 1),
        max(math.floor(lower), math.floor(y) + 1),
    )
