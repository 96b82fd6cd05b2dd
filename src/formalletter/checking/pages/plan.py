"""What the pages of a letter were meant to be, so far as the rules on them have to know."""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from ...seen import Box, SeenPage

Key = frozenset[tuple[str, int]]

PT_PER_MM = 72 / 25.4
# What the windows of envelopes show, in mm: left, top, width, height (DIN 5008 form B,
# SN 010130, a #10 envelope for US Letter; as in KOMA-Script's lco files).
WINDOWS = {
    "din-5008-b": (20.0, 45.0, 85.0, 45.0),
    "sn-010130-right": (112.0, 45.0, 90.0, 45.0),
    "sn-010130-left": (20.0, 35.5, 90.0, 45.0),
    "us-10": (17.5, 55.6, 114.3, 28.6),
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What was meant.

    `sheet` is the width and height of the paper in pt: a page with bleed is larger all around.
    `areas` are the left and right ends of the text area on the sheet of each page that holds text
    of the letter or of an annex in Markdown, by the page's index: those pages are ours.  `annexes`
    are the headings of the annexes, each with the index of its first page.  `window` is what an
    envelope shows of the first sheet; `names`, `valediction` and `signers` (all that stands in a
    signature) are keys of the texts.  `afterword` are the indexes of the pages with what stands
    behind the letter.
    """

    sheet: tuple[float, float]
    areas: Mapping[int, tuple[float, float]]
    annexes: tuple[tuple[int, str], ...] = ()
    window: Box | None = None
    names: frozenset[Key] = field(default=frozenset(), repr=False)
    valediction: Key | None = None
    signers: frozenset[Key] = frozenset()
    afterword: frozenset[int] = frozenset()

    def annex_of(self, page: int) -> str | None:
        """The heading of the annex that a page belongs to; None for one of the letter."""
        return next((name for start, name in reversed(self.annexes) if start <= page), None)

    def sheet_on(self, page: SeenPage) -> Box:
        """Where the sheet is on a page of ours: in its middle."""
        width, height = self.sheet
        left, top = max(page.width - width, 0) / 2, max(page.height - height, 0) / 2
        return left, top, left + width, top + height


def key(text: str) -> Key:
    """What two texts have in common that are the same, in whatever order glyphs are read back.

    How often each letter and digit comes; spaces, hyphens and quotation marks are typesetting.
    """
    letters = unicodedata.normalize("NFKC", text).casefold()
    return frozenset(Counter(filter(str.isalnum, letters)).items())


def window_box(window: str) -> Box | None:
    """What an envelope shows of page 1; None for one without a window."""
    if window not in WINDOWS:
        return None
    left, top, width, height = (PT_PER_MM * value for value in WINDOWS[window])
    return left, top, left + width, top + height
