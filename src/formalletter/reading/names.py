"""Checks single names of signatories.  A name is never changed: what is odd is reported."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from ..diagnostics import error, note, warning
from .phrases import quoted
from .text import value_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem

LONGEST_NAME = 300  # characters
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs that show nothing
_FORMULA = ("=", "+", "@")  # what makes spreadsheet programs calculate


def is_plain(name: str) -> bool:
    """Whether `name_problems` has nothing to say; most names are told at once.

    What is invisible, changes the direction, or breaks the line is never printable.
    """
    return (
        name[:1].isalnum()
        and name.isprintable()
        and _FILLERS.isdisjoint(name)
        and len(name) <= LONGEST_NAME
        and unicodedata.is_normalized("NFC", name)
    )


def name_problems(name: str, place: Place) -> Iterator[Problem]:
    """What is wrong with, or odd about, one name without white space around it."""
    seen = (character for character in name if character not in _FILLERS)
    if not any(unicodedata.category(character)[0] in "LNPS" for character in seen):
        yield error("name-blank", "the row has no name", place, "write the name or delete the row")
        return
    yield from value_problems(name, "the name", place)
    if len(name) > LONGEST_NAME:
        message = f"the name has {len(name)} characters; {LONGEST_NAME} are the most"
        hint = "is a quotation mark not closed above it?"
        yield error("name-too-long", message, place, hint)
    elif "\n" in name:
        message = f"the name goes over {name.count(chr(10)) + 1} lines"
        hint = "it is set as one name; if it is several, a quotation mark is wrong"
        yield warning("name-many-lines", message, place, hint)
    if "\t" in name:
        hint = "is the list separated by tabs?  Then its first line must be, too"
        yield error("name-tab", "the name has a tab in it", place, hint)
    if name.startswith(_FORMULA):
        message = f"the name starts with {quoted(name[0])}, like a spreadsheet's formula"
        yield warning("name-formula", message, place, "it is set as it stands")
    if not unicodedata.is_normalized("NFC", name):
        message = "the name is not in Unicode normal form C, so searching may not find it"
        yield note("name-not-normal", message, place, "it is kept as it is")
