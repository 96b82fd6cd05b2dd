"""Sets straight quotation marks as a language's own in text that is not Markdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_OPENING_QUOTE = re.compile(r'(^|[\s(\[/–—-])"')
_OPENING_APOSTROPHE = re.compile(r"(^|[\s(\[/–—-])'(?=\w[^']*\w')")


def typographic(text: str, quotes: Sequence[str], apostrophe: str) -> str:
    """`text` with `'` and `"` set as marks of `quotes` (outer pair, inner pair) or apostrophes."""
    if "'" not in text and '"' not in text:
        return text
    text = _OPENING_QUOTE.sub(rf"\g<1>{quotes[0]}", text).replace('"', quotes[1])
    text = _OPENING_APOSTROPHE.sub(rf"\g<1>{quotes[2]}", text)
    return text.replace("'", apostrophe)
