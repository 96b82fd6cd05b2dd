"""Finds the characters that no font can show, before they become boxes on paper."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from ..diagnostics import error
from ..rolls import printed
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from ..fonts import Coverage
    from ..letter import Letter


def missing_glyphs(letter: Letter, coverage: Coverage) -> Iterator[Problem]:
    """An error for each character, at each place, that no font of the build has."""
    for place, text in _texts(letter):
        for offset in coverage.missing(text):
            yield _problem(text[offset], place, offset)


def _texts(letter: Letter) -> Iterator[tuple[Place, str]]:
    """Every text that will be set, with the place of its first character."""
    annexes = chain.from_iterable((annex.body, annex.transcript) for annex in letter.annexes)
    for body in filter(None, (letter.body, *annexes)):
        for number, line in enumerate(body.text.split("\n"), body.first_line):
            yield body.source.place(number, 1), line
    wording = Wording(letter.header.language)
    for signatory in letter.signatories:
        yield signatory.place, printed(signatory, wording)
    for group in letter.roll.groups:
        yield group.signatories[0].place, group.heading or ""
    values = letter.header.model_dump(by_alias=True)
    for path, place in letter.places.items():
        if isinstance(text := _value(values, path), str):
            yield place, text


def _value(values: object, path: tuple[str | int, ...]) -> object:
    for key in path:
        try:
            values = values[key]  # type: ignore[index]  # a mapping or a sequence, by the key
        except (KeyError, IndexError, TypeError):
            return None
    return values


def _problem(character: str, place: Place, offset: int) -> Problem:
    name = unicodedata.name(character, "a character without a name")
    here = place
    # A value that spans lines or is quoted does not stand in its line letter by letter.
    column = (place.column or 1) + offset
    if place.source is not None and place.source[column - 1 : column] == character:
        here = replace(place, column=column, width=1)
    elif place.source is not None and character in place.source:
        here = replace(place, column=place.source.index(character) + 1, width=1)
    return error(
        "glyph-missing",
        f"no font has “{character}” (U+{ord(character):04X}, {name})",
        here,
        "replace the character, or put a font that has it into the letter's fonts/",
    )
