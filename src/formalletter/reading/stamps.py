"""Reads the time stamps of a column, as the programs that export forms write them.

One stamp by itself may be read in two ways (3/4/2026); a column mostly says which, because some
day of it is above the twelfth.  What neither the column nor the header settles stays open.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from ..dates import month_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..signatory_list import DateOrder

_TIME = re.compile(
    r"(?<!\d)(\d{1,2})[:h](\d{2})(?::(\d{2}))?(?:[.,]\d+)?[\s\u202f]*(?:([ap])\.?[\s\u202f]?m\b\.?)?",
    re.IGNORECASE,
)
_ZONE = re.compile(r"\s*(?:(?:GMT|UTC|Z)?[+-]\d{1,2}(?::?\d{2})?|Z)?\s*(?:\([^)]*\))?$")
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年년]\s*(\d{1,2})\s*[-/.月월]\s*(\d{1,2})(?!\d)")
_NUMBERS = re.compile(r"(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4}|\d{2})(?!\d)")
_SERIAL = re.compile(r"([3-6]\d{4})(?:[.,](\d+))?")  # days, from 1982 to 2091
_EPOCH = re.compile(r"(1\d{9})(\d{3})?")  # seconds, or milliseconds, from 2001 to 2033
_FIRST_OF_SERIALS = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - spreadsheets have no zones
_WORD = re.compile(r"[^\W\d_]+")
_DAY = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_MONTHS = 12
_LONGEST = 80  # characters; no stamp is longer


@dataclass(frozen=True, slots=True)
class Stamp:
    """When a row was sent in, by the clock that wrote it; midnight where it has no time.

    `other` is the second way to read it, with day and month the other way round; the first has
    the day first.  `day_first` is what a stamp says of its column: None where it says nothing.
    """

    time: dt.datetime
    other: dt.datetime | None = None
    day_first: bool | None = None

    @property
    def days(self) -> set[dt.date]:
        """The days that it may mean."""
        return {each.date() for each in (self.time, self.other) if each is not None}


def read_stamps(
    texts: Sequence[str], order: DateOrder | None = None
) -> tuple[list[Stamp | None], bool]:
    """The stamps of a column, None where a text is none; whether day and month stay unclear.

    `order` is what the header says of them.  Where stamps of one column contradict each other
    it settles nothing.
    """
    known = {text: read_stamp(text) for text in dict.fromkeys(texts)}
    said = {stamp.day_first for stamp in known.values() if stamp} - {None}
    first = order == "day-first" if order else said.pop() if len(said) == 1 else None
    if first is not None:
        known = {text: stamp and _settled(stamp, day_first=first) for text, stamp in known.items()}
    stamps = [known[text] for text in texts]
    return stamps, any(stamp and stamp.other for stamp in stamps)


def look_like_stamps(texts: Sequence[str]) -> bool:
    """Whether all texts of a column that are not empty are time stamps; only good for asking."""
    written = [text for text in texts if text]
    return bool(written) and all(
        len(text) > len("1.1.26") and not text.isdigit() and read_stamp(text) for text in written
    )


def read_stamp(text: str) -> Stamp | None:
    """One stamp; None if it is none."""
    text = " ".join(text.split())
    if not text or len(text) > _LONGEST:
        return None
    try:
        return _by_count(text) or _by_calendar(text)
    except (ValueError, OverflowError):
        return None


def _by_count(text: str) -> Stamp | None:
    """A number of days, as spreadsheets count them, or of seconds since 1970."""
    if _SERIAL.fullmatch(text):
        return Stamp(_FIRST_OF_SERIALS + dt.timedelta(days=float(text.replace(",", "."))))
    if found := _EPOCH.fullmatch(text):
        return Stamp(dt.datetime.fromtimestamp(int(found[1]), dt.UTC).replace(tzinfo=None))
    return None


def _by_calendar(text: str) -> Stamp | None:
    time, rest = _time(text)
    if found := _YEAR_FIRST.match(rest):
        return Stamp(_at(int(found[1]), int(found[2]), int(found[3]), time))
    if found := _NUMBERS.search(rest):
        return _by_numbers(found, time)
    return _by_words(rest, time)


def _settled(stamp: Stamp, *, day_first: bool) -> Stamp:
    if stamp.other is None:
        return stamp
    return Stamp(stamp.time if day_first else stamp.other)


def _by_numbers(found: re.Match[str], time: dt.timedelta) -> Stamp | None:
    first, second = int(found[1]), int(found[3])
    year = int(found[4]) + (2000 if len(found[4]) < len("2026") else 0)
    if second > _MONTHS:
        return Stamp(_at(year, first, second, time), day_first=False)
    if first > _MONTHS:
        return Stamp(_at(year, second, first, time), day_first=True)
    day_first = _at(year, second, first, time)
    # Full stops stand between day, month and year only; strokes and hyphens in both orders.
    if found[2] == "." or first == second:
        return Stamp(day_first)
    return Stamp(day_first, _at(year, first, second, time))


def _by_words(text: str, time: dt.timedelta) -> Stamp | None:
    """A stamp with the name of the month: "Nov 20, 2026", "20 нояб. 2026 г."."""
    years = _FULL_YEAR.findall(text)
    days = _DAY.findall(text)
    months = {_months().get(word.casefold()) for word in _WORD.findall(text)} - {None}
    if len(years) != 1 or len(days) != 1 or len(months) != 1:
        return None
    (month,) = months
    return Stamp(_at(int(years[0]), month, int(days[0]), time)) if month else None


def _time(text: str) -> tuple[dt.timedelta, str]:
    """The time of day in a stamp, and what stands around it without the zone."""
    found = _TIME.search(text)
    if not found:
        return dt.timedelta(), text
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if found[4]:  # twelve hours twice: 12 a.m. is midnight
        hours = hours % 12 + 12 * (found[4] in "Pp")
    behind = _ZONE.sub("", text[found.end() :])
    rest = f"{text[: found.start()]} {behind}"
    return dt.timedelta(hours=hours, minutes=minutes, seconds=seconds), rest.strip()


def _at(year: int, month: int, day: int, time: dt.timedelta) -> dt.datetime:
    return dt.datetime(year, month, day) + time  # noqa: DTZ001 - by the clock that wrote it


@cache
def _months() -> Mapping[str, int]:
    return month_names()
