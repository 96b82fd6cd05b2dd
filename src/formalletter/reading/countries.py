"""Countries as lists name them: by ISO 3166-1 code, or by name in several languages.

The names are those of CLDR, through Babel.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from .heads import other_names, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

_LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh", "zh_Hant")
# CLDR's regions with two letters that are no countries of ISO 3166-1; XK (Kosovo) is taken,
# because the European Union and others assign it.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_FORMER = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # alpha-3 codes of what was
_ALPHA_2 = 2
_ALPHA_3 = 3
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def country_code(text: str, language: str | None = None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country; None if the text is none, or may be two.

    `language` is that of the letter (BCP 47), in which names are understood too.
    """
    if text.upper() in _codes():
        return _codes()[text.upper()]
    found = {code for names in _all_names(language) if (code := names.get(plain(text)))}
    return found.pop() if len(found) == 1 else None


def country_names(language: str | None = None) -> list[str]:
    """What may be meant by a misspelt country: names in English and the letter's language."""
    languages = dict.fromkeys(["en", *([language] if language else [])])
    return [name for each in languages for code, name in _territories(each) if code in _codes()]


def _all_names(language: str | None) -> list[Mapping[str, str]]:
    own = [_names(language)] if language else []
    return [*own, *map(_names, _LANGUAGES), _others()]


@cache
def _codes() -> Mapping[str, str]:
    """Alpha-2 codes by themselves and by alpha-3 codes."""
    from babel import Locale
    from babel.core import get_global

    assigned: set[str] = {
        code
        for code in map(str, Locale("en").territories)
        if len(code) == _ALPHA_2 and code.isalpha() and code not in _NO_COUNTRIES
    }
    codes = {code: code for code in assigned}
    aliases = cast("Mapping[str, list[str]]", get_global("territory_aliases"))
    for alpha_3, meant in aliases.items():
        is_code = len(alpha_3) == _ALPHA_3 and alpha_3.isalpha() and alpha_3 not in _FORMER
        if is_code and len(meant) == 1 and meant[0] in assigned:
            codes[alpha_3] = meant[0]
    return codes


@cache
def _names(language: str) -> Mapping[str, str]:
    names = {}
    for code, name in _territories(language):
        if code in _codes():
            names[plain(_BRACKETS.sub("", name))] = code
            names[plain(name)] = code
    return names


def _territories(language: str) -> list[tuple[str, str]]:
    from babel import Locale, UnknownLocaleError

    try:
        return [*Locale.parse(language.replace("-", "_")).territories.items()]
    except (UnknownLocaleError, ValueError):
        return []


@cache
def _others() -> Mapping[str, str]:
    return {plain(name): code for code, names in other_names().items() for name in names}
