"""Finds marks that a typewriter would set, and spaces that are too many or missing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...rules import find

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...diagnostics import Problem
    from .prose import Block, Prose

_LETTER = r"[^\W\d_]"
_DASH = re.compile(r"(?<=[^\s\-])(?: ?--{1,2} ?| - )(?=[^\s\-])")
_OPTION = re.compile(r" --\Z")  # an option of a command: “ --strict”
_DOTS = re.compile(r"(?<!\.)\.{3,4}(?!\.)")
_WIDE = "\u00a0\u2000-\u200a\u202f\u3000"  # spaces that a page does not draw together
_SPACES = re.compile(rf"(?<=\S)[ {_WIDE}]{{2,400}}(?=\S)")

# The marks that no space stands before; French sets one before the high ones.
_ALL_MARKS = ",.;:!?،؛؟"
_LOW_MARKS = ",."
_TIGHT = {"ar", "de", "en", "es", "ru"}
_BEFORE = {
    marks: re.compile(rf"(?<=[\w)\]”»’])[ \u00a0]+[{re.escape(marks)}](?=\s|\Z)(?! [.…])")
    for marks in (_ALL_MARKS, _LOW_MARKS)
}
_IN_BRACKETS = re.compile(r"[(\[] (?=\w)|(?<=\w) [)\]]")
_MISSING = re.compile(
    rf"(?<={_LETTER}{{2}})[,;،؛](?={_LETTER}{{2}}|\d)"
    r"|[!?](?=[A-ZÀ-Þ][a-zß-ÿ])"
    rf"|(?<=\b[a-z])[a-z]{{1,40}}\.(?=[A-Z][a-z]{{1,40}}\b(?!\.|/))"
)
_DOMAINS = re.compile(r"(?:Com|Org|Net|Info|Int|Gov|Edu)\b")


def typed_marks(prose: Prose) -> Iterator[Problem]:
    """A finding for each dash made of hyphens and each ellipsis made of full stops."""
    for block in prose.blocks:
        for match in _DASH.finditer(block.text):
            marks = match[0].strip()
            if not _is_option(block, match) and not block.is_address(*match.span()):
                start = match.start() + match[0].index(marks)
                what = "a hyphen stands" if marks == "-" else f"{marks} stands"
                message = f"{what} where a dash belongs"
                yield find("dash-typed", message, block.place(start, start + len(marks)))
        for match in _DOTS.finditer(block.text):
            if not block.is_address(*match.span()):
                yield find(
                    "dots-typed", "an ellipsis is made of full stops", block.place(*match.span())
                )


def spaces(prose: Prose) -> Iterator[Problem]:
    """A finding for each space that is one too many, and each that is missing."""
    pattern = _BEFORE[_ALL_MARKS if prose.language in _TIGHT else _LOW_MARKS]
    for block in prose.blocks:
        for match in _SPACES.finditer(block.text):
            if match[0].strip(" "):  # usual ones alone are drawn together
                message = "more than one space stands where one belongs"
                yield find("space-doubled", message, block.place(*match.span()))
        for match in pattern.finditer(block.text):
            if match[0][-1] not in ";:!?" or "«" not in block.text:  # French words, perhaps
                message = f"a space stands before the {match[0][-1]}"
                yield find("space-before-mark", message, block.place(*match.span()))
        for match in _IN_BRACKETS.finditer(block.text):
            message = f"a space stands inside the {match[0].strip()}"
            yield find("space-before-mark", message, block.place(*match.span()))
        if prose.language in _TIGHT or prose.language == "fr":
            yield from _missing(block)


def _missing(block: Block) -> Iterator[Problem]:
    for match in _MISSING.finditer(block.text):
        end = match.end()
        if block.is_address(*match.span()) or _DOMAINS.match(block.text, end):
            continue
        message = f"no space stands behind the {match[0][-1]}"
        yield find("space-missing", message, block.place(end - 1, end + 1))


def _is_option(block: Block, match: re.Match[str]) -> bool:
    """Whether hyphens begin the name of an option, or are part of a coded domain's (xn--)."""
    before = block.text[max(0, match.start() - 2) : match.end()]
    return bool(_OPTION.search(match[0])) or before.startswith("xn--")
