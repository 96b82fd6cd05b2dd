"""Numbers in words, by CLDR's rules of each language (unicode-rbnf)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError

if TYPE_CHECKING:
    from unicode_rbnf import RbnfEngine

_LARGEST_READ = 1000
# With "and" after the hundreds; what is written in the United States goes without.
_VERBOSE = "spellout-numbering-verbose"


def in_words(number: int, language: str, rules: str = "") -> str | None:
    """A whole number spelt out in lower case, or None where there are no rules for `language`.

    British where the language is an English other than that of the United States.  `rules`
    is the name of CLDR's set of rules, for a form that agrees with a noun.
    """
    primary, *subtags = language.split("-")
    engine = _engine(language)
    if engine is None:
        return None
    if not rules and primary == "en" and "US" not in subtags:
        rules = _VERBOSE
    return engine.format_number(number, ruleset_names=[rules] if rules else None).text


@cache
def numbers_by_words(language: str) -> dict[str, int]:
    """The numbers from 1 to 1000 by their words, as `plain` writes them."""
    engine = _engine(language)
    if engine is None:
        return {}
    names = [None, [_VERBOSE]] if language.partition("-")[0] == "en" else [None]
    return {
        plain(engine.format_number(number, ruleset_names=ruleset).text): number
        for ruleset in names
        for number in range(1, _LARGEST_READ + 1)
    }


def plain(words: str) -> str:
    """Words in lower case with one space between two of them, and without hyphens."""
    return " ".join(re.split(r"[\s\u00ad-]+", words.casefold().strip()))


@cache
def _engine(language: str) -> RbnfEngine | None:
    from unicode_rbnf import RbnfEngine

    known = set(RbnfEngine.get_supported_languages())
    parts = language.split("-")
    tags = ["_".join(parts[:end]) for end in range(len(parts), 1, -1)]
    tags += ["_".join((parts[0], parts[-1])), f"{parts[0]}_{_script(language)}"]
    tags += [parts[0], *(["no"] if parts[0] in {"nb", "nn"} else [])]
    tag = next((tag for tag in tags if tag in known), None)
    return None if tag is None else RbnfEngine.for_language(tag)


def _script(language: str) -> str | None:
    """The script that a region writes its language in (Hant in zh-TW), where CLDR says it."""
    try:
        script: str | None = Locale.parse(language, sep="-").script
    except (UnknownLocaleError, ValueError):
        return None
    return script
