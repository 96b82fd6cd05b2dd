"""Outlines places on the picture of a page, each with the number of its finding.

Dark red on a white rim: it is seen in colour, and on any ground in a grey print.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from PIL import ImageDraw, ImageFont

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PIL import Image

    from ..seen import Box

    Numbered = tuple[int, Box | None]
    Pixels = tuple[int, int, int, int]

_INK = (176, 0, 32)  # 7.5:1 on white
_RIM = (255, 255, 255)
_LINE = 1.2  # pt
_ROOM = 0.8  # pt between what is outlined and the line
_TYPE = 9.0  # pt: the size of the numbers
_LEAST_TYPE = 12  # pixels
_MARGIN = 3  # pixels around a number
_STEPS = 12  # places along an edge that are tried for a tag


def marked(picture: Image.Image, boxes: Sequence[Numbered], dots: float) -> Image.Image:
    """A copy of a page's picture, its `boxes` outlined and numbered.

    The boxes are in pt of the page as it is seen; None is the whole page.  `dots` are the
    picture's pixels per pt.  A number stands in a tag beside its box; only where there is no
    room around it does it stand inside.
    """
    result = picture.copy()
    pen = ImageDraw.Draw(result)
    line = max(2, round(_LINE * dots))
    outlines = [(number, _outline(box, picture.size, dots, line)) for number, box in boxes]
    for _, outline in outlines:
        _draw_outline(pen, outline, line)
    font = ImageFont.load_default(max(_LEAST_TYPE, round(_TYPE * dots)))
    taken = [_outline(box, picture.size, dots, line) for _, box in boxes if box is not None]
    for number, outline in outlines:
        text = str(number)
        left, top, right, bottom = (round(each) for each in font.getbbox(text))
        size = right - left + 2 * _MARGIN, bottom - top + 2 * _MARGIN
        tag = _tag(outline, size, picture.size, taken)
        taken.append(tag)
        pen.rectangle(_wider(tag, 1), fill=_RIM)
        pen.rectangle(tag, fill=_INK)
        pen.text((tag[0] + _MARGIN - left, tag[1] + _MARGIN - top), text, font=font, fill=_RIM)
    return result


def _outline(box: Box | None, size: tuple[int, int], dots: float, line: int) -> Pixels:
    """Where the line's outer edge runs: around the box, but on the picture."""
    width, height = size
    if box is None:
        return line, line, max(width - 1 - line, line), max(height - 1 - line, line)
    left, right = _ends(box[0] * dots, box[2] * dots, _ROOM * dots + line, width - 1)
    top, bottom = _ends(box[1] * dots, box[3] * dots, _ROOM * dots + line, height - 1)
    return left, top, right, bottom


def _ends(one: float, other: float, away: float, last: int) -> tuple[int, int]:
    """The first and last pixel of an outline along an axis that ends with the pixel `last`.

    What stands off the page is shown by a line at its edge.
    """
    low, high = min(one, other) - away, max(one, other) + away
    return round(min(max(low, 0), max(last - away, 0))), round(max(min(high, last), away))


def _draw_outline(pen: ImageDraw.ImageDraw, outline: Pixels, line: int) -> None:
    pen.rectangle(_wider(outline, 1), outline=_RIM)
    pen.rectangle(outline, outline=_INK, width=line)
    left, top, right, bottom = _wider(outline, -line)
    if left <= right and top <= bottom:
        pen.rectangle((left, top, right, bottom), outline=_RIM)


def _wider(box: Pixels, by: int) -> Pixels:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _tag(
    outline: Pixels, size: tuple[int, int], page: tuple[int, int], taken: Sequence[Pixels]
) -> Pixels:
    """The first place beside an outline that is free; else inside its upper left corner."""
    for left, top in chain(_beside(outline, size), _inside(outline, size)):
        tag = (left, top, left + size[0] - 1, top + size[1] - 1)
        fits = left >= 0 and top >= 0 and tag[2] < page[0] and tag[3] < page[1]
        others = (each for each in taken if each != outline)
        if fits and not any(_meet(tag, other) for other in others):
            return tag
    left, top = (
        min(max(outline[0], 0), page[0] - size[0]),
        min(max(outline[1], 0), page[1] - size[1]),
    )
    return left, top, left + size[0] - 1, top + size[1] - 1


def _beside(outline: Pixels, size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Upper left corners of tags left, above, right and below, one after the other."""
    left, top, right, bottom = outline
    width, height = size
    rows = [left + step * (width + 2) for step in range(_STEPS)]
    columns = [top + step * (height + 2) for step in range(_STEPS)]
    # Left of a line there mostly is a margin; above it stands another line.
    yield from ((left - width - 1, y) for y in columns)
    yield from ((x, top - height - 1) for x in rows)
    yield from ((right + 2, y) for y in columns)
    yield from ((x, bottom + 2) for x in rows)


def _inside(outline: Pixels, size: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Upper left corners of tags inside, for an outline that leaves no room around it."""
    left, top = outline[:2]
    yield from ((left + step * (size[0] + 2), top) for step in range(_STEPS))


def _meet(one: Pixels, other: Pixels) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
