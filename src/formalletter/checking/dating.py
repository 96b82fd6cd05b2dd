"""Finds dates that can't be right: a wrong weekday, a day that no calendar has, a contradiction.

Dates are read in the text's language; the names of its months and days come from CLDR.
Nothing is compared with today.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..rules import find
from ..wording import Wording
from .passages import UNREAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..diagnostics import Problem
    from ..letter import Letter
    from .passages import Passage

_LONGEST_MONTH = 31
_MONTHS = 12
# Names of weekdays change their endings in these languages ("среда", "в среду").
_INFLECTED = {"ru", "uk", "be", "bg", "sr", "mk", "pl", "cs", "sk"}
_SHORT = 3  # letters of a weekday's short name
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")
_EAST_ASIAN = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年\s*(?P<month>\d{1,2})\s*月\s*(?P<day>\d{1,2})\s*[日号號]"
    r"(?:\s*[（(，,]?\s*(?P<behind>(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])[)）]?)?"
)
_EAST_ASIAN_DAYS = {sign: number for number, sign in enumerate("一二三四五六日")} | {"天": 6}
# "this letter of 7 March 2022": the words before a date that make it the letter's own.
_OWN = re.compile(
    r"(?:this (?:open |joint )?letter,? (?:is |was )?(?:of|dated)"
    r"|la présente lettre,? (?:du|datée du)|la presente carta,? (?:de|del|fechada el)"
    r"|de(?:s|m) vorliegenden schreibens? vom"
    r"|dieses schreibens? vom)\s$",
    re.IGNORECASE,
)
_LONGEST_OWN = 40  # characters before a date


class _Date(NamedTuple):
    """A date in a text: from where to where it stands, and the weekday that it states (0-6)."""

    year: int
    month: int
    day: int
    weekday: int | None
    start: int
    end: int


def date_problems(letter: Letter, texts: Iterable[Passage]) -> Iterator[Problem]:
    """What is wrong with the dates of the letter's texts and between those of its header."""
    for text in texts:
        for date in _dates(text.text, letter.header.language):
            yield from _of_one(date, text, letter)
    yield from _of_header(letter)


def _of_one(date: _Date, text: Passage, letter: Letter) -> Iterator[Problem]:
    shown = f"“{text.text[date.start : date.end].replace(UNREAD, '')}”"
    place = text.place(date.start, date.end)
    last = calendar.monthrange(date.year, date.month)[1]
    if date.day > last:
        month = f"{calendar.month_name[date.month]} {date.year}"
        yield find("date-impossible", f"{shown}: {month} has {last} days", place)
        return
    day = dt.date(date.year, date.month, date.day)
    if date.weekday is not None and day.weekday() != date.weekday:
        true = calendar.day_name[day.weekday()]
        yield find("date-weekday", f"{shown}: {day} is a {true}", place)
    before = text.text[max(0, date.start - _LONGEST_OWN) : date.start]
    if text.origin == "body" and _OWN.search(before) and day != letter.header.date:
        message = f"the text dates this letter {day}, its header {letter.header.date}"
        yield find("date-of-letter", message, place)


def _of_header(letter: Letter) -> Iterator[Problem]:
    header = letter.header
    date, listed, embargo = header.date, header.signatories, header.embargo
    published = listed.published if listed else None
    if embargo and embargo.until.date() < date:
        message = f"the embargo lifts on {embargo.until.date()}, before the letter’s date, {date}"
        yield _contradiction(message, letter, ("embargo", "until"))
    if published and published < date:
        message = f"the letter was published on {published}, before its date, {date}"
        yield _contradiction(message, letter, ("signatories", "published"))
    if published and embargo and published < embargo.until.date():
        message = f"the letter was published on {published}, before its embargo lifts"
        yield _contradiction(message, letter, ("signatories", "published"))
    if listed and listed.until and listed.until > date and published is None:
        message = f"signatures are taken until {listed.until}, after the letter’s date, {date}"
        yield _contradiction(message, letter, ("signatories", "until"))


def _contradiction(message: str, letter: Letter, key: tuple[str, str]) -> Problem:
    place = letter.places.get(key) or letter.places.get(key[:1])
    return find("dates-contradict", message, place)


def _dates(text: str, language: str) -> Iterator[_Date]:
    """The dates in a text that have a day, a month and a year."""
    if not any(map(str.isdigit, text)):
        return
    text = text.translate(_DIGITS)
    yield from _east_asian(text)
    names = _names(language)
    for match in names.pattern.finditer(text):
        part = next(each for each in ("a", "b", "c", "d") if match[f"year_{each}"])
        written = match[f"month_{part}"]
        month = int(written) if written.isdigit() else names.months[written.casefold()]
        day = int(match[f"day_{part}"])
        stated = match["ahead"] or match["behind"]
        if 1 <= day <= _LONGEST_MONTH and 1 <= month <= _MONTHS:
            weekday = names.weekday(stated) if stated else None
            yield _Date(int(match[f"year_{part}"]), month, day, weekday, *match.span())


def _east_asian(text: str) -> Iterator[_Date]:
    for match in _EAST_ASIAN.finditer(text) if "年" in text else ():
        year, month, day = (int(match[name]) for name in ("year", "month", "day"))
        if 1 <= day <= _LONGEST_MONTH and 1 <= month <= _MONTHS:
            stated = match["behind"]
            weekday = _EAST_ASIAN_DAYS[stated[-1]] if stated else None
            yield _Date(year, month, day, weekday, *match.span())


class _Names(NamedTuple):
    """The names of months (with their numbers) and days of a language, and its dates' pattern."""

    months: dict[str, int]
    days: dict[str, int]
    pattern: re.Pattern[str]

    def weekday(self, written: str) -> int | None:
        """The number of a weekday, from Monday; its ending may be another one."""
        name = written.casefold().rstrip(".")
        if name in self.days:
            return self.days[name]
        stems = {stem[:-1]: number for stem, number in self.days.items() if len(stem) > _SHORT}
        found = {number for stem, number in stems.items() if name.startswith(stem)}
        return found.pop() if len(found) == 1 else None


@cache
def _names(language: str) -> _Names:
    """The names and the pattern of dates of a language (BCP 47)."""
    locale = Wording(language).locale
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            for number, name in locale.months[context][width].items():
                months.setdefault(name.casefold().rstrip("."), number)
            for number, name in locale.days[context][width].items():
                days.setdefault(name.casefold().rstrip("."), number)
    pattern = _pattern(_alternatives(months), _weekday(days, language))
    return _Names(months, days, re.compile(pattern, re.IGNORECASE))


def _weekday(days: Iterable[str], language: str) -> str:
    """The pattern of a weekday; a short name ("Sat") counts with its stop or comma only."""
    short = _alternatives(name for name in days if len(name) <= _SHORT)
    names = [name for name in days if len(name) > _SHORT]
    ending = ""
    if language.partition("-")[0] in _INFLECTED:
        names, ending = [name[:-1] for name in names], r"\w{0,2}"
    return rf"(?:(?:{_alternatives(names)}){ending}|(?:{short or '(?!)'})(?=[.,،]))"


def _pattern(month: str, weekday: str) -> str:
    """The pattern of dates, each form with groups of its own.

    They are "Tuesday, 8 March 2022", "March 8, 2022 (Tuesday)", "8.3.2022" and "2022-03-08".
    """
    start = r"(?<![\w.,/-])"
    year = r"(?:19|20)\d\d"
    day = r"\d{1,2}"
    ordinal = r"(?:st|nd|rd|th|er|º|\.)"
    then = rf"\.?,? (?:de |del |of )?(?P<year_a>{year})(?!\d)"
    forms = (
        rf"{start}(?P<day_a>{day}){ordinal}? {{1,2}}(?:de |of )?(?P<month_a>{month}){then}",
        rf"\b(?P<month_b>{month})\.? (?P<day_b>{day})(?:st|nd|rd|th)?,? (?P<year_b>{year})(?!\d)",
        rf"{start}(?P<day_c>{day})\.\s?(?P<month_c>{day})\.\s?(?P<year_c>{year})(?![./-]?\d)",
        rf"{start}(?P<year_d>{year})-(?P<month_d>\d\d)-(?P<day_d>\d\d)(?![\w/-])",
    )
    ahead = rf"(?:(?<!\w)(?P<ahead>{weekday})\.?[,،]? {{1,2}}(?:(?:the|den|dem|le|el|am) )?)?"
    behind = rf"(?:,? ?\((?P<behind>{weekday})\.?\))?"
    return f"{ahead}(?:{'|'.join(forms)}){behind}"


def _alternatives(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
