"""Names reduced to what two spellings of one name have in common.

Two rows are of one signatory only where every word that tells names apart is the same word:
"Foundation", a country, a city or a number that only one of them has makes them two.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import Final

from .sounds import sound
from .words import words

LEADING_ARTICLES: Final = words("articles")
_FILLERS = words("fillers")
_LEGAL_FORMS = words("legal")
_LEGAL_AT_AN_END = words("legal-at-an-end")
_PLACES = words("places")

_LANGUAGES_OF_KNOWN_WORDS = (
    *("en", "fr", "es", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk", "kk", "el", "hy"),
    *("ar", "fa", "ug", "ur", "he"),
)
_SHORTEST_STEM = 5  # letters
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u0640\u064b-\u065f\u0670]")
_APOSTROPHES = re.compile("['’‘ʼ´`]")
_DOTTED = re.compile(r"\b(?:[^\W\d_]\.\s?){1,}[^\W\d_]\b\.?")
_ELIDED = re.compile(r"\b([dl])['’](?=\w)")
_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"}
    | {"ة": "ه", "ى": "ي", "ٱ": "ا", "ي": "ي", "ی": "ي", "ک": "ك"}
)
_BRACKETED = re.compile(r"\s*[(（]([^()（）]{2,80})[)）]\s*")
_BEHIND_A_DASH = re.compile(r"\s+[-–—]\s+(\S{2,15})$")
_ACRONYM = re.compile(r"[^\W\d_][\w.&-]{1,14}")
_LATIN_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Forms:
    """A name as it is compared.

    `words` are its words as spelt, without articles and legal forms, `sounds` what is the same
    in all spellings of each; `acronym` is that given with the name, or the name itself where it
    is one; `latin` are the sounds of the Latin part of a name in two scripts, sorted.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    acronym: str | None = None
    is_acronym: bool = False
    latin: tuple[str, ...] = ()

    @property
    def joined(self) -> str:
        """The words without spaces: 21 Wilberforce is 21Wilberforce."""
        return "".join(self.words)

    @property
    def sorted(self) -> tuple[str, ...]:
        """The sounds in an order that does not depend on that of the words."""
        return tuple(sorted(self.sounds))


def folded_words(name: str) -> list[str]:
    """The words of a name in small letters, without accents and punctuation."""
    if name.isascii():
        return _WORD.findall(_APOSTROPHES.sub("", name).lower())
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", name)).casefold()
    text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    text = _without_invisible(text).translate(_LETTERS)
    # Vowel signs are marks, which a pattern of letters would cut words at.
    return "".join(sign if unicodedata.category(sign)[0] in "LMN" else " " for sign in text).split()


def forms(name: str) -> Forms:
    """The name as it is compared with others."""
    name, acronym = _parted(_without_invisible(name))
    telling = _telling(_words(name))
    sounds = tuple(_sound(word) for word in telling)
    latin = tuple(
        heard for word, heard in zip(telling, sounds, strict=True) if _LATIN_WORD.fullmatch(word)
    )
    if len(latin) < 2 or len(latin) == len(telling):  # noqa: PLR2004 (one Latin word is a guess)
        latin = ()
    is_acronym = acronym is None and len(telling) == 1 and _is_acronym(name.strip())
    own = telling[0] if is_acronym else acronym
    return Forms(telling, sounds, own, is_acronym, tuple(sorted(latin)))


def _without_invisible(text: str) -> str:
    if text.isascii():
        return text
    return "".join(sign for sign in text if unicodedata.category(sign) != "Cf")


def _words(name: str) -> list[str]:
    text = _ELIDED.sub(r"\1 ", name.replace("&", " and "))
    text = _DOTTED.sub(lambda match: re.sub(r"[.\s]", "", match[0]) + " ", text)
    return folded_words(text)


def _telling(given: list[str]) -> tuple[str, ...]:
    """The words that tell names apart; all, if there are none."""
    kept = [word for word in given if word not in _LEGAL_FORMS]
    while len(kept) > 1 and kept[-1] in _LEGAL_AT_AN_END:
        kept.pop()
    while len(kept) > 1 and kept[0] in _LEGAL_AT_AN_END:
        kept.pop(0)
    if len(kept) > 1 and kept[0] in LEADING_ARTICLES:
        kept.pop(0)
    telling = tuple(word for word in kept if word not in _FILLERS)
    # One word alone says too little: what is a filler in one language is a name in another.
    return telling if len(telling) > 1 else tuple(kept) or tuple(given)


def _parted(name: str) -> tuple[str, str | None]:
    """A name without the acronym that stands beside it, and the acronym."""
    for match in _BRACKETED.finditer(name):
        inner, rest = match[1].strip(), (name[: match.start()] + " " + name[match.end() :]).strip()
        if rest and _is_acronym(inner):
            return rest, _folded_acronym(inner)
        if _is_acronym(rest) and " " in inner:
            return inner, _folded_acronym(rest)
    match_ = _BEHIND_A_DASH.search(name)
    if match_ and _is_acronym(match_[1]):
        return name[: match_.start()], _folded_acronym(match_[1])
    return name, None


def _is_acronym(text: str) -> bool:
    """Whether it is one word with two capitals and more, and no country's code."""
    if not _ACRONYM.fullmatch(text) or sum(letter.isupper() for letter in text) < 2:  # noqa: PLR2004
        return False
    low = _folded_acronym(text)
    return low not in _PLACES and low.upper() not in _codes()


def _folded_acronym(text: str) -> str:
    return "".join(folded_words(text))


@cache
def _codes() -> frozenset[str]:
    from babel import Locale
    from babel.core import get_global

    return frozenset(Locale("en").territories) | frozenset(get_global("territory_aliases"))


@cache
def countries() -> dict[str, str]:
    """The code (ISO 3166-1) of each country whose name is one word, by that word folded.

    In German and the six languages of the United Nations, as CLDR has the names.
    """
    from babel import Locale

    found: dict[str, str] = {}
    for language in ("en", "fr", "es", "de", "ru", "ar", "zh"):
        for code, name in Locale(language).territories.items():
            folded = folded_words(name)
            if len(folded) == 1 and len(code) == 2 and code.isalpha():  # noqa: PLR2004
                found.setdefault(folded[0], code)
    return found


@cache
def known_words() -> frozenset[str]:
    """The words that are the name of a country, a part of the world or a language, folded.

    In the languages in whose letters names are compared.  Two of them that are a letter apart
    are two: Iceland and Ireland, in any of these, Japanese and Javanese.
    """
    from babel import Locale

    names = (
        name
        for language in _LANGUAGES_OF_KNOWN_WORDS
        for table in (Locale(language).territories, Locale(language).languages)
        for name in table.values()
    )
    return frozenset(found[0] for found in map(folded_words, names) if len(found) == 1)


def known_stem(word: str) -> str | None:
    """What a word shares with a known one of which it is a form, such as исландское."""
    if word in known_words():
        return word
    return next((word[:-cut] for cut in (1, 2, 3) if word[:-cut] in _stems()), None)


@cache
def _stems() -> frozenset[str]:
    known = known_words()
    shorter = {word[:-cut] for word in known for cut in (1, 2) if len(word) - cut >= _SHORTEST_STEM}
    return known | shorter


@cache
def _sound(word: str) -> str:
    country = countries().get(word)
    return f"={country}" if country else sound(word)
