"""Checks single names of signatories.  A name is never changed: what is odd is reported."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from ..diagnostics import error, note, warning
from ..letter import LANGUAGE_PATTERN
from .phrases import quoted
from .text import value_problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..diagnostics import Place, Problem
    from ..letter import Signatory

LONGEST_NAME = 300  # characters
_FORMULA = ("=", "+", "@")  # what makes spreadsheet programs calculate


def name_problems(name: str, place: Place) -> Iterator[Problem]:
    """What is wrong with, or odd about, one name without white space around it."""
    if not any(unicodedata.category(character)[0] in "LNPS" for character in name):
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


def language_problem(language: str, place: Place) -> Problem | None:
    """The error that a language is no tag of BCP 47 of the form that is taken here."""
    if re.fullmatch(LANGUAGE_PATTERN, language):
        return None
    message = f"{quoted(language)} is not a language tag (BCP 47)"
    return error("name-language", message, place, "such as en-GB, fr or zh-Hant")


def duplicates(signatories: Iterable[Signatory]) -> Iterator[Problem]:
    """A warning for each name that is the same as an earlier one, in normal form C."""
    first: dict[str, Signatory] = {}
    for signatory in signatories:
        earlier = first.setdefault(unicodedata.normalize("NFC", signatory.name), signatory)
        if earlier is not signatory:
            message = f"the name is in the list already, on line {earlier.place.line}"
            yield warning("name-twice", message, signatory.place, "delete one if both are the same")
