"""Writes words of any script in Latin letters, so that they can be compared with others.

There are many ways to do so (BGN/PCGN, ISO 9, passports, newspapers), and they differ in the
vowels and in what follows from another spelling of the same sounds.  The *skeleton* of a word
leaves out the first and joins the second.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

_NO_LETTER = re.compile(r"[^a-z0-9]+")
# Scripts that leave out vowels (Arabic, Hebrew, Syriac), and those whose characters are sounds.
_ABJAD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_SYLLABLES = re.compile(
    r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ALIKE = (
    (re.compile(r"schtsch|shch|stch|tsch|tch|sch|sh|zh|ch|ts|tz|cz|[cz]"), "s"),
    (re.compile(r"kh"), "h"),
    (re.compile(r"ph|v"), "f"),
    (re.compile(r"x"), "ks"),
    (re.compile(r"q"), "k"),
)
_VOWELS = re.compile(r"[aeiouyj]")
_TWICE = re.compile(r"(.)\1+")


def is_abjad(text: str) -> bool:
    """Whether it is written without most of its vowels."""
    return _ABJAD.search(text) is not None


def is_syllabic(text: str) -> bool:
    """Whether its characters are words or syllables."""
    return _SYLLABLES.search(text) is not None


def is_latin(text: str) -> bool:
    """Whether all of its letters are Latin ones."""
    return scripts(text) <= {"LATIN"}


def scripts(text: str) -> frozenset[str]:
    """The scripts of its letters, as the names of the characters tell them."""
    return frozenset(map(_script, filter(str.isalpha, text)))


@lru_cache(maxsize=4096)
def _script(letter: str) -> str:
    return "LATIN" if letter.isascii() else unicodedata.name(letter, "?").partition(" ")[0]


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """The word in small Latin letters and digits, and nothing between them."""
    if word.isascii():
        return _NO_LETTER.sub("", word.lower())
    return _NO_LETTER.sub("", anyascii(word).lower())


@lru_cache(maxsize=65536)
def skeleton(roman: str, *, abjad: bool = False, hard: bool = False) -> str:
    """What all ways to romanise a word have in common: its consonants, those alike joined.

    `abjad` is for a comparison with a word that says neither its vowels nor half of its w and h;
    with `hard`, a c that stands alone is a k.
    """
    text = re.sub(r"w|h$", "", roman) if abjad else re.sub(r"([tdg])h", r"\1", roman)
    text = text.replace("w", "v")
    if hard:
        text = re.sub(r"c(?![hz])", "k", text)
    for pattern, sign in _ALIKE:
        text = pattern.sub(sign, text)
    return _TWICE.sub(r"\1", _VOWELS.sub("", text))
