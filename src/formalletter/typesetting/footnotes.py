"""Finds the footnotes that a layout has lost or set twice.

WeasyPrint 70 does so, rarely, where a note has no room on the page of its call and the lines
around the call are moved afterwards; another leading sets the same text soundly.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import weasyprint

_CALL = re.compile(r"(note-[0-9]+)-call")  # see composing.notes


def has_sound_notes(document: weasyprint.Document) -> bool:
    """Whether each note that is called stands on one page."""
    pages = Counter(name for page in document.pages for name in page.anchors)
    called = [match[1] for name in pages if (match := _CALL.fullmatch(name))]
    return all(pages[name] == 1 for name in called)
