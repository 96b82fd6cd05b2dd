"""Characters that a reader does not see, takes for others, or can't read at all."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from ..proposals import Finding
from .lookalikes import unlike

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACES: Final = "spaces"
INVISIBLE: Final = "invisible"
LOOK_ALIKE: Final = "look-alike"
LOST: Final = "lost-character"
EMOJI: Final = "emoji"

_REPLACEMENT = "\ufffd"
# Format characters (Cf) that are seen: signs of Arabic, Syriac and Kaithi above numbers.
_SEEN = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u08e2\U000110bd\U000110cd")
# Letters and marks by their category, but without a shape of their own.
_BLANK = set("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_JOINERS = "\u200c\u200d"  # they shape Persian, Uyghur, Kurdish and Indic words
_WORD_BREAK = "\u200b"  # between words of Thai, Lao, Burmese and Khmer, which have no spaces
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_FIRST_WITH_JOINERS = 0x600  # Arabic; the alphabets before it have none
# Non-breaking spaces are right beside French marks and figures; elsewhere a web page left them.
_FRENCH = re.compile("(?<=«)[\xa0\u202f]|[\xa0\u202f](?=[»:;!?%])")
_PICTURES = re.compile(
    "[\U0001f000-\U0001faff\u2600-\u27bf\u2b00-\u2bff\u231a-\u23ff]"
    "[\ufe0e\ufe0f\u20e3\u200d\U0001f3fb-\U0001f3ff]*"
)


def findings(name: str) -> Iterator[Finding]:
    """What is odd about the characters of a name."""
    if _REPLACEMENT in name:
        message = "a character was lost; look the name up where it comes from"
        yield Finding(LOST, message, evidence="U+FFFD")
    elif (mended := _mended(name)) is not None:
        yield Finding(LOST, "the name was read in a wrong encoding", mended)
    pictures = _PICTURES.findall(name)
    if pictures:
        rest = " ".join(_PICTURES.sub(" ", name).split())
        shown = ", ".join(_code(picture[0]) for picture in dict.fromkeys(pictures))
        yield Finding(EMOJI, "a picture is in the name", rest or None, shown)
        name = rest
    if hidden := _hidden(name):
        shown = ", ".join(map(_code, dict.fromkeys(name[index] for index in hidden)))
        gone = set(hidden)
        rest = "".join(sign for index, sign in enumerate(name) if index not in gone)
        yield Finding(INVISIBLE, "invisible characters are in the name", rest or None, shown)
    if (spaced := _spaced(name)) != name:
        yield Finding(SPACES, "spaces are doubled, stray or of an odd kind", spaced or None)
    if found := unlike(name):
        yield Finding(LOOK_ALIKE, found.message, found.change, found.evidence)


def _hidden(name: str) -> list[int]:
    """Where characters are that nobody sees, those left out that shape their neighbours."""
    return [
        index
        for index, sign in enumerate(name)
        if sign in _BLANK
        or (
            unicodedata.category(sign) in {"Cf", "Cc"}
            and sign not in _SEEN
            and not sign.isspace()
            and not (sign in _JOINERS and _is_shaping(name, index))
            and not (sign == _WORD_BREAK and _UNSPACED.fullmatch(name[index - 1 : index]))
        )
    ]


def _is_shaping(name: str, index: int) -> bool:
    """Whether a joiner stands behind a letter of a script that has joiners."""
    before = name[index - 1 : index]
    return (
        bool(before)
        and ord(before) >= _FIRST_WITH_JOINERS
        and unicodedata.category(before)[0] in "LM"
    )


def _spaced(name: str) -> str:
    """The name with one plain space where there is white space between words."""
    text = _FRENCH.sub("\x00", name)  # kept as they are
    kept = iter(_FRENCH.findall(name))
    text = re.sub(r"\s+", lambda run: run[0] if run[0] == "\u3000" else " ", text).strip()
    text = re.sub(r"(?<=[(\[]) | (?=[)\],])", "", text)
    return re.sub("\x00", lambda _: next(kept), text)


def _mended(name: str) -> str | None:
    """The name whose UTF-8 was read as Windows-1252 (“FÃ©dÃ©ration”); None if it was not."""
    if name.isascii():
        return None
    try:
        mended = name.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None
    return mended if mended.isprintable() else None


def _code(sign: str) -> str:
    return f"U+{ord(sign):04X} {unicodedata.name(sign, '').lower()}".rstrip()
