"""Countries as lists name them: by ISO 3166-1 code, or by name in several languages.

The names are those of CLDR, through Babel.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from .heads import other_names, plain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_LANGUAGES = ("en", "ar", "es", "fr", "ru", "zh", "zh_Hant")
# CLDR's regions with two letters that are no countries of ISO 3166-1; XK (Kosovo) is taken,
# because the European Union and others assign it.
_NO_COUNTRIES = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
_FORMER = {"BUR", "DDR", "FXX", "TMP", "YMD", "ZAR"}  # alpha-3 codes of what was
_ALPHA_2 = 2
_ALPHA_3 = 3
_MORE_LANGUAGES = (
    *("bn", "ca", "cs", "da", "de", "el", "fa", "fi", "he", "hi", "hr", "hu", "id", "it", "ja"),
    *("ka", "kk", "ko", "ky", "ms", "my", "nb", "nl", "pl", "pt", "ro", "sk", "sr", "sv", "sw"),
    *("th", "tl", "tr", "uk", "ur", "uz", "vi"),
)
_NEIGHBOURS = ("de", "it", "nl", "pt", "uk")
_CAPITALS = re.compile(r"(?<!\w)[A-Z]{2,3}(?!\w)")
_UNPARTED = re.compile("[\u0600-\u06ff\u0e00-\u109f\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]")
_CYRILLIC = re.compile("[\u0400-\u04ff]{4}")
_ENDING = re.compile("(?<=[\u0400-\u04ff]{3})[аеёиоуыэюяьй]{1,2}$")
_AND = re.compile(r"\s*[/;,&+|、，；،·\n]\s*|\s+(?:and|et|y|e|und|и|و|[-–—])\s+|[和及与]")
_BRACKETS = re.compile(r"\s*\([^()]*\)")


def country_code(text: str, language: str | None = None) -> str | None:
    """The ISO 3166-1 alpha-2 code of a country; None if the text is none, or may be two.

    `language` is that of the letter (BCP 47), in which names are understood too.
    """
    if text.upper() in _codes():
        return _codes()[text.upper()]
    for every in (_all_names(language), map(_names, _MORE_LANGUAGES)):
        found = {code for names in every if (code := names.get(plain(text)))}
        if found:
            return found.pop() if len(found) == 1 else None
    return None


def country_codes(text: str, language: str | None = None) -> list[str]:
    """The codes of the countries that a text lists, such as "Kenya / Uganda"; none if unsure."""
    parts = [part for part in _AND.split(text) if part]
    codes = [country_code(part, language) for part in parts]
    return [] if len(parts) < 2 or None in codes else list(dict.fromkeys(filter(None, codes)))  # noqa: PLR2004


def names_country(text: str, code: str, languages: Sequence[str]) -> bool:
    """Whether a name has a country in it: in one of many languages, inflected, or as a code.

    `languages` (BCP 47) are those of the letter and of the name; the country's own are known.
    """
    form = plain(text)
    if any(_stands_in(name, form, text) for name in _names_of(code, tuple(languages))):
        return True
    found = [word for word in _CAPITALS.findall(text) if _codes().get(word) == code]
    last = text.rstrip(" .)]").endswith(tuple(found)) if found else False
    in_brackets = any(re.search(rf"[(\[,/–-]\s*{word}\s*(?:[)\]]|$)", text) for word in found)
    return in_brackets or (last and text != text.upper())


def _stands_in(name: str, form: str, text: str) -> bool:
    """Whether a country's plain name stands in a plain form; letters as in UK by their case."""
    is_inflected = _CYRILLIC.match(name) is not None
    if not name or (name not in form and not is_inflected):  # most names, at once
        return False
    if _UNPARTED.match(name):  # scripts that don't part words, or put articles before them
        return len(name) > 1 and name in form
    if len(name) <= _ALPHA_3:
        return re.search(rf"(?<!\w){re.escape(name.upper())}(?!\w)", text) is not None
    if f" {name} " in f" {form} ":
        return True
    if not is_inflected:
        return False
    stem = [_ENDING.sub("", word) for word in name.split()]
    words = [_ENDING.sub("", word) for word in form.split()]
    return any(words[at : at + len(stem)] == stem for at in range(len(words)))


@cache
def _names_of(code: str, languages: tuple[str, ...]) -> frozenset[str]:
    """The plain names of one country in these languages, its own and some that many know."""
    from babel.languages import get_official_languages

    own = get_official_languages(code, regional=True)
    spoken = dict.fromkeys([*languages, *_LANGUAGES, *_NEIGHBOURS, *own])
    found = {name for each in spoken for name, known in _names(each).items() if known == code}
    return frozenset(found | {name for name, known in _others().items() if known == code})


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
