"""What can be read among bytes that are no text: in fonts, profiles, pictures and their records."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# In UTF-8, and in both orders of UTF-16 as far as names need it.
_RUNS = (
    ("utf-8", re.compile(rb"(?:[\x20-\x7e]|[\xc2-\xf4][\x80-\xbf]{1,3}){6,}")),
    ("utf-16-be", re.compile(rb"(?:\x00[\x20-\x7e]|[\x01-\x06\x4e-\x9f][\x00-\xff]){3,}")),
    ("utf-16-le", re.compile(rb"(?:[\x20-\x7e]\x00|[\x00-\xff][\x01-\x06\x4e-\x9f]){3,}")),
)


def legible(data: bytes) -> Iterator[str]:
    """The runs of characters in it, in each encoding in which it may have some."""
    for encoding, pattern in _RUNS:
        yield from (run.decode(encoding, "replace") for run in pattern.findall(data))
