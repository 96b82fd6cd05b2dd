"""Finds numbers that were typed by hand and contradict the list of signatories.

"More than 200 organisations" over a list of 192 is one.  A number counts as one of the
signatories where its sentence speaks of signing, or where it is near the true one: two
organisations that the letter tells about are no contradiction.  Near a small number are many.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import warning
from ..reading.phrases import quoted
from ..wording import FALLBACK, Wording
from .placeholders import without
from .spelling import numbers_by_words, plain

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Body
    from ..roll import Roll

_GAP = r"(?:[*_]*(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)[*_]*)"
_DIGITS = r"\d{1,3}(?:[,.\u00a0\u202f’']\d{3})+|\d{1,7}"
_MOST_WORDS = 7  # of a number up to 1000, after its first
_LONGEST_SENTENCE = 1000  # characters before a number, and behind it
_NEAR = 1.5  # times the true number, or a part of it
_LARGE = 20  # a true number from which on another one near it is no chance
_CLOSE = 0.1  # "some 190" may be so much off
_NEARLY = 0.85  # "nearly 200" are at least so many of them
_END_OF_SENTENCE = re.compile(r"[.!?]\s|\n[^\S\n]*\n")


class _Typed(NamedTuple):
    """A number as typed: which count it means, what it says of it, and where it stands."""

    noun: str
    sense: str
    number: int
    start: int
    text: str


def contradictions(body: Body, roll: Roll, wording: Wording) -> Iterator[Problem]:
    """A warning for each number in the body that can't be true of the list."""
    text = without(body.text)
    true = {"organisations": roll.organisations, "signatories": roll.total}
    for typed in _typed(text, wording):
        count = true[typed.noun]
        if count == 0 or _holds(typed.sense, typed.number, count):
            continue
        if not (_speaks_of_signing(text, typed.start, wording) or _is_near(typed.number, count)):
            continue
        line = text.count("\n", 0, typed.start)
        column = typed.start - (text.rfind("\n", 0, typed.start) + 1) + 1
        width = len(typed.text.split("\n")[0])
        words = " ".join(typed.text.split())
        what = "count" if typed.noun == "signatories" else typed.noun
        yield warning(
            "number-contradicts-list",
            # What the program tells its user is in English, whatever the letter is in.
            f"{quoted(words)}: the list has {Wording(FALLBACK).counted(typed.noun, count)}",
            body.source.place(body.first_line + line, column, width),
            f"write {{{{ signatories.{what} }}}}, which is always right, or correct the number",
        )


def _typed(text: str, wording: Wording) -> Iterator[_Typed]:
    by_words = numbers_by_words(wording.language)
    senses = _senses(wording)
    for noun, pattern in _patterns(wording).items():
        for found in pattern.finditer(text):
            written = found["number"]
            digits = re.sub(r"\D", "", written)
            number = int(digits) if digits else by_words.get(plain(written))
            if number is not None:
                sense = senses.get(plain(found["sense"] or ""), "exactly")
                yield _Typed(noun, sense, number, found.start(), found[0])


def _patterns(wording: Wording) -> dict[str, re.Pattern[str]]:
    """For each noun of the list the pattern of a number before it."""
    patterns = {}
    senses = "|".join(_spaced(sense) for sense in sorted(_senses(wording), key=len, reverse=True))
    number = _DIGITS
    if words := _number_words(wording.language):
        number += rf"|(?:{words})(?:(?:-|{_GAP})(?:{words})){{0,{_MOST_WORDS}}}"
    for noun in ("organisations", "signatories"):
        nouns = "|".join(map(_spaced, wording.nouns(noun)))
        patterns[noun] = re.compile(
            rf"(?<![\w.,-])(?:(?P<sense>{senses or '(?!)'}){_GAP})?(?P<number>{number}){_GAP}"
            rf"(?:[^\W\d][\w’'-]*{_GAP}){{0,4}}?(?:{nouns})(?!\w)",
            re.IGNORECASE,
        )
    return patterns


@cache
def _number_words(language: str) -> str:
    """The words that numbers are made of, as alternatives of a pattern, long ones first."""
    words = {word for words in numbers_by_words(language) for word in words.split()}
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _spaced(words: str) -> str:
    return _GAP.join(re.escape(word) for word in words.split())


def _senses(wording: Wording) -> dict[str, str]:
    """What is said of a number ("more than"), each with its meaning."""
    return {plain(words): sense for sense, all_ in wording.senses.items() for words in all_}


def _holds(sense: str, number: int, count: int) -> bool:
    """Whether what is said of the number is true of the count."""
    return {
        "more": count > number,
        "least": count >= number,
        "fewer": count < number,
        "most": count <= number,
        "nearly": number * _NEARLY <= count < number,
        "about": abs(count - number) <= number * _CLOSE,
    }.get(sense, count == number)


def _is_near(number: int, count: int) -> bool:
    return count >= _LARGE and count / _NEAR <= number <= count * _NEAR


def _speaks_of_signing(text: str, start: int, wording: Wording) -> bool:
    """Whether the sentence around a place has a word such as "undersigned"."""
    before = text[max(0, start - _LONGEST_SENTENCE) : start]
    behind = text[start : start + _LONGEST_SENTENCE]
    sentence = _END_OF_SENTENCE.split(before)[-1] + _END_OF_SENTENCE.split(behind)[0]
    sentence = sentence.casefold()
    return any(re.search(rf"\b{re.escape(word)}\b", sentence) for word in wording.signing)
