"""Names reduced to what two spellings of one name have in common.

Two rows are of one signatory only where every word that tells names apart is the same word:
"Foundation", a country, a city or a number that only one of them has makes them two.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from .sounds import sound
from .words import word_groups, words

LEADING_ARTICLES: Final = words("articles")
_FILLERS = words("fillers")
_LEGAL_FORMS = words("legal")
_LEGAL_AT_AN_END = words("legal-at-an-end")
_PLACES = words("places")

_LANGUAGES_OF_KNOWN_WORDS = (
    *("en", "fr", "es", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk", "kk", "el", "hy"),
    *("ar", "fa", "ug", "ur", "he"),
)
_SHORTEST_ACRONYM = 3  # letters, for it to say that a name is a body's
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
_BEFORE_THE_NAME = re.compile(r"^(\S{2,15}?)(?:,|:|\s[-–—])\s+(\S+\s.+)$")
_LATIN_WORD = re.compile(r"[a-z0-9]+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,80}>")
_FIRST_WORD = re.compile(r"\s*(?:\S+?\.(?=\w{2})|\S+)")  # Prof.Dr. are two, h.c. is one
_PH_D = re.compile(r"\bPh\.?\s?D\b\.?", re.IGNORECASE)
_UMLAUTS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue"}
    | {"Å": "Aa", "Ø": "Oe"}
)
_HAS_UMLAUT = re.compile("[äöüåøÄÖÜÅØ]")
_ROMANISED = re.compile("[\u0370-\u03ff\u0400-\u052f\u0531-\u0587\u10a0-\u10ff]")
_UKRAINIAN = re.compile("[іїєґІЇЄҐ]")
# What romanisations of Cyrillic differ in: each line is a way to write all of it.
_ROMANISATIONS: Final = (
    (),
    (("iy", "y"), ("yy", "y")),
    (("iy", "i"), ("yy", "y"), ("ey", "ei"), ("ay", "ai"), ("ya", "ia"), ("yu", "iu")),
    (("iy", "y"), ("yy", "y"), ("ks", "x")),
    (("iy", "i"), ("yy", "y"), ("ey", "ei"), ("ay", "ai"), ("ks", "x")),
    (("iy", "ii"), ("yy", "yi"), ("iya", "iia")),
)


@dataclass(frozen=True, slots=True)
class Forms:
    """A name as it is compared.

    `words` are its words as spelt, without articles and legal forms, `sounds` what is the same
    in all spellings of each; `acronym` is that given with the name, or the name itself where it
    is one; `latin` are the sounds of the Latin part of a name in two scripts, sorted; `others`
    the sorted sounds of other ways to write it: romanised, or with ue for ü.
    """

    words: tuple[str, ...]
    sounds: tuple[str, ...]
    acronym: str | None = None
    is_acronym: bool = False
    latin: tuple[str, ...] = ()
    others: frozenset[tuple[str, ...]] = frozenset()

    @property
    def spellings(self) -> frozenset[tuple[str, ...]]:
        """The sorted sounds in all ways to write the name."""
        return self.others | {self.sorted}

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


@lru_cache(maxsize=65536)
def forms(name: str, *, of_person: bool = False) -> Forms:
    """The name as it is compared with others.

    Of people every word tells but titles and degrees; of bodies neither articles do, nor the
    form in which they are registered.
    """
    name = _TAG.sub(" ", html.unescape(name)) if "&" in name or "<" in name else name
    name, acronym = _parted(_without_invisible(without_titles(name, doubtful=of_person)))
    telling = tuple(_words(_inverted(name))) if of_person else _telling(_words(name))
    sounds = tuple(_sound(word) for word in telling)
    latin = tuple(
        heard for word, heard in zip(telling, sounds, strict=True) if _LATIN_WORD.fullmatch(word)
    )
    if of_person or len(latin) < 2 or len(latin) == len(telling):  # noqa: PLR2004 (one is a guess)
        latin = ()
    is_acronym = acronym is None and len(telling) == 1 and _is_acronym(name.strip())
    own = telling[0] if is_acronym else acronym
    others = frozenset(
        tuple(sorted(map(_sound, given)))
        for text in _otherwise(name)
        if (given := _words(text) if of_person else _telling(_words(text)))
    )
    return Forms(telling, sounds, own, is_acronym, tuple(sorted(latin)), others)


def orders(name: str) -> frozenset[tuple[str, ...]]:
    """The sounds of a person's name in all ways to write it, each in the order of the words.

    Graham John is not John Graham, but “Graham, John” is.
    """
    plain = _inverted(_parted(_without_invisible(without_titles(name)))[0])
    return frozenset(tuple(map(_sound, _words(text))) for text in (plain, *_otherwise(plain)))


def without_titles(name: str, *, doubtful: bool = True) -> str:
    """A name without titles before and degrees behind it; at least one word stays.

    Where not even the `doubtful` ones go, those that may belong to the name of a body stay.
    """
    titles = _TITLES | _DOUBTFUL_TITLES if doubtful else _TITLES
    rest, *behind = _PH_D.sub("PhD", name).split(",")
    while behind and behind[-1].strip(" )") and _are_all(behind[-1], _DEGREES | titles):
        behind.pop()
    while (first := _FIRST_WORD.match(rest)) and _are_all(first[0], titles):
        if not rest[first.end() :].strip():
            break
        rest = rest[first.end() :]
    while " " in rest.strip() and _are_all(rest.split()[-1], _SURE_DEGREES):
        rest = rest.strip().rpartition(" ")[0]
    rest = ",".join((rest, *behind)).strip()
    for title in _TITLES_WITHIN if not rest.isascii() else ():
        kept = rest.removesuffix(title).strip()
        rest = kept if len(kept) > 1 else rest
    return rest


def _are_all(text: str, known: frozenset[str]) -> bool:
    """Whether each word of a text is one of those known: h.c. is one."""
    given = ["".join(folded_words(word)) for word in text.strip(" ()").split()]
    return bool(given) and all(word in known for word in given if word) and any(given)


def _inverted(name: str) -> str:
    """“Family, Given” as it is spoken."""
    family, comma, given = name.partition(",")
    return f"{given} {family}" if comma and given.strip() and "," not in given else name


def _otherwise(name: str) -> list[str]:
    """Other ways to write a name, in Latin letters."""
    composed = unicodedata.normalize("NFC", name)
    found = [composed.translate(_UMLAUTS)] if _HAS_UMLAUT.search(composed) else []
    if _ROMANISED.search(composed):
        from anyascii import anyascii

        latin = anyascii(composed).lower()
        bases = [latin, latin.replace("g", "h")] if _UKRAINIAN.search(composed) else [latin]
        for base in bases:
            for ways in _ROMANISATIONS:
                text = base
                for old, new in ways:
                    text = text.replace(old, new)
                found.append(text)
    return found


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
    match_ = _BEFORE_THE_NAME.search(name)
    if match_ and _is_acronym(match_[1]) and _stands_for(match_[1], match_[2]):
        return match_[2], _folded_acronym(match_[1])
    match_ = _BEHIND_A_DASH.search(name)
    if match_ and _is_acronym(match_[1]):
        return name[: match_.start()], _folded_acronym(match_[1])
    return name, None


def _stands_for(acronym: str, name: str) -> bool:
    """Whether a name begins with an article, or its words with the letters of the acronym."""
    given = folded_words(name)
    return given[0] in LEADING_ARTICLES or _are_initials(acronym, given)


def _are_initials(acronym: str, given: list[str]) -> bool:
    initials = iter(word[0] for word in given)
    return all(letter in initials for letter in _folded_acronym(acronym))


def acronym_of(name: str) -> str | None:
    """The acronym beside a name, where it is made of the first letters of its words."""
    rest, acronym = _parted(name)
    if acronym is None or len(acronym) < _SHORTEST_ACRONYM:
        return None
    return acronym if _are_initials(acronym, folded_words(rest)) else None


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
    return f"={country}" if country else _renamed().get(word) or sound(word)


@cache
def _renamed() -> dict[str, str]:
    """What stands for each word of a place that has, or had, another name."""
    known = countries()
    return {
        word: next((f"={known[each]}" for each in group if each in known), f"@{group[0]}")
        for group in word_groups("renamed")
        for word in group
    }


def _folded(key: str) -> frozenset[str]:
    return frozenset("".join(folded_words(word)) for word in words(key))


_TITLES = _folded("honorifics")
_DOUBTFUL_TITLES = _folded("doubtful-honorifics")
_DEGREES = _folded("degrees")
_SURE_DEGREES = _folded("sure-degrees")
_TITLES_WITHIN = tuple(sorted(words("honorifics-within")))
