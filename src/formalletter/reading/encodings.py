"""Turns the bytes of a text file into characters, whatever encoding they are in.

UTF-8 is asked for.  UTF-16 and Windows-1252 are what other programs write by habit and can
be told with certainty; they are read and reported.  Anything else would be a guess that
deforms names, so it is refused, and the guess is only given as a hint.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Place, error, warning
from .phrases import listed

if TYPE_CHECKING:
    from ..diagnostics import Problem

# Longest first: the mark of UTF-32 little-endian begins like that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
# Of the characters of a UTF-16 text that has line ends and a column head, at least so many
# are below U+0100, even where all names are Chinese; each has one NUL byte.
_LEAST_NULS = 0.05

# What a Western text in Windows-1252 uses beside ASCII.  Left out on purpose: ð Ð þ Þ ý Ý,
# which are the Turkish letters of Windows-1254, and the signs, which are letters of others.
_WESTERN_LETTERS = "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜàáâãäåæçèéêëìíîïñòóôõöøùúûüßÿŒœŠšŽžŸ"
_WESTERN_SIGNS = "“”‘’‚„–—…•«»‹›¿¡·°§€£©®™ªº\xa0"
_UNLIKELY = re.compile(
    f"[^\x00-\x7f{_WESTERN_LETTERS}{_WESTERN_SIGNS}]"
    f"|[{_WESTERN_LETTERS}]{{4}}"  # four in a row: another alphabet
    "|[a-z][À-ÖØ-ÞŒŠŽŸ]"  # a capital or a sign inside a word: Mac Roman or a DOS page
    "|[A-Za-z][‚„•¿¡°§€£©®™«»][A-Za-z]"
)
_FOREIGN_WORD = re.compile(r"[^\W\d_]*[^\x00-\x7f\W\d_][^\W\d_]*")
_MOST_SAMPLES = 3

# What a file that is not one of the above may be in; charset-normalizer chooses among them.
_OTHERS = [
    *("big5", "gb18030", "shift_jis", "euc_jp", "euc_kr", "koi8_r", "mac_roman", "cp850"),
    *(f"cp125{digit}" for digit in "0134567"),
]


class Decoded(NamedTuple):
    """The characters, without a byte-order mark, and what was found on the way."""

    text: str
    problems: tuple[Problem, ...]


def characters(data: bytes, shown_as: str) -> Decoded:
    """Decodes a file; after an error, the text is only good for finding more problems."""
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _with_mark(data[len(mark) :], codec, name, shown_as)
    if wide := _utf_16_without_mark(data):
        return Decoded(data.decode(wide), (_foreign("UTF-16", shown_as),))
    try:
        return Decoded(data.decode("utf-8"), ())
    except UnicodeDecodeError as fault:
        if _mostly_utf_8(data):
            return _damaged(data, "UTF-8", "utf-8", fault, shown_as)
        return _single_byte(data, fault, shown_as)


def _with_mark(data: bytes, codec: str, name: str, shown_as: str) -> Decoded:
    try:
        text = data.decode(codec)
    except UnicodeDecodeError as fault:
        return _damaged(data, name, codec, fault, shown_as)
    return Decoded(text, () if name == "UTF-8" else (_foreign(name, shown_as),))


def _utf_16_without_mark(data: bytes) -> str | None:
    """The codec, if the NUL bytes lie as in UTF-16: most at odd, or most at even, offsets."""
    if 0 not in data:
        return None
    even, odd = data[::2].count(0), data[1::2].count(0)
    most, fewest = max(even, odd), min(even, odd)
    if len(data) % 2 or most < _LEAST_NULS * len(data) / 2 or most <= 2 * fewest:
        return None
    codec = "utf-16-le" if odd > even else "utf-16-be"
    try:
        text = data.decode(codec)
    except UnicodeDecodeError:
        return None
    return codec if re.search(r"[\n\r]", text) and not re.search(r"[\x00-\x08]", text) else None


def _mostly_utf_8(data: bytes) -> bool:
    """Whether more bytes are in well-formed sequences of UTF-8 than are not."""
    text = data.decode("utf-8", "surrogateescape")
    stray = len(re.findall("[\udc80-\udcff]", text))
    return len(re.findall("[\x80-\ud7ff\ue000-\U0010ffff]", text)) > stray


def _single_byte(data: bytes, fault: UnicodeDecodeError, shown_as: str) -> Decoded:
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    if text and not _UNLIKELY.search(text):
        return Decoded(text, (_foreign("Windows-1252", shown_as, _samples(text)),))
    decoded = _damaged(data, "UTF-8", "utf-8", fault, shown_as)
    return Decoded(decoded.text, (_unknown(data, decoded.problems[0]),))


def _samples(text: str) -> list[str]:
    """The numbers of some lines to look at; the words may be names, and are not shown."""
    first = dict.fromkeys(match[0] for match in _FOREIGN_WORD.finditer(text))
    lines = sorted({text.count("\n", 0, text.index(word)) + 1 for word in first})
    return [str(line) for line in lines[:_MOST_SAMPLES]]


def _foreign(name: str, shown_as: str, samples: list[str] | None = None) -> Problem:
    noun = "line" if samples and len(samples) == 1 else "lines"
    check = f"check {noun} {listed(samples, 'and')} of it, then " if samples else ""
    return warning(
        "encoding-foreign",
        f"the file is in {name}, not UTF-8; it was read as {name}",
        Place(shown_as),
        f"{check}save it as UTF-8",
    )


def _unknown(data: bytes, problem: Problem) -> Problem:
    from charset_normalizer import from_bytes

    guess = from_bytes(data, cp_isolation=_OTHERS).best()
    name = f" (perhaps it is in {guess.encoding.replace('_', '-')})" if guess else ""
    return error(
        "encoding-unknown",
        problem.message,
        problem.place,
        f"open it in the program that it comes from and save it as UTF-8{name}",
    )


def _damaged(
    data: bytes, name: str, codec: str, fault: UnicodeDecodeError, shown_as: str
) -> Decoded:
    """The first bytes that can't be decoded, by line and column."""
    before = data[: fault.start].decode(codec, "replace").replace("\r\n", "\n")
    line = before.count("\n") + 1
    column = len(before) - before.rfind("\n")
    text = data.decode(codec, "replace")
    source = re.split(r"\r\n?|\n", text)[line - 1]
    problem = error(
        "encoding-damaged",
        f"the byte {data[fault.start]:02x} at offset {fault.start} is not {name}",
        Place(shown_as, line, column, source),
        "the file is damaged there: write the character again and save the file as UTF-8",
    )
    return Decoded(text, (problem,))
