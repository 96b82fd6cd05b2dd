"""Compares the salutation with the honorific and the office that the header declares.

Nothing is guessed from a name: who is declared to be nothing may be addressed as anything.
For which offices there are which forms, see the United Nations Correspondence Manual
(ST/DCS/4/Rev.1), paragraph 105.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from ..reading.phrases import quoted
from ..rules import find
from .values import place_of
from .vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Letter

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_EITHER = re.compile(r"\w\s?[/(*:]-?(?:a|o|e|r|in)\b", re.IGNORECASE)  # "Estimado/a"
_CALLED = {"female": "a woman", "male": "a man"}


def salutation_problems(letter: Letter) -> Iterator[Problem]:
    """What the salutation says of the addressee and the recipient's keys contradict."""
    header = letter.header
    to, salutation = header.recipient, header.salutation
    place = place_of(letter, ("salutation",))
    declared = _genders(to.honorific or "") or _genders(_title(to.name or ""))
    addressed = _genders(salutation)
    if len(declared) == 1 and addressed and not declared & addressed:
        (one,), (other,) = declared, addressed
        title = to.honorific or _title(to.name or "")
        message = (
            f"{quoted(salutation)} addresses {_CALLED[other]},"
            f" and the recipient’s {quoted(title)} declares {_CALLED[one]}"
        )
        yield find("salutation-honorific", message, place)
    named, held = _named(salutation), _held(to.office or "")
    if named and held and not named & held:
        message = f"{quoted(salutation)} does not fit the office {quoted(to.office)}"
        yield find("salutation-office", message, place)


def _title(name: str) -> str:
    """The title that a name begins with, if it does: "Ms", "Herr"."""
    match = _WORD.match(name)
    return match[0] if match and match[0].casefold() in vocabulary("gender")["titles"] else ""


def _genders(text: str) -> set[str]:
    """What the words of a text say of a person: female, male, both or nothing."""
    words = {word.replace("’", "'").casefold() for word in _WORD.findall(text)}
    found = {gender for gender in _CALLED if words & set(vocabulary("gender")[gender])}
    return set(_CALLED) if found and _EITHER.search(text) else found


def _named(salutation: str) -> set[str]:
    """The offices that a salutation names: "High Commissioner" is no "Commissioner"."""
    offices, pattern = _titles()
    return {offices[match[0].casefold()] for match in pattern.finditer(salutation)}


def _held(office: str) -> set[str]:
    """The offices that an office is: a Prime Minister may well be called Minister."""
    offices, _ = _titles()
    text = office.casefold()
    return {
        called
        for title, called in offices.items()
        if re.search(rf"(?<!\w){re.escape(title)}", text)
    }


@cache
def _titles() -> tuple[dict[str, str], re.Pattern[str]]:
    """The office of each title, and the pattern that finds them, the longest first."""
    known = vocabulary("offices").items()
    offices = {title.casefold(): office for office, titles in known for title in titles}
    longest = sorted(offices, key=len, reverse=True)
    pattern = "|".join(map(re.escape, longest))
    return offices, re.compile(rf"(?<!\w)(?:{pattern})", re.IGNORECASE)
