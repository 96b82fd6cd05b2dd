"""Says in plain words what the validator finds, with the name of the font that it speaks of."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pypdf.generic import IndirectObject

if TYPE_CHECKING:
    from ..claims import Finding
    from .document import Document
    from .values import PdfValue

_FONT = re.compile(r"\bfont object (\d+) \d+")
_SUBSET_TAG = re.compile(r"^[A-Z]{6}\+")
_RULE = re.compile(r"PDF(?:UA1|A[23]A)-(.*)-\d+")
_NO_GLYPH = "{font} lacks a character that is shown"
_NO_TEXT = "{font} doesn't say which letters its signs stand for"
# By the name of a rule without its claim and number; the same for both standards.
_SAID = {
    "CONTENT-OPERATOR": "a page has commands that no PDF reader knows",
    "DEVICE-CMYK": "a page has printing colours (CMYK) without a profile that describes them",
    "FIGURE-ALTERNATIVE-TEXT": "a picture has no alternative text",
    "FONT-EMBEDDING": "{font} is not embedded",
    "FONT-GLYPH-PRESENCE": _NO_GLYPH,
    "FONT-UNICODE-MAPPING": _NO_TEXT,
    "NOTDEF-GLYPH": _NO_GLYPH,
    "STREAM-FILTER": "something is packed in a way that archives don't take (LZW)",
    "TRUETYPE-GLYPH-PRESENCE": _NO_GLYPH,
    "UNICODE-MAPPING": _NO_TEXT,
    "UNICODE-PUA-ACTUALTEXT": "{font} has signs that stand for no letter, such as bullets",
}


def in_plain_words(finding: Finding, document: Document) -> Finding:
    """The finding with a message for people, and the number of the font where it has one."""
    match = _FONT.search(finding.message)
    number = finding.object_number or (int(match[1]) if match else None)
    rule = _RULE.fullmatch(finding.rule)
    said = _SAID.get(rule[1]) if rule else None
    if said is None:
        return replace(finding, object_number=number)
    font = "a font"
    if match and (name := _name(int(match[1]), document)):
        font = f"the font {name}"
    return replace(finding, message=said.format(font=font), object_number=number)


def _name(number: int, document: Document) -> str:
    font: PdfValue = document.reader.get_object(IndirectObject(number, 0, document.reader))
    name = font.get("/BaseFont") if isinstance(font, dict) else None
    return _SUBSET_TAG.sub("", str(name).lstrip("/")).rstrip(",") if name else ""
