"""The words that the program itself sets on a page, by language.

They stand in `catalogues/LANGUAGE.toml` or, for a script of their own, `LANGUAGE-SCRIPT.toml`;
dates, plural categories and the names of the months come from CLDR through Babel.  No template
and no module holds such a word.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_time
from babel.numbers import format_decimal
from babel.units import format_unit

if TYPE_CHECKING:
    import datetime as dt
    from importlib.resources.abc import Traversable

FALLBACK = "en"
_MEGABYTE = 1_000_000  # bytes
_CATALOGUES = files(__package__) / "catalogues"


class Wording:
    """The catalogue of one language, with the formats of its locale.

    `language` is a BCP 47 tag.  Where there is no catalogue for it, the English words are
    used with English numbers, and `is_fallback` says so; dates stay in the language.
    """

    def __init__(self, language: str) -> None:
        self.language = language
        self.locale = _locale(language)
        self._words = self.locale  # whose plural forms the words have
        known = language.partition("-")[0] == self.locale.language
        name = _catalogue_name(self.locale) if known else None
        self.is_fallback = name is None
        if self.is_fallback:
            self._words = Locale(FALLBACK)
        self._entries = _catalogue(name or FALLBACK)

    @property
    def direction(self) -> str:
        """How the language is written: `ltr` or `rtl`."""
        direction: str = self.locale.text_direction
        return direction

    @property
    def is_right_to_left(self) -> bool:
        """Whether the language is written from right to left."""
        return self.direction == "rtl"

    def phrase(self, key: str, **values: object) -> str:
        """The text of `key` with its `{placeholders}` filled in."""
        text: str = self._entries[key]
        return text.format(**values) if values else text

    @property
    def quotes(self) -> list[str]:
        """The quotation marks: outer pair, inner pair; French ones have a space inside."""
        marks: list[str] = self._entries["quotes"]
        return marks

    def counted(self, key: str, number: int, *, shown: str | None = None) -> str:
        """The text of `key` for `number` things, in the plural form that it takes.

        `shown` is how the number is written where not in digits.
        """
        forms: dict[str, str] = self._entries[key]
        return forms[self._words.plural_form(number)].format(n=shown or self.number(number))

    def spelling(self, key: str) -> str | None:
        """CLDR's rules that spell a number before the noun of `key`; empty for the usual ones.

        None where none agree with it.
        """
        rules: str = self._entries["in-words"][key]
        return None if rules == "none" else rules

    def number(self, number: int) -> str:
        """A whole number with the language's grouping."""
        return format_decimal(number, locale=self._words)

    def date(self, date: dt.date) -> str:
        """A date written out, such as 8 March 2022."""
        first: str = self._entries["date-on-the-first"]
        pattern = first if first and date.day == 1 else "long"
        return format_date(date, pattern, locale=self.locale)

    def time(self, time: dt.time) -> str:
        """A time of day in hours and minutes, such as 10:00 or 10:00 AM."""
        return format_time(time, "short", locale=self.locale)

    def size(self, number: int) -> str:
        """So many bytes in kB or MB (of 1,000 and 1,000,000), such as 214 kB."""
        is_large = number >= _MEGABYTE
        value = round(number / _MEGABYTE, 1) if is_large else max(1, round(number / 1000))
        unit = "digital-megabyte" if is_large else "digital-kilobyte"
        return format_unit(value, unit, "short", locale=self._words)

    def language_name(self, tag: str) -> str:
        """What a language is called, such as French; its tag where CLDR has no name for it."""
        primary, *subtags = tag.split("-")
        names = self._words.languages
        known = (names.get(f"{primary}_{subtag}") for subtag in subtags)
        name: str = next(filter(None, known), None) or names.get(primary, tag)
        return name

    def nouns(self, what: str) -> tuple[str, ...]:
        """What organisations or signatories are called behind a number, in lower case."""
        return tuple(self._entries["typed-numbers"][what])

    @property
    def senses(self) -> dict[str, list[str]]:
        """What may be said of a number ("more than"), by its meaning."""
        senses: dict[str, list[str]] = self._entries["typed-numbers"]["senses"]
        return senses

    @property
    def signing(self) -> tuple[str, ...]:
        """Words of a sentence that speaks of those who sign."""
        return tuple(self._entries["typed-numbers"]["signing"])

    @cached_property
    def bound_pairs(self) -> tuple[tuple[str, re.Pattern[str]], ...]:
        """What each pair is, and the pattern that finds the space inside it."""
        months = "|".join(re.escape(name) for name in self._months())
        return tuple(
            (
                entry["what"],
                re.compile(
                    "(" + entry["before"].replace("{months}", months) + ") "
                    "(?=" + entry["after"].replace("{months}", months) + ")"
                ),
            )
            for entry in self._entries["bound"]
        )

    def _months(self) -> list[str]:
        months = self.locale.months["format"]
        return [*months["wide"].values(), *months["abbreviated"].values()]


def _source(name: str) -> Traversable:
    return _CATALOGUES / f"{name}.toml"


def _catalogue_name(locale: Locale) -> str | None:
    """The catalogue in a locale's own script, else in its language's usual one."""
    names = (f"{locale.language}-{locale.script}", locale.language)
    return next((name for name in names if _source(name).is_file()), None)


@cache
def _catalogue(name: str) -> dict[str, Any]:
    """The words of a language; many pages ask for them, and nobody changes them."""
    found: dict[str, Any] = tomllib.loads(_source(name).read_text(encoding="utf-8"))
    return found


def _locale(language: str) -> Locale:
    """CLDR's locale for a tag; English where CLDR doesn't know the language."""
    try:
        return Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale(FALLBACK)
