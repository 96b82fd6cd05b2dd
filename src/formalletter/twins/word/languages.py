"""How Word is told languages: one for each of three kinds of script (CT_Language)."""

from __future__ import annotations

import unicodedata

from ...wording import Wording

_EAST_ASIAN = frozenset({"zh", "ja", "ko"})
# A face that each system with that language has, or knows what to take for.
_FACES = {"ja": "MS Mincho", "ko": "Batang", "zh": "SimSun", "zh-Hant": "PMingLiU"}
_TRADITIONAL = frozenset({"Hant", "TW", "HK", "MO"})


def kind_of(language: str) -> str:
    """The attribute of `w:lang` that a language belongs in."""
    primary = language.partition("-")[0]
    if primary in _EAST_ASIAN:
        return "eastAsia"
    return "bidi" if Wording(language).is_right_to_left else "val"


def tag_for_word(language: str) -> str:
    """The tag as Word knows it: Chinese by a region, since it takes no script."""
    primary, *subtags = language.split("-")
    if primary != "zh":
        return language
    return "zh-TW" if _TRADITIONAL & set(subtags) else "zh-CN"


def east_asian_face(language: str) -> str:
    """The face for ideographs in a letter of this language."""
    primary, *subtags = language.split("-")
    traditional = primary == "zh" and _TRADITIONAL & set(subtags)
    return _FACES.get("zh-Hant" if traditional else primary, _FACES["zh"])


def runs_from_right(text: str) -> bool:
    """Whether the first letter of a text is of a script that is written from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"R", "AL"}:
            return True
        if direction == "L":
            return False
    return False
