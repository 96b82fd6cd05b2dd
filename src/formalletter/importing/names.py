"""The list of signatories: which of its lines are names, and what stands before them.

A name is kept as it is.  Only a bullet or a running number before it is taken away, and
only where the whole list has them, so that "21Wilberforce" and "1. FC Köln" stay whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from formalletter.diagnostics import note, warning
from formalletter.reading.formulas import guarded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from formalletter.diagnostics import Problem
    from formalletter.letter import Source

    from .lines import Line

_BULLET = re.compile(r"\s*(?P<mark>[-–—*+•▪●‣◦·])\s+(?P<name>\S.*)")
_NUMBER = re.compile(r"\s*\(?(?P<number>\d{1,5})[.)]\s+(?P<name>\S.*)")
_ADDRESS = re.compile(r"\S+@\S+\.\S+|(?:https?://|www\.)\S+")
_MARKUP = re.compile(r"\]\(|\\[^\w\s]|\*\*|__|`|</?[a-z]+>", re.IGNORECASE)
# What stands below a list: copies, enclosures, notes, when it was last changed.
_AFTERWORD = re.compile(
    r"\[\^?\w{1,3}\]|(?:cc|copies|annex(?:es)?|enclosures?|encl\.?|contact|note)\s*[:：]"
    r"|last updated\b|updated on\b",
    re.IGNORECASE,
)
_LONGEST_NAME = 200  # characters; what is longer is a remark or a paragraph
_FEWEST_WORDS_OF_A_SENTENCE = 9
_FEWEST_NUMBERED = 2


@dataclass(frozen=True, slots=True)
class Name:
    """A signatory's name, as it is given, and the number of its line."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class NameList:
    """The names in their order, and the lines between and behind them that are no names."""

    names: tuple[Name, ...]
    others: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read_names(lines: Sequence[Line], source: Source) -> NameList:
    """Part the lines of a list into names and other lines."""
    named = [line for line in lines if is_name(line)]
    names, problems = _without_marks(named, source)
    for name in names:
        if _MARKUP.search(name.text):
            problems.append(_marked_up(name, source))
        elif guarded(name.text) != name.text:
            problems.append(_like_a_formula(name, source))
        elif name.text.count(";") > 1:
            problems.append(_several(name, source))
    others = tuple(line for line in lines if not is_name(line))
    return NameList(tuple(names), others, tuple(problems))


def is_name(line: Line) -> bool:
    """Whether a line in a list can be a name: no heading, sentence or address."""
    text = line.text.strip()
    if not line.has_words or len(text) > _LONGEST_NAME or line.bare != text:
        return False
    if text.startswith(("# ", "##")) or text.endswith((":", "：")):
        return False
    if _AFTERWORD.match(text):
        return False
    is_sentence = (
        text.endswith((".", "!", "?")) and len(text.split()) >= _FEWEST_WORDS_OF_A_SENTENCE
    )
    return not is_sentence and not _ADDRESS.search(text.split("](")[0])


def _without_marks(named: Sequence[Line], source: Source) -> tuple[list[Name], list[Problem]]:
    """The names without the bullets or numbers before them, if the whole list has these."""
    kept = [Name(line.text.strip(), line.number) for line in named]
    bulleted = [_BULLET.fullmatch(line.text) for line in named]
    if named and all(bulleted):
        return _stripped(named, bulleted), []
    numbered = [_NUMBER.fullmatch(line.text) for line in named]
    numbers = [int(found["number"]) for found in numbered if found]
    if len(numbers) == len(named) >= _FEWEST_NUMBERED and _runs(numbers):
        return _stripped(named, numbered), _gaps(named, numbers, source)
    marked = [
        line.number
        for line, bullet, number in zip(named, bulleted, numbered, strict=True)
        if bullet or number
    ]
    return kept, [_mixed(marked, len(named), source)] if marked else []


def _stripped(named: Sequence[Line], found: Sequence[re.Match[str] | None]) -> list[Name]:
    return [
        Name(match["name"].strip(), line.number)
        for line, match in zip(named, found, strict=True)
        if match
    ]


def _runs(numbers: Sequence[int]) -> bool:
    return all(before < after for before, after in pairwise(numbers))


def _gaps(named: Sequence[Line], numbers: Sequence[int], source: Source) -> list[Problem]:
    return [
        warning(
            "import-number-missing",
            f"the list's numbers go from {before} to {after}",
            source.place(line.number, 1),
            "check that no signatory is missing in the source",
        )
        for line, (before, after) in zip(named[1:], pairwise(numbers), strict=True)
        if after != before + 1
    ]


def _mixed(marked: Sequence[int], count: int, source: Source) -> Problem:
    return warning(
        "import-marks-kept",
        f"{len(marked)} of the {count} names have a bullet or a number before them, which was kept",
        source.place(marked[0], 1),
        "delete it from signatories.csv where it is not part of the name",
    )


def _marked_up(name: Name, source: Source) -> Problem:
    return note(
        "import-name-marked-up",
        "this name has Markdown or HTML in it, which would be printed as it stands",
        source.place(name.line, 1),
        "change it in signatories.csv",
    )


def _like_a_formula(name: Name, source: Source) -> Problem:
    return warning(
        "import-formula",
        "a spreadsheet program would run this name as a formula: an apostrophe stands before it"
        " in signatories.csv, and is not printed",
        source.place(name.line, 1),
        "leave the apostrophe there; if this is no name, delete the row",
    )


def _several(name: Name, source: Source) -> Problem:
    return warning(
        "import-names-in-line",
        "this line seems to hold several names",
        source.place(name.line, 1),
        "write one name a row in signatories.csv",
    )
