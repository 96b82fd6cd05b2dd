"""The colours that text stands on: the page drawn without its text; and what covers it."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from ctypes import c_float
from itertools import dropwhile
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..seen import Box, Colour
    from .objects import Drawn

_PAPER = (255, 255, 255)
_DOTS = 50 / 72  # pixels per pt
_MOST_PIXELS = 700_000  # a little more than A3 at 50 dpi
_ACROSS, _DOWN = 15, 5  # points that are looked at in a box
_CHANNELS = 4  # bytes of a pixel
_THIN = 6.0  # pt; lines as thin as this cover no text
_MOST_ASKED = 2000  # objects whose size is asked for


class Ground(NamedTuple):
    """Tells of a box of a page the most frequent colour, had the page no text.

    `hides` tells whether its text leaves no trace on the page, because something covers it.
    """

    colour: Callable[[Box], Colour | None]
    hides: Callable[[Box], bool]


def ground_of(
    page: Any,  # noqa: ANN401 - PDFium's handles have no types
    drawn: Sequence[Drawn],
    size: tuple[float, float],
) -> Ground:
    """The ground of a page as it is seen.

    `size` is the page's in pt as it is seen; what is outside of it has no ground.  The text
    is left out of the page for good.
    """
    texts = [each for each in drawn if each.kind == raw.FPDF_PAGEOBJ_TEXT]
    has_more = any(each.kind not in _PLAIN for each in drawn)
    if not has_more and not raw.FPDFPage_GetAnnotCount(page):
        return Ground(lambda box: _PAPER if _meets(box, size) else None, lambda _: False)
    whole = _Picture(page, size) if _may_cover(drawn) else None
    for each in texts:
        raw.FPDFPageObj_SetIsActive(each.handle, 0)
    bare = _Picture(page, size)
    return Ground(bare.ground, lambda box: whole is not None and whole.is_same(bare, box))


def _may_cover(drawn: Sequence[Drawn]) -> bool:
    """Whether something larger than a line is drawn after a text."""
    later = dropwhile(lambda each: each.kind != raw.FPDF_PAGEOBJ_TEXT, drawn)
    for number, each in enumerate(each for each in later if each.kind not in _PLAIN):
        sides = [c_float() for _ in range(4)]
        if number == _MOST_ASKED or not raw.FPDFPageObj_GetBounds(each.handle, *sides):
            return True
        left, bottom, right, top = (side.value for side in sides)
        if right - left > _THIN and top - bottom > _THIN:
            return True
    return False


_PLAIN = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_FORM)  # what is in a form is told apart


def _meets(box: Box, size: tuple[float, float]) -> bool:
    return box[0] < size[0] and box[1] < size[1] and box[2] > 0 and box[3] > 0


class _Picture:
    """A page as drawn, in blue, green, red and nothing."""

    def __init__(self, page: Any, size: tuple[float, float]) -> None:  # noqa: ANN401
        width, height = page.get_size()
        scale = min(_DOTS, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        bitmap = page.render(scale=scale, may_draw_forms=False, prefer_bgrx=True)
        with closing(bitmap):
            self._width, self._height, self._stride = bitmap.width, bitmap.height, bitmap.stride
            self._pixels = bytes(bitmap.buffer)
        self._size = size

    def ground(self, box: Box) -> Colour | None:
        """The most frequent colour at points that are spread evenly over the box."""
        if not _meets(box, self._size):
            return None
        width, height = self._size
        xs = _spread(max(box[0], 0), min(box[2], width), self._width / width, _ACROSS)
        ys = _spread(max(box[1], 0), min(box[3], height), self._height / height, _DOWN)
        starts = (y * self._stride + x * _CHANNELS for y in ys for x in xs)
        counts = Counter(self._pixels[start : start + 3] for start in starts)
        blue, green, red = counts.most_common(1)[0][0]
        return red, green, blue

    def is_same(self, other: _Picture, box: Box) -> bool:
        """Whether both have the same pixels all over a box that is on the page."""
        if not _meets(box, self._size):
            return False
        across, down = self._width / self._size[0], self._height / self._size[1]
        left, right = int(max(box[0], 0) * across), int(box[2] * across) + 1
        top, bottom = int(max(box[1], 0) * down), int(box[3] * down) + 1
        first, last = _CHANNELS * left, _CHANNELS * min(right, self._width)
        rows = (row * self._stride for row in range(top, min(bottom, self._height)))
        return all(
            self._pixels[row + first : row + last] == other._pixels[row + first : row + last]
            for row in rows
        )


def _spread(low: float, high: float, dots: float, count: int) -> list[int]:
    """Pixels along an axis, in the middle of `count` equal parts between two lengths in pt.

    `dots` are the pixels per pt.
    """
    step = (high - low) / count
    return [int((low + (index + 0.5) * step) * dots) for index in range(count)]
