"""What is seen on the pages of a finished file, as an independent reader draws them.

Data only; `viewing` makes it from the finished bytes.  All measures are in pt from the upper
left corner of the page as it is seen (rotated and cropped as a viewer shows it).
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

Colour = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text on one line: what one mark shows there.

    `mark` is its marked-content identifier; None outside of marks.  `is_artifact` says that
    it stands in an artifact; `form` that its mark is one of a form XObject, which counts its
    own.  `size` is that of the type as it is printed; `gaps` are the left and right ends of the
    spaces between its words; `space` is the width that the font gives a space, 0 where it has
    none.  `colour` is that of the type, `ground` what it stands on (by the drawn page); None
    where it can't be told.  A hyphen at the end of a line is U+00AD.  Text that is not `level`
    is turned: it has no gaps, and its baseline is where it begins.  Where an actual text speaks
    for the run, the places of its words aren't known, so it has neither gaps nor a space.
    """

    mark: int | None
    is_artifact: bool
    form: bool
    text: str
    box: Box
    baseline: float
    size: float
    font: str
    bold: bool
    colour: Colour | None
    ground: Colour | None
    gaps: tuple[tuple[float, float], ...] = ()
    space: float = 0
    level: bool = True


@dataclass(frozen=True, slots=True)
class Picture:
    """An image on a page: where it stands and how many pixels it has.

    `sides` are the lengths in pt of a row and a column of its pixels, for one that is turned;
    else those of the box.
    """

    mark: int | None
    is_artifact: bool
    box: Box
    pixels: tuple[int, int]
    sides: tuple[float, float] | None = None

    @property
    def dpi(self) -> float:
        """Pixels per inch as it is printed: the lesser of both directions; 0 for no size."""
        left, top, right, bottom = self.box
        width, height = self.sides or (abs(right - left), abs(bottom - top))
        if not width or not height:
            return 0
        return 72 * min(self.pixels[0] / width, self.pixels[1] / height)


@dataclass(frozen=True, slots=True)
class SeenPage:
    """A page: its size, what stands on it in the order it is drawn, and its text as copied.

    One that can't be read at all has no size.
    """

    width: float
    height: float
    runs: tuple[Run, ...]
    pictures: tuple[Picture, ...]
    text: str
