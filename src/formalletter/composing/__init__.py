"""Composing: a letter becomes one HTML document, whose tree is its logical structure.

Its annexes become documents of their own, as do the stamps on their pages.
"""

from .annexes import (
    Original,
    compose_annex,
    compose_cover,
    compose_placeholder,
    compose_transcript,
)
from .compose import BASE_URL, Composed, compose_letter
from .pictures import compose_pictures, picture_name
from .settings import MOST_PAGES, sheet_of
from .stamps import STAMP_HEIGHT, Stamp, StampLine, compose_stamps, stamp_text

__all__ = [
    "BASE_URL",
    "MOST_PAGES",
    "STAMP_HEIGHT",
    "Composed",
    "Original",
    "Stamp",
    "StampLine",
    "compose_annex",
    "compose_cover",
    "compose_letter",
    "compose_pictures",
    "compose_placeholder",
    "compose_stamps",
    "compose_transcript",
    "picture_name",
    "sheet_of",
    "stamp_text",
]
