"""Rolls: what one file may show of the list of signatories, in its order and with its counts.

Whoever may not be named is left out here, before anything is composed: `letter_for` gives the
letter as one file may know it, and no later stage sees the others.
"""

from __future__ import annotations

from .audience import file_stem
from .making import letter_for, make_roll
from .naming import Guard
from .saying import (
    around_name,
    further,
    group_title,
    in_confidence,
    printed,
    updated,
    without_country,
)
from .scripts import is_written

__all__ = [
    "Guard",
    "around_name",
    "file_stem",
    "further",
    "group_title",
    "in_confidence",
    "is_written",
    "letter_for",
    "make_roll",
    "printed",
    "updated",
    "without_country",
]
