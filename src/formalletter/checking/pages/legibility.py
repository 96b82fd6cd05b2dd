"""Everyone can read it: contrast, the size of the type, the sharpness of pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...rules import find
from .findings import around, place, quoted, together

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ...diagnostics import Problem
    from ...printed import PrintedLine
    from ...seen import Colour, Picture, Run, SeenPage
    from .plan import Plan

# WCAG 2.2, 1.4.3: contrast of text, and of large text (18 pt, or 14 pt and bold).
CONTRAST, LARGE_CONTRAST = 4.5, 3.0
LARGE, LARGE_BOLD = 18.0, 14.0
LINEAR = 0.04045  # up to here the curve of sRGB is a straight line
SMALLEST = 8.0  # pt
# Nobody sees that there is text at all: one tone on the same, or type of less than a millimetre.
UNSEEN_CONTRAST, UNSEEN_SIZE = 1.3, 2.0
# A script whose letters come out larger than Latin ones is set down to 88 % (styles/shared),
# and looks as large as its neighbours of 8 pt.
SMALLEST_IN_OTHER_SCRIPTS = 7.0
SMALLEST_BESIDE_TEXT = 7.5  # pt; stamps and running heads are for whoever files the letter
ROUNDING = 0.05  # pt
LAST_LATIN = "\u052f"  # with Greek and Cyrillic, which the text faces hold, too
FEWEST_DPI = 200
ROUNDING_DPI = 1


def unseen(lines: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Text that is in the file and that nobody sees on the page."""
    words = (line for line in lines if line.role != "Figure")
    for found in together(line for line in words if any(map(_is_unseen, line.runs))):
        yield find("text-unseen", f"nobody sees this text: {quoted(found)}", around(found))


def low_contrast(lines: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Text that WCAG 2.2, 1.4.3 calls too pale; the letters of a logo are exempt there."""
    words = (line for line in lines if line.role != "Figure")
    words = (line for line in words if not any(map(_is_unseen, line.runs)))
    for found in together(line for line in words if any(map(_is_pale, line.runs))):
        run = next(run for run in found[0].runs if _is_pale(run))
        text = (
            f"type has a contrast of {_contrast(run):.1f}:1 and needs {_needed(run):g}:1:"
            f" {quoted(found)}"
        )
        yield find("contrast-low", text, around(found))


def small_type(lines: Sequence[PrintedLine]) -> Iterator[Problem]:
    """Lines in type under 8 pt; the numbers of notes are no lines."""
    words = (line for line in lines if line.role != "Figure")
    for found in together(filter(_is_small, words)):
        size = min(line.size for line in found)
        text = f"type is set in {size:.1f} pt: {quoted(found)}"
        yield find("type-small", text, around(found))


def coarse_pictures(pages: Sequence[SeenPage], plan: Plan) -> Iterator[Problem]:
    """Pictures on pages of ours that have too few pixels for their size."""
    for number in plan.areas:
        for picture in pages[number].pictures:
            if is_coarse(picture):
                text = f"a picture has {picture.dpi:.0f} dots per inch at its printed size"
                yield find("image-coarse", text, place(number, picture.box))


def is_coarse(picture: Picture) -> bool:
    """Whether a picture shows its pixels; one of a single pixel is a plain colour."""
    return picture.pixels > (1, 1) and 0 < picture.dpi < FEWEST_DPI - ROUNDING_DPI


def _is_pale(run: Run) -> bool:
    if run.colour is None or run.ground is None or not run.text.strip():
        return False
    return _contrast(run) < _needed(run)


def _is_unseen(run: Run) -> bool:
    if not any(map(str.isalnum, run.text)):
        return False
    return run.size < UNSEEN_SIZE or _contrast(run) < UNSEEN_CONTRAST


def _needed(run: Run) -> float:
    is_large = run.size >= (LARGE_BOLD if run.bold else LARGE)
    return LARGE_CONTRAST if is_large else CONTRAST


def _contrast(run: Run) -> float:
    """The contrast ratio (WCAG 2.2, glossary) of a run's type and its ground; 21 if unknown."""
    if run.colour is None or run.ground is None:
        return 21
    darker, lighter = sorted((_luminance(run.colour), _luminance(run.ground)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Colour) -> float:
    """The relative luminance of a colour of sRGB (WCAG 2.2, glossary)."""
    red, green, blue = (
        share / 12.92 if share <= LINEAR else ((share + 0.055) / 1.055) ** 2.4
        for share in (part / 255 for part in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _is_small(line: PrintedLine) -> bool:
    # A line's size is that of most of its letters; others beside them may be of another script.
    of_size = (run.text for run in line.runs if run.size == line.size)
    letters = [letter for letter in "".join(of_size) if letter.isalpha()]
    latin = sum(letter <= LAST_LATIN for letter in letters)
    smallest = SMALLEST if 2 * latin >= len(letters) else SMALLEST_IN_OTHER_SCRIPTS
    if line.region == "artifact":
        smallest = min(smallest, SMALLEST_BESIDE_TEXT)
    return line.size < smallest - ROUNDING
