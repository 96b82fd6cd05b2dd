"""Reads a date as people write it, to propose the ISO form.

Only for proposing: a header takes ISO 8601 dates.  What can be read in two ways, such as
03/08/2022, is not read at all.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_YEAR_LAST = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_WORDS = re.compile(r"\d+|[^\W\d_]+")
_DAY_AND_YEAR = ([1, 4], [2, 4])  # their numbers of digits
_MONTHS_IN_YEAR = 12
# Ordinal endings and the small words between a day, a month and a year.
_FILLER = re.compile(r"st|nd|rd|th|er|of|the|der|den|am|de|del|le|el|il|di|г|года")


def written_date(text: str, languages: Iterable[str] = ("en",)) -> dt.date | None:
    """The one date that the text can mean, or None.

    Month names are looked for in the `languages` (BCP 47) by CLDR, through Babel.
    """
    text = text.strip()
    if match := _YEAR_FIRST.fullmatch(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _YEAR_LAST.fullmatch(text):
        return _unambiguous(int(match[1]), int(match[2]), int(match[3]))
    words = _WORDS.findall(text.casefold())
    numbers = sorted((word for word in words if word.isdecimal()), key=len)
    if [len(number) for number in numbers] not in _DAY_AND_YEAR:
        return None
    names = [word for word in words if not (word.isdecimal() or _FILLER.fullmatch(word))]
    for language in languages:
        if month := _month(names, language):
            return _date(int(numbers[1]), month, int(numbers[0]))
    return None


def _unambiguous(first: int, second: int, year: int) -> dt.date | None:
    if first == second or first > _MONTHS_IN_YEAR:
        return _date(year, second, first)
    return _date(year, first, second) if second > _MONTHS_IN_YEAR else None


def _date(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def _month(names: list[str], language: str) -> int | None:
    """The month that the names tell, if they tell one and, besides, at most the weekday."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(language, sep="-")
    except (ValueError, UnknownLocaleError):
        return None
    months, weekdays = _numbers(locale.months), _numbers(locale.days)
    found = [months[name] for name in names if name in months]
    strange = [name for name in names if name not in months and name not in weekdays]
    return found[0] if len(found) == 1 and not strange else None


def _numbers(names: object) -> dict[str, int]:
    """CLDR's names in all their contexts and widths, without dots, with their numbers."""
    numbers: dict[str, int] = {}
    for widths in dict(names).values():  # type: ignore[call-overload]
        for width in ("wide", "abbreviated"):
            for number, name in widths.get(width, {}).items():
                numbers[name.casefold().rstrip(".")] = number
    return numbers
