"""The boxes and the rotation of pages: made explicit and sane, then told.

The visible part is the crop box within the media box; rotation is clockwise in steps of 90
degrees (ISO 32000-1, 14.11.2 and table 30).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pikepdf import Array

from .values import number, numbers

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pikepdf import Object, Pdf

    from ..foreign import Rectangle
    from .findings import Findings

_SMALLEST = 3.0  # units; with the largest, what PDF/A-2 allows (ISO 19005-2, 6.1.13)
_LARGEST = 14400.0
_FARTHEST = 1e6  # units from the origin
_A4: Rectangle = (0.0, 0.0, 595.276, 841.89)
_LARGEST_UNIT = 75_000.0
_EXTRA_BOXES = ("/BleedBox", "/TrimBox", "/ArtBox")
_TURN = 90
_PLACES = 3  # decimals of a box


@dataclass(frozen=True, slots=True)
class Geometry:
    """What a page shows: its visible part, its rotation, its unit, its displayed size in pt."""

    box: Rectangle
    rotation: int
    unit: float
    width: float
    height: float


def settle_boxes(pdf: Pdf, findings: Findings) -> None:
    """Gives each page a sane media box, crop box, rotation and unit; warns of what was guessed."""
    guessed, turned = [], []
    for index, page in enumerate(pdf.pages):
        if _settle_media(page.obj):
            guessed.append(index)
        if _settle_rotation(page.obj):
            turned.append(index)
        _settle_unit(page.obj)
    if guessed:
        findings.warn(
            "annex-page-size",
            f"has no usable page size on {findings.on_pages(guessed)}; A4 was taken",
            "look whether the whole page is there",
        )
    if turned:
        where = findings.on_pages(turned)
        findings.warn(
            "annex-page-rotation",
            f"is turned by no multiple of 90 degrees on {where}; that is left out",
            "look whether the page is the right way up",
        )


def geometry_of(page: Object) -> Geometry:
    """The geometry of a page that `settle_boxes` has been through."""
    box = rectangle(page.get("/CropBox")) or rectangle(page.get("/MediaBox")) or _A4
    rotation = int(number(page.get("/Rotate")) or 0)
    unit = number(page.get("/UserUnit")) or 1.0
    width, height = ((box[2] - box[0]) * unit, (box[3] - box[1]) * unit)
    if rotation % (2 * _TURN):
        width, height = height, width
    return Geometry(box, rotation, unit, width, height)


def rectangle(value: object) -> Rectangle | None:
    """A rectangle with its corners in order; None if it is none."""
    found = numbers(value, 4)
    if found is None:
        return None
    left, right = sorted((found[0], found[2]))
    bottom, top = sorted((found[1], found[3]))
    return left, bottom, right, top


def meet(one: Rectangle, other: Rectangle) -> Rectangle | None:
    """The part that two rectangles share; None if there is none."""
    left, bottom = max(one[0], other[0]), max(one[1], other[1])
    right, top = min(one[2], other[2]), min(one[3], other[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def _settle_media(page: Object) -> bool:
    """Whether the page had no usable box."""
    media = _sane(rectangle(page.get("/MediaBox")))
    crop = _sane(rectangle(page.get("/CropBox")))
    is_guess = media is None and crop is None
    whole = media or crop or _A4
    visible = _sane(meet(whole, crop)) if crop else whole
    visible = visible or whole
    page["/MediaBox"] = _array(whole)
    page["/CropBox"] = _array(visible)
    for key in _EXTRA_BOXES:
        box = rectangle(page.get(key))
        inside = meet(box, whole) if box else None
        if inside is not None:
            page[key] = _array(inside)
        elif key in page:
            del page[key]
    return is_guess


def _sane(box: Rectangle | None) -> Rectangle | None:
    if box is None or max(map(abs, box)) > _FARTHEST:
        return None
    sides = (box[2] - box[0], box[3] - box[1])
    return box if all(_SMALLEST <= side <= _LARGEST for side in sides) else None


def _settle_rotation(page: Object) -> bool:
    """Whether the page had a rotation that can't be."""
    if "/Rotate" not in page:
        return False
    turn = number(page["/Rotate"])
    is_odd = turn is None or turn % _TURN != 0
    rotation = 0 if turn is None or is_odd else int(turn) % (4 * _TURN)
    page["/Rotate"] = rotation
    return is_odd


def _settle_unit(page: Object) -> None:
    if "/UserUnit" in page:
        unit = number(page["/UserUnit"])
        if unit is None or not 0 < unit <= _LARGEST_UNIT or unit == 1:
            del page["/UserUnit"]


def _array(box: Iterable[float]) -> Array:
    return Array([round(each, _PLACES) for each in box])
