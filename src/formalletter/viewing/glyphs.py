"""The characters of a page and the fonts that they are set in, as PDFium reads them."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from pypdfium2 import raw

from .objects import TooMuchError

if TYPE_CHECKING:
    from ..seen import Box

MOST_CHARACTERS = 500_000  # on a page
_HYPHENS = str.maketrans({"\x02": "\u00ad", "\ufffe": "\u00ad"})  # PDFium's signs for it
_SUBSET = re.compile(r"[A-Z]{6}\+")  # ISO 32000-1, 9.6.4
_LONGEST_NAME = 256  # bytes
_BOLD = re.compile(r"bold|black|heavy|demi", re.IGNORECASE)
_FORCED_BOLD = 1 << 18  # ISO 32000-1, table 123


class Glyph(NamedTuple):
    """A character and its place in the page's own units: left, bottom, right, top.

    The place is as wide as the character's advance.
    """

    character: str
    box: Box


@dataclass(frozen=True, slots=True)
class Words:
    """The characters of one text object in the order of reading, and the index of the first.

    The spaces that PDFium puts between what stands apart are among them, with no place.
    """

    first: int
    glyphs: list[Glyph] = field(default_factory=list)


def words_of(text: Any) -> dict[int, Words]:  # noqa: ANN401 - PDFium's handles have no types
    """The characters of a page, by the addresses of the text objects that draw them.

    Raises `TooMuchError`.
    """
    count = max(raw.FPDFText_CountChars(text), 0)
    if count > MOST_CHARACTERS:
        raise TooMuchError
    found: dict[int, Words] = {}
    current: Words | None = None
    box = raw.FS_RECTF()
    for index in range(count):
        character = chr(raw.FPDFText_GetUnicode(text, index) % 0x110000)
        handle = raw.FPDFText_GetTextObject(text, index)
        if not handle:
            if current is not None and character == " ":
                current.glyphs.append(Glyph(" ", (0, 0, 0, 0)))
            continue
        address = ctypes.cast(handle, ctypes.c_void_p).value or 0
        current = found.get(address) or found.setdefault(address, Words(index))
        raw.FPDFText_GetLooseCharBox(text, index, box)
        place = (box.left, box.bottom, box.right, box.top)
        current.glyphs.append(Glyph(character, place))
    return found


def readable(text: str) -> str:
    """A text of PDFium with U+00AD for each hyphen that ends a line."""
    return text.translate(_HYPHENS)


@dataclass(frozen=True, slots=True)
class Font:
    """A font by its name, without the tag of its subset, and whether it is bold.

    `space` is the width of its space in em; 0 where it has none.
    """

    name: str
    bold: bool
    space: float


class Fonts:
    """The fonts of a page, each asked for once.

    PDFium gives another font the same address when a page is closed.
    """

    def __init__(self) -> None:
        self._known: dict[int, Font] = {}

    def of(self, handle: Any) -> Font:  # noqa: ANN401
        """The font of a text object."""
        font = raw.FPDFTextObj_GetFont(handle)
        address = ctypes.cast(font, ctypes.c_void_p).value or 0
        if address not in self._known:
            self._known[address] = _font(font)
        return self._known[address]


def _font(font: Any) -> Font:  # noqa: ANN401
    buffer = ctypes.create_string_buffer(_LONGEST_NAME)
    length = raw.FPDFFont_GetBaseFontName(font, buffer, _LONGEST_NAME)
    name = buffer.value.decode("utf-8", "replace") if length <= _LONGEST_NAME else ""
    # PDFium guesses the weight from the stems, and badly: the name tells it.
    is_bold = _BOLD.search(name) or raw.FPDFFont_GetFlags(font) & _FORCED_BOLD
    width = ctypes.c_float()
    known = raw.FPDFFont_GetGlyphWidth(font, ord(" "), 1.0, width)
    # What a font says of characters that it doesn't have is mostly a whole em.
    space = width.value if known and 0 < width.value < 1 else 0.0
    return Font(_SUBSET.sub("", name, count=1).strip(",- "), bool(is_bold), space)
