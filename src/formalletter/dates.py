"""Reads a line that is a date, in the forms that letters use.

Nothing is guessed: a date that can be read in two ways is left out with the reason.  The
names of months and days come from CLDR through Babel, which is loaded only for a date in
words.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

# The languages whose dates in words are read.  English goes first: where it can read the
# line ("8 April 2022"), the others that could are not asked.
_LANGUAGES = (
    *("cs", "da", "de", "el", "es", "fi", "fr", "hu", "it", "kk", "ky", "nb", "nl"),
    *("pl", "pt", "ro", "ru", "sv", "tr", "uk"),
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_ISO = re.compile(_YEAR + r"(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})")
_EAST_ASIAN = re.compile(
    _YEAR + r"\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日일]"
)
_NUMBERS = re.compile(
    r"(?P<first>\d{1,2})(?P<mark>[-/.])\s?(?P<second>\d{1,2})(?P=mark)\s?(?P<year>(?:\d\d)?\d\d)"
)
_DAY_FIRST = (
    r"(?P<day>\d{1,2})\s*(?P<ordinal>st|nd|rd|th|er|\.|º|ª)?[ -]+(?:de |of |di )?"
    r"(?P<month>{months})\.?,?[ -]+(?:de |del |of )?" + _YEAR + r"(?: ?(?:г|р|ж)\.| года| року)?"
)
_MONTH_FIRST = r"(?P<month>{months})\.? (?P<day>\d{1,2})(?P<ordinal>st|nd|rd|th)?,? " + _YEAR
# Small words that only some languages put into a date.
_TELLTALES = (
    (re.compile(r"\b(?:le|1er)\b", re.IGNORECASE), ("fr",)),
    (re.compile(r"\d de\b", re.IGNORECASE), ("es", "pt")),
    (re.compile(r"\d\. [A-Z]"), ("de",)),
    (re.compile(r"\d\. "), ("cs", "da", "de", "fi", "nb")),
    (re.compile(r"\bden\b", re.IGNORECASE), ("da", "de", "sv")),
)
_LABEL = re.compile(r"(?:date|datum|fecha|data|дата)\s*:\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:^|(?<=[\s,]))(?:the|den|le|el|am|a)\s*$", re.IGNORECASE)
_LEADING_ARTICLE = re.compile(r"(?:the|den|le|el)\s+", re.IGNORECASE)
_PLACE = re.compile(r"(?P<place>[^\W\d_](?:[^\d:;!?]{0,58}[^\W\d_.])?\.?),")
_MOST_WORDS_OF_A_PLACE = 4
_MONTHS = 12
_LONGEST = 120  # characters; no date line is longer


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that is a date.

    `date` is None where it cannot be told, and `trouble` says why.  `languages` are those
    whose months it uses, as BCP 47 tags, the likeliest first; none for a date in numbers.
    """

    date: dt.date | None
    place: str | None = None
    languages: tuple[str, ...] = ()
    trouble: str | None = None


def read_date_line(text: str) -> DateLine | None:
    """Read a line such as "8 March, 2022" or "Geneva, 8 March 2022"; None if it is no date."""
    if len(text) > _LONGEST:
        return None
    text = _LABEL.sub("", text.strip(" \t*_"), count=1)  # bold and italic marks around it
    return _in_numbers(text) or _in_words(text)


def _in_numbers(text: str) -> DateLine | None:
    place, text = _parted(text)
    for pattern in (_ISO, _EAST_ASIAN):
        if found := pattern.fullmatch(text):
            return _dated(int(found["year"]), int(found["month"]), int(found["day"]), place=place)
    found = _NUMBERS.fullmatch(text)
    if not found:
        return None
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    if len(found["year"]) == len("22"):
        return DateLine(None, place, trouble="the century of the year is not said")
    # Full stops stand between day, month and year only; strokes and hyphens in both orders.
    if found["mark"] == "." or first == second or first > _MONTHS:
        return _dated(year, second, first, place=place)
    if second > _MONTHS:
        return _dated(year, first, second, place=place)
    return DateLine(None, place, trouble="which of its numbers is the month can't be told")


def _in_words(text: str) -> DateLine | None:
    text = " ".join(text.split())
    if not re.search(r"\d", text):
        return None
    for languages in (("en",), _LANGUAGES):
        months, days = _names(languages)
        alternatives = "|".join(re.escape(name) for name in sorted(months, key=len, reverse=True))
        for form in (_DAY_FIRST, _MONTH_FIRST):
            pattern = form.replace("{months}", alternatives)
            found = re.search(rf"(?<!\w){pattern}\.?$", text, re.IGNORECASE)
            if not found or (languages == ("en",) and found["ordinal"] == "."):
                continue
            ahead = _without_day_name(text[: found.start()], days)
            place = _place(ahead)
            if place or not ahead:
                return _from_words(found, months, place, month_first=form is _MONTH_FIRST)
    return None


def _from_words(
    found: re.Match[str],
    months: dict[str, tuple[int, list[str]]],
    place: str | None,
    *,
    month_first: bool,
) -> DateLine:
    month, languages = months[found["month"].casefold()]
    tags = tuple(languages)
    for telltale, possible in _TELLTALES:
        if telltale.search(found.string):
            tags = tuple(tag for tag in tags if tag in possible) or tags
    if tags == ("en",):
        tags = ("en-US",) if month_first else ("en-GB",)
    return _dated(int(found["year"]), month, int(found["day"]), place=place, languages=tags)


def _dated(
    year: int,
    month: int,
    day: int,
    *,
    place: str | None,
    languages: tuple[str, ...] = (),
) -> DateLine:
    try:
        return DateLine(dt.date(year, month, day), place, languages)
    except ValueError:
        return DateLine(None, place, languages, trouble="there is no such day in the calendar")


def _without_day_name(ahead: str, days: frozenset[str]) -> str:
    """What stands before the date, without an article and the day of the week."""
    ahead = _ARTICLE.sub("", ahead).rstrip()
    before, _, last = ahead.rstrip(",").rpartition(" ")
    return before.rstrip() if last.casefold() in days else ahead


def _place(ahead: str) -> str | None:
    """The place that stands before a date in words, with its comma."""
    found = _PLACE.fullmatch(ahead)
    if not found or len(found["place"].split()) > _MOST_WORDS_OF_A_PLACE:
        return None
    return found["place"]


def _parted(text: str) -> tuple[str | None, str]:
    """The place before a date in numbers, if there is one, and the date."""
    ahead, comma, date = text.rpartition(",")
    if not comma:
        return None, text
    _, days = _names(("en", *_LANGUAGES))
    ahead = _without_day_name(ahead + ",", days)
    place = _place(ahead)
    if ahead and not place:
        return None, text
    return place, _LEADING_ARTICLE.sub("", date.strip())


def month_names() -> dict[str, int]:
    """The numbers of the months by their names, without case and full stops."""
    months, _ = _names(("en", *_LANGUAGES, "ar"))
    return {name: number for name, (number, _) in months.items()}


@lru_cache(maxsize=3)
def _names(
    languages: tuple[str, ...],
) -> tuple[dict[str, tuple[int, list[str]]], frozenset[str]]:
    """The months' names, each with its number and the languages that have it; the days' names.

    No name means different months in two of the languages (Croatian "listopad" would).
    """
    from babel import Locale

    months: dict[str, tuple[int, list[str]]] = {}
    days: set[str] = set()
    for language in languages:
        locale = Locale.parse(language)
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in locale.months[context][width].items():
                    _, found = months.setdefault(name.casefold().rstrip("."), (number, []))
                    if language not in found:
                        found.append(language)
                days.update(name.casefold() for name in locale.days[context][width].values())
    return months, frozenset(days)
