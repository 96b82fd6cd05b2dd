"""Finds runs of another script, so that each gets its fonts, language and direction.

A run that the text faces lack is set from a fallback face; it becomes a `span.script-…`,
which the styles keep from pushing its line off the grid.  A language is given only where
the list states it or the script leaves no doubt; Latin script is never guessed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from fontTools import unicodedata as ucd

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NEUTRAL = {"Zyyy", "Zinh"}  # Common and Inherited (UAX #24): take their neighbour's script
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

    Spaces and common punctuation between two runs of one script belong to them.
    """
    start = 0
    current: str | None = None
    end_of_current = 0  # the end of the last character that surely belongs to the run
    for offset, character in enumerate(text):
        script = _script(character, in_text_faces)
        if script in _NEUTRAL:
            if script == "Zinh" or not in_text_faces(character):
                end_of_current = offset + 1
            continue
        if script == current or (script in _CJK and current in _CJK):
            end_of_current = offset + 1
            continue
        cut = offset if current is None else end_of_current
        if cut > start:
            yield Run(text[start:cut], current)
            start = cut
        if current is not None and script is not None and start < offset:
            yield Run(text[start:offset], None)
            start = offset
        current, end_of_current = script, offset + 1
    if current is not None and end_of_current < len(text):
        yield Run(text[start:end_of_current], current)
        start, current = end_of_current, None
    if start < len(text):
        yield Run(text[start:], current)


def _script(character: str, in_text_faces: Callable[[str], bool]) -> str | None:
    script: str = ucd.script(character)
    if script in _NEUTRAL:
        return script
    return None if in_text_faces(character) else script


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
