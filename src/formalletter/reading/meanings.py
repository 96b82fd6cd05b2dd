"""What the cells of a list mean, role by role.

Each reader takes a text that is not empty, without white space around it, and gives what
it means or a `Fault`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import NamedTuple

from ..fields import ISO_DATE, LANGUAGE_PATTERN
from .countries import country_code, country_names
from .heads import answers, plain
from .phrases import did_you_mean, quoted

_TIME = re.compile(r"[T ] *([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?[.0-9]* *(?:([AaPp])[Mm]\b)?")
_STAMP = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?![0-9]).*", re.DOTALL)


class Fault(NamedTuple):
    """Why a text means nothing: the code, message and hint of an error."""

    code: str
    message: str
    hint: str | None


Meaning = str | dt.date | Fault


def kind(text: str) -> Meaning:
    """Whether a signatory is an organisation or an individual."""
    if meaning := answers("kind").get(plain(text)):
        return meaning
    message = f"{quoted(text)} does not say what the signatory is"
    return Fault("list-kind", message, "write organisation or individual")


def country(text: str, language: str | None) -> Meaning:
    """The ISO 3166-1 alpha-2 code of a country."""
    if code := country_code(text, language):
        return code
    message = f"there is no country {quoted(text)}, or more than one of that name"
    close = did_you_mean(text, country_names(language))
    return Fault("list-country", message, close or "write its ISO 3166-1 code, such as KZ")


def language(text: str) -> Meaning:
    """A language tag (BCP 47)."""
    if re.fullmatch(LANGUAGE_PATTERN, text):
        return text
    message = f"{quoted(text)} is not a language tag (BCP 47)"
    return Fault("name-language", message, "such as en-GB, fr or zh-Hant")


def script(text: str) -> Meaning:
    """The code of a script (ISO 15924)."""
    if text in _scripts():
        return text
    message = f"{quoted(text)} is not the code of a script (ISO 15924)"
    return Fault("list-script", message, did_you_mean(text, sorted(_scripts()), "such as Cyrl"))


def date(text: str) -> Meaning:
    """A date by ISO 8601; a workbook's dates come as such, with a time that is left out."""
    written = text.removesuffix(" 00:00:00")
    try:
        return dt.date.fromisoformat(written if ISO_DATE.fullmatch(written) else "")
    except ValueError:
        message = f"{quoted(text)} is not a date"
        hint = "a date is written as year-month-day, such as 2022-03-08"
        return Fault("list-date", message, hint)


def stamp_date(text: str) -> dt.date | None:
    """The day of a time stamp that begins with the year; others can be read in two ways."""
    match = _STAMP.fullmatch(text)
    if not match:
        return None
    try:
        return dt.date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def stamp_time(text: str) -> dt.datetime | None:
    """The day and time of such a stamp, as its clock had it; midnight where it has no time."""
    day = stamp_date(text)
    if day is None:
        return None
    start = dt.datetime.combine(day, dt.time())
    found = _TIME.search(text)
    if found is None:
        return start
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if found[4]:  # twelve hours twice: 12 a.m. is midnight
        hours = hours % 12 + 12 * (found[4] in "Pp")
    return start + dt.timedelta(hours=hours, minutes=minutes, seconds=seconds)


@cache
def _scripts() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").scripts)
