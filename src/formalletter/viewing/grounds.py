"""The colours that text stands on: the page drawn without its text."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from typing import TYPE_CHECKING, Any

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


def ground_of(
    page: Any,  # noqa: ANN401 - PDFium's handles have no types
    drawn: Sequence[Drawn],
    size: tuple[float, float],
) -> Callable[[Box], Colour | None]:
    """Tells the most frequent colour in a box of the page as it is seen, had it no text.

    `size` is the page's in pt as it is seen; what is outside of it has no ground.  The text
    is left out of the page for good.
    """
    texts = [each for each in drawn if each.kind == raw.FPDF_PAGEOBJ_TEXT]
    has_more = any(each.kind not in _PLAIN for each in drawn)
    if not has_more and not raw.FPDFPage_GetAnnotCount(page):
        return lambda box: _PAPER if _meets(box, size) else None
    for each in texts:
        raw.FPDFPageObj_SetIsActive(each.handle, 0)
    return _Picture(page, size).ground


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


def _spread(low: float, high: float, dots: float, count: int) -> list[int]:
    """Pixels along an axis, in the middle of `count` equal parts between two lengths in pt.

    `dots` are the pixels per pt.
    """
    step = (high - low) / count
    return [int((low + (index + 0.5) * step) * dots) for index in range(count)]
