"""What the characters of a text tell of how it has to be written into a PDF."""

from __future__ import annotations

import unicodedata

SOFT_HYPHEN = "\u00ad"
# Characters that have no glyph and say nothing to a reader: soft hyphen, zero width space,
# word joiner, the marks and controls of the bidirectional algorithm (UAX #9).
_INVISIBLE = dict.fromkeys(
    [0xAD, 0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
_PLAIN = _INVISIBLE | {0xA0: " "}


def plain(text: str) -> str:
    """A text as it should be copied: with common spaces and nothing invisible."""
    return text.translate(_PLAIN)


def is_right_to_left(text: str) -> bool:
    """Whether some of a text runs from right to left, so that its glyphs stand reversed."""
    return not text.isascii() and any(
        unicodedata.bidirectional(character) in {"R", "AL"} for character in text
    )


def is_shaped(text: str) -> bool:
    """Whether some characters of a text are set above, below or around others.

    Their glyphs may say the right characters, but stand where readers that go by positions
    take them for other words.
    """
    return not text.isascii() and any(
        unicodedata.category(character) in {"Mn", "Mc"} for character in text
    )
