"""The values of a letter's header that are printed, and the places inside them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ..diagnostics import Place
    from ..letter import Letter

    Key = tuple[str | int, ...]

# Keys of values that name a file, a column or a setting, wherever they stand.
_UNPRINTED = {
    *("status", "language", "style", "profile", "rules-off", "page", "date", "file", "sheet"),
    *("logo", "signature", "pages", "password-variable", "columns-named", "visibility-answers"),
    "countries-named",
    *("columns-ignored", "named-because", "kind"),
    *("first", "transcript", "claims", "forms", "start", "annex-labels", "annex-numbering"),
    *("order", "groups", "other-scripts", "columns", "translated-from", "until", "published"),
}


class Value(NamedTuple):
    """A text of the header: its key in the file, and where it stands."""

    key: Key
    text: str
    place: Place | None


def printed_values(letter: Letter) -> Iterator[Value]:
    """Every text of the header that somebody will read, in the order of the header's keys."""
    header = letter.header.model_dump(by_alias=True)
    if letter.header.letterhead is not None:
        header["letterhead"] = letter.letterhead.model_dump(by_alias=True)
    yield from _values(header, (), letter.places)


def _values(value: object, key: Key, places: Mapping[Key, Place]) -> Iterator[Value]:
    if isinstance(value, str):
        yield Value(key, value, places.get(key))
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name not in _UNPRINTED:
                yield from _values(inner, (*key, name), places)
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _values(inner, (*key, number), places)


def place_of(letter: Letter, key: Key, words: str = "") -> Place | None:
    """The place of a value of the header, or of these words in it.

    A value that is folded over lines is looked through line by line.
    """
    place = letter.places.get(key)
    source = letter.body.source
    if place is None or not words or place.line is None or place.path != source.path:
        return place
    for number in range(place.line, letter.body.first_line):
        line = source.lines[number - 1]
        column = line.find(words, (place.column or 1) - 1 if number == place.line else 0)
        if column >= 0:
            return replace(place, line=number, column=column + 1, source=line, width=len(words))
    return place
