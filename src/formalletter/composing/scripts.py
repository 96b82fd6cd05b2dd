"""Finds runs of another script, so that each gets its fonts, language and direction.

A run that the text faces lack is set from a fallback face; it becomes a `span.script-…`,
which the styles keep from pushing its line off the grid.  A language is given only where
the list states it or the script leaves no doubt; Latin script is never guessed.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from fontTools import unicodedata as ucd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_COMMON, _INHERITED = "Zyyy", "Zinh"  # UAX #24: they take their neighbour's script
_NEUTRAL = {_COMMON, _INHERITED}
_BRACKETS = {")": "(", "]": "[", "}": "{", "）": "（"}
_CJK = {"Hani", "Hira", "Kana", "Hang", "Bopo"}

# A script that is written for one living language only, or nearly so.
_ONE_LANGUAGE = {
    "Hira": "ja",
    "Kana": "ja",
    "Hang": "ko",
    "Thai": "th",
    "Tibt": "bo",
    "Mymr": "my",
    "Hebr": "he",
    "Grek": "el",
    "Armn": "hy",
    "Geor": "ka",
    "Khmr": "km",
    "Laoo": "lo",
    "Sinh": "si",
    "Mong": "mn-Mong",
    "Taml": "ta",
    "Telu": "te",
    "Knda": "kn",
    "Mlym": "ml",
    "Gujr": "gu",
    "Guru": "pa",
}


class Run(NamedTuple):
    """A stretch of text; `script` (ISO 15924) is None where the text faces serve."""

    text: str
    script: str | None

    @property
    def right_to_left(self) -> bool:
        """Whether the run is written from right to left."""
        return self.script is not None and ucd.script_horizontal_direction(self.script) == "RTL"


def runs(text: str, in_text_faces: Callable[[str], bool]) -> Iterator[Run]:
    """Splits `text` into runs; joined again they are `text`.

    Spaces and common punctuation between two runs of one script belong to them, and what
    the text faces lack belongs to the run before it.
    """
    scripts = list(_settled([_script(character, in_text_faces) for character in text]))
    _pair_brackets(text, scripts)
    start = 0
    for script, group in groupby(scripts, key=_system):
        end = start + len(list(group))
        yield Run(text[start:end], scripts[start] if script else None)
        start = end


def _script(character: str, in_text_faces: Callable[[str], bool]) -> str | None:
    """The script of a character, None where the text faces serve, or one of the neutral."""
    script: str = ucd.script(character)
    if script not in _NEUTRAL:
        return None if in_text_faces(character) else script
    return _COMMON if script == _COMMON and in_text_faces(character) else _INHERITED


def _settled(scripts: list[str | None]) -> Iterator[str | None]:
    """The scripts, with each neutral one taken from its neighbours (after UAX #24)."""
    before: str | None = None
    for script, after in zip(scripts, _following(scripts), strict=True):
        if script not in _NEUTRAL:
            before = script
        elif script == _COMMON and _system(after) != _system(before):
            yield None
            continue
        yield before


def _pair_brackets(text: str, scripts: list[str | None]) -> None:
    """Gives a closing bracket the script of its opening one (UAX #24, 5.2).

    One that opens the text has none before it to take, and takes that of its closing one.
    """
    opened: list[int] = []
    start = len(text) - len(text.lstrip())
    for place, character in enumerate(text):
        if character in _BRACKETS.values():
            opened.append(place)
        elif opened and text[opened[-1]] == _BRACKETS.get(character):
            opening = opened.pop()
            if scripts[opening] is None and opening == start:
                scripts[opening] = scripts[place]
            elif scripts[opening] is None or scripts[place - 1] == scripts[opening]:
                scripts[place] = scripts[opening]  # not alone behind a run of another script


def _following(scripts: list[str | None]) -> list[str | None]:
    """For each place the next script behind it that is not neutral."""
    following: list[str | None] = []
    known: str | None = None
    for script in reversed(scripts):
        following.append(known)
        known = known if script in _NEUTRAL else script
    return following[::-1]


def _system(script: str | None) -> str | None:
    """What is written in one run: Chinese, Japanese and Korean mix their scripts."""
    return "Hani" if script in _CJK else script


def language_of(run: Run, stated: str | None) -> str | None:
    """The language tag of a run (BCP 47), or None where there is doubt.

    `stated` is what the list says of the whole text; it counts for the run where it is a
    language of that run's script or where the run has no other.
    """
    if run.script is None:
        return None
    if stated is not None and _fits(run.script, stated):
        return stated
    if run.script in _CJK:
        return _language_of_cjk(run.text)
    return _ONE_LANGUAGE.get(run.script)


def _fits(script: str, language: str) -> bool:
    primary = language.split("-", 1)[0]
    if script in _CJK:
        return primary in {"zh", "yue", "wuu", "hak", "nan", "ja", "ko"}
    one = _ONE_LANGUAGE.get(script)
    return one is None or one.split("-", 1)[0] == primary


def _language_of_cjk(text: str) -> str:
    """Kana is Japanese, Hangul Korean; Han alone is Chinese, its form by what can encode it.

    GB 2312 holds the simplified characters, Big5 the traditional ones (both are the
    national sets' own repertoires, as Python's codecs know them).
    """
    scripts = {ucd.script(character) for character in text}
    if scripts & {"Hira", "Kana"}:
        return "ja"
    if "Hang" in scripts:
        return "ko"
    ideographs = "".join(character for character in text if ucd.script(character) == "Hani")
    simplified, traditional = _encodes(ideographs, "gb2312"), _encodes(ideographs, "big5")
    if simplified and not traditional:
        return "zh-Hans"
    if traditional and not simplified:
        return "zh-Hant"
    return "zh"


def _encodes(text: str, codec: str) -> bool:
    try:
        text.encode(codec)
    except UnicodeEncodeError:
        return False
    return True
