"""Whether a picture of a page looks like a page of text, such as a scanned letter.

Lines of text are bands of ink of about the same height, with many strokes in each and clear
ground between them; on a page of text they are most of the ink.  They are looked for in narrow
columns of the page, because a scan is seldom straight: at 1.5 degrees a line falls by 2 pt in a
column, but by 13 pt over the page.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from PIL import Image, ImageChops, ImageFilter

if TYPE_CHECKING:
    from collections.abc import Iterator

_COLUMNS = 8
_LEAST_PIECES = 16  # of lines, one in each column: two lines over the whole page
_LEAST_SHARE = 0.35  # of the ink.  Letters have 0.5 and more, maps with many names up to 0.25
_GROUND_SCALE = 8  # pixels; the ground is what is lightest in a few of such squares
_FAINTEST = 10  # of 255: the mean of a row of a line that is to be seen
_GAP = 0.7  # of the least darkness of a line: what is less is the space between two
_HEIGHTS = range(3, 25)  # of the dense part of a line, in pixels of 1 pt
_EVEN = (0.6, 1.5)  # times the usual height
_STROKES = 0.25  # change from pixel to pixel by darkness; solid bars have next to none


def looks_written(image: Image.Image) -> bool:
    """Whether the picture, of about a pixel a pt, has lines of text, upright or turned."""
    grey = image.convert("L")
    turned = grey.transpose(Image.Transpose.ROTATE_90)
    return any(_has_lines(each) for each in (grey, turned))


def _has_lines(grey: Image.Image) -> bool:
    """Whether there are enough pieces of lines, and little else."""
    width, height = grey.size
    if width < _COLUMNS:
        return False
    darkness = ImageChops.subtract(_ground(grey), grey)
    changes = ImageChops.difference(darkness, ImageChops.offset(darkness, 1, 0))
    all_ink = 0
    pieces = []
    for column in range(_COLUMNS):
        edges = column * width // _COLUMNS, 0, (column + 1) * width // _COLUMNS, height
        rows, strokes = _profile(darkness, edges), _profile(changes, edges)
        # Grain makes all rows a little dark.
        grain = sorted(rows)[height // 10]
        rows = [max(0, row - grain) for row in rows]
        all_ink += sum(rows)
        for start, end in _bands(rows):
            ink = sum(rows[start:end])
            if end - start in _HEIGHTS and sum(strokes[start:end]) >= _STROKES * ink:
                pieces.append((end - start, ink))
    if len(pieces) < _LEAST_PIECES:
        return False
    usual = median(tall for tall, _ in pieces)
    even = [ink for tall, ink in pieces if _EVEN[0] * usual <= tall <= _EVEN[1] * usual]
    return len(even) >= _LEAST_PIECES and sum(even) >= _LEAST_SHARE * all_ink


def _ground(grey: Image.Image) -> Image.Image:
    """The paper without what is on it: scans are not evenly bright."""
    small = grey.reduce(_GROUND_SCALE).filter(ImageFilter.MaxFilter(5))
    return small.filter(ImageFilter.GaussianBlur(2)).resize(grey.size)


def _profile(image: Image.Image, box: tuple[int, int, int, int]) -> list[int]:
    """The mean of each row of a part of the image."""
    return list(image.crop(box).resize((1, box[3] - box[1]), Image.Resampling.BOX).tobytes())


def _bands(rows: list[int]) -> Iterator[tuple[int, int]]:
    """Runs of rows, start and end, that begin with at least half the darkness of dense rows."""
    inked = sorted(row for row in rows if row >= _FAINTEST)
    if not inked:
        return
    least = max(_FAINTEST, inked[len(inked) * 4 // 5] / 2)
    start = None
    for row, value in enumerate([*rows, 0]):
        if value >= least and start is None:
            start = row
        elif value < _GAP * least and start is not None:
            yield start, row
            start = None
