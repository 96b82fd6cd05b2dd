"""What the glyphs of the embedded fonts say: their ToUnicode tables.

WeasyPrint gives each glyph the text that it stood for first.  Where one glyph stands for
several characters (a space and a no-break space, a hyphen and the hyphen of a line's end)
that is a matter of luck, so the tables are put right by what the letter says.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from .script import SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pikepdf

SOFT_TWIN = "-soft"
_BLOCK = re.compile(rb"beginbfchar\s(.*?)endbfchar", re.DOTALL)
_ENTRY = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_BATCH = 100  # entries in a block, at most (Adobe Technical Note #5014)
# What the second glyph of a cluster says: nothing, but a table may not say nothing
# (ISO 19005-2, 6.2.11.7.2).  A word joiner is not seen and parts no word.
_NOTHING = "\u2060"
_ALIKE = (frozenset(" \u00a0"), frozenset("-\u00ad\u2010\u2011"))
_HEAD = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_TAIL = b"""endcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


@dataclass(slots=True)
class Glyphs:
    """The text of each glyph of one font, by its code."""

    texts: dict[str, str]  # the keys are codes as they stand in the content, "0041"
    _seen: Counter[tuple[str, str]] = field(default_factory=Counter)
    _soft: set[str] = field(default_factory=set)

    @classmethod
    def of_font(cls, font: pikepdf.Object) -> Glyphs:
        """The glyphs of a font as WeasyPrint writes it: two bytes each, bfchar only."""
        table = bytes(font.ToUnicode.read_bytes())
        return cls(
            {
                code.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be") or _NOTHING
                for block in _BLOCK.findall(table)
                for code, text in _ENTRY.findall(block)
            }
        )

    def decode(self, codes: Iterable[str]) -> str:
        """The text of a run of glyphs; what no table has is U+FFFD."""
        return "".join([self.texts.get(code, "\ufffd") for code in codes])

    def code_of(self, character: str) -> str | None:
        """The code of a glyph that stands for just this character."""
        return next((code for code, text in self.texts.items() if text == character), None)

    def learn(self, codes: list[str], text: str) -> None:
        """Notes for what characters the glyphs stand in a run that says `text`.

        A run with ligatures has fewer glyphs than characters and teaches nothing.
        """
        if len(codes) == len(text):
            self._seen.update(zip(codes, text, strict=True))

    def settle(self) -> None:
        """Gives each glyph the character that it stood for most."""
        votes: dict[str, list[tuple[int, str]]] = defaultdict(list)
        for (code, character), count in self._seen.items():
            if _is_alike(self.texts.get(code, ""), character):
                votes[code].append((-count, character))
        self.texts.update({code: min(ballot)[1] for code, ballot in votes.items()})

    def soften(self, code: str) -> str:
        """Notes that a glyph serves as the hyphen of a line's end somewhere.

        Returns what is added to the font's name there: its twin has another table.
        """
        self._soft.add(code)
        return SOFT_TWIN

    def soft_twin(self) -> Glyphs | None:
        """The glyphs that serve as hyphens of a line's end; None if none does."""
        return Glyphs(dict.fromkeys(self._soft, SOFT_HYPHEN)) if self._soft else None

    def table(self) -> bytes:
        """The ToUnicode table as a PDF has it (ISO 32000-1, 9.10.3)."""
        entries = [
            f"<{code}> <{text.encode('utf-16-be').hex()}>\n"
            for code, text in sorted(self.texts.items())
        ]
        blocks = (entries[start : start + _BATCH] for start in range(0, len(entries), _BATCH))
        body = "".join(f"{len(block)} beginbfchar\n{''.join(block)}endbfchar\n" for block in blocks)
        return _HEAD + body.encode("ascii") + _TAIL


def _is_alike(text: str, character: str) -> bool:
    if text == character:
        return True
    if any(text in group and character in group for group in _ALIKE):
        return True
    return unicodedata.normalize("NFKC", text) == unicodedata.normalize("NFKC", character)
