"""The scripts that names and languages are written in, as far as the order of names needs them."""

from __future__ import annotations

from functools import cache

from babel.core import get_global
from fontTools import unicodedata as ucd

_NEUTRAL = {"Zyyy", "Zinh", "Zzzz"}  # UAX #24: common, inherited, unknown
# One system of writing has several codes of ISO 15924.
_SYSTEMS = {
    **dict.fromkeys(("Hans", "Hant", "Hira", "Kana", "Hrkt", "Jpan", "Bopo", "Hanb"), "Hani"),
    "Kore": "Hang",
}


def script_of(text: str, stated: str | None = None) -> str | None:
    """The script (ISO 15924) that a text begins in; None where it has no letter.

    `stated` is what the list says.
    """
    if stated:
        return _system(stated.title())
    found = map(ucd.script, text)
    return next((_system(script) for script in found if script not in _NEUTRAL), None)


@cache
def script_of_language(language: str) -> str:
    """The script that a language (BCP 47) is usually written in, by CLDR's likely subtags."""
    primary, *subtags = language.split("-")
    if subtags and len(subtags[0]) == 4:  # noqa: PLR2004 (such a subtag is a script's)
        return _system(subtags[0])
    likely = get_global("likely_subtags")
    for known in ("_".join([primary, *subtags]), primary):
        if known in likely:
            return _system(likely[known].split("_")[1])
    return "Latn"


def is_written(text: str, language: str) -> bool:
    """Whether a text begins in the script that a language is usually written in."""
    return script_of(text) == script_of_language(language)


def _system(script: str) -> str:
    return _SYSTEMS.get(script, script)
