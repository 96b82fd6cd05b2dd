"""Guesses, before anything is laid out, where the list of signatories will begin.

A right guess lets the first layout have the setting that the fitting would choose, and so
saves the second; a wrong one costs nothing but that.  The measures are those of the bundled
styles (`styles/shared`), in pt.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .fitting import Room, best_fit, first_columns, leaves_stub
from .job import Fit

if TYPE_CHECKING:
    from collections.abc import Sequence

SIZE, LEADING = 11.0, 15.0
SUBJECT_SIZE, SUBJECT_LEADING = 13.0, 18.0
LETTERHEAD = 51.0  # with the space below it
TOP, BOTTOM = 75.0, 75.0
FIRST_TOP = 54.0
LIST_HEADING = 54.0  # with the space around it
RAGGED = 0.965  # of a line is filled on average, flush left


@dataclass(frozen=True, slots=True)
class Texts:
    """The widths in em of what is set: the lines of the subject, paragraphs, names.

    `opening` counts the single lines before the subject, `closing` those after the text.
    """

    subject: Sequence[float]
    paragraphs: Sequence[float]
    names: Sequence[float]
    opening: int
    closing: int


def first_fit(
    texts: Texts, width: float, text_width: float, height: float, columns: int | None
) -> Fit:
    """The setting for the first layout.

    `width` and `text_width` are those of the list and of the text, `height` that of the
    sheet; `columns` is given where it was asked for.
    """
    fit = Fit(columns or first_columns(texts.names, width))
    if not texts.names:
        return fit
    full = height - TOP - BOTTOM
    used = _opening(texts, text_width)
    used += sum(_height(em, text_width) for em in texts.paragraphs) + texts.closing * LEADING
    first = full + TOP - FIRST_TOP
    left = first - used if used < first else full - (used - first) % full
    room = Room(first=left - LIST_HEADING, full=full, width=width)
    if not leaves_stub(texts.names, room, fit):
        return fit
    return best_fit(texts.names, room, fit, fixed_columns=columns is not None)


def _opening(texts: Texts, width: float) -> float:
    lines = sum(-(-em * SUBJECT_SIZE // width) for em in texts.subject)
    return LETTERHEAD + texts.opening * LEADING + lines * SUBJECT_LEADING + 2 * LEADING


def _height(em: float, width: float) -> float:
    """The height of a paragraph with the line of space behind it."""
    return (-(-em * SIZE // (width * RAGGED)) + 1) * LEADING
