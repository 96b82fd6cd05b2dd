"""What the cells of a list mean, role by role.

Each reader takes a text that is not empty, without white space around it, and gives what
it means or a `Fault`.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..fields import ISO_DATE, LANGUAGE_PATTERN
from .countries import country_code, country_codes, country_names
from .heads import answers, in_yaml, plain
from .phrases import closest, did_you_mean, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


class Fault(NamedTuple):
    """Why a text means nothing: the code, message and hint of an error."""

    code: str
    message: str
    hint: str | None


Meaning = str | dt.date | tuple[str, ...] | Fault
_OF_CHINA = {"HK", "MO", "TW"}


def kind(text: str) -> Meaning:
    """Whether a signatory is an organisation or an individual."""
    if meaning := answers("kind").get(plain(text)):
        return meaning
    message = f"{quoted(text)} does not say what the signatory is"
    return Fault("list-kind", message, "write organisation or individual")


class Countries:
    """The cells about countries of one list: those that the header explains, else any name.

    `language` is that of the letter (BCP 47).
    """

    def __init__(self, named: Mapping[str, Sequence[str]], language: str | None) -> None:
        self._named = {plain(text): codes for text, codes in named.items()}
        self._language = language

    def read(self, text: str) -> Meaning:
        """The ISO 3166-1 alpha-2 codes of the countries that a cell means."""
        if (meant := self._named.get(plain(text))) is not None:
            codes = [country_code(each, self._language) for each in meant]
            if None not in codes:
                return tuple(filter(None, codes))
            message = f"what “countries-named” gives for {quoted(text)} is no country"
            return Fault("list-country", message, "write ISO 3166-1 codes there, such as [KE, UG]")
        if code := country_code(text, self._language):
            return (code,)
        ask = "say in the header, below signatories, countries-named:"
        if several := country_codes(text, self._language):
            message = f"{quoted(text)} names {len(several)} countries"
            if several[-1] == "CN" and several[0] in _OF_CHINA:  # one, as the UN write it
                several = several[:1]
            hint = f"{ask} {{{in_yaml(text)}: [{', '.join(several)}]}}"
            return Fault("list-country", message, hint)
        message = f"there is no country {quoted(text)}, or more than one of that name"
        otherwise = f"write its ISO 3166-1 code, such as KZ; or {ask} {{{in_yaml(text)}: [code]}}"
        otherwise += ", or [] for none"
        if near := closest(text, country_names(self._language)):
            code = country_code(near, self._language)
            otherwise = f"did you mean {quoted(near)}? Say in the header, below signatories,"
            otherwise += f" countries-named: {{{in_yaml(text)}: [{code}]}}"
        return Fault("list-country", message, otherwise)


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


@cache
def _scripts() -> frozenset[str]:
    from babel import Locale

    return frozenset(Locale("en").scripts)
