"""How a word sounds, roughly: the same for Uyghur, Uighur, Uygur, Uigur and Ouïghour.

Made for words that are written in Latin letters in many ways, and for British beside American
spelling.  Short words have few letters to spare and are left as they are.
"""

from __future__ import annotations

import re
from typing import Final

SHORTEST: Final = 5  # letters
_STEPS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"programme$", "program"),
        (r"tre$", "ter"),
        (r"our(?=s?$|ed$|ing$)", "or"),
        (r"[ts]?sch|sh", "S"),
        (r"tch|tsh|ch", "C"),
        (r"dzh|dj|zh", "j"),
        (r"gh", "g"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"z", "s"),
        (r"w", "v"),
    )
)
_VOWELS = tuple(
    (re.compile(pattern), put)
    for pattern, put in (
        (r"oo|ou|[uo]", "o"),
        (r"ee|ie|[yi]", "i"),
        (r"(?<!^)[ae]", "a"),  # at its beginning they tell Emin from Amin
    )
)
_PLAIN = re.compile(r"[a-z]+")
_DOUBLED = re.compile(r"(.)\1+")


def sound(word: str) -> str:
    """The sound of a folded word; the word itself if it is short or not in Latin letters."""
    if len(word) < SHORTEST or not _PLAIN.fullmatch(word):
        return word
    heard = word
    for pattern, put in _STEPS:
        heard = pattern.sub(put, heard)
    # The last vowel tells Simona from Simone.
    last = heard[-1] if heard[-1] in "aeiouy" else ""
    body = heard[: len(heard) - len(last)]
    for pattern, put in _VOWELS:
        body = pattern.sub(put, body)
    return _DOUBLED.sub(r"\1", body + last)
