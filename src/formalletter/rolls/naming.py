"""Refuses a file that would name, in its words, somebody whom its list may not name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..decisions import NAME_IN_TEXT
from ..diagnostics import Place, error, warning
from ..reading.annex_pages import page_indexes
from ..rules import find
from .hidden_names import HiddenNames

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..diagnostics import Problem
    from ..foreign import TakenIn
    from ..letter import Body, Enclosed, Letter
    from ..signatory import Audience
    from .hidden_names import Standing

    Key = tuple[str | int, ...]
    Said = tuple[str, str, int | None, bool]
    """What a file says, where in words, on which page (from 1), and whether that is a text."""

# What the header says of the list and is not printed.
_UNSEEN = {
    ("signatories", key)
    for key in (
        *("file", "first", "sheet", "columns-named", "columns-ignored", "visibility-answers"),
        "countries-named",
    )
} | {("named-because",)}
_LINE_END = re.compile(
    r"(?<=[^\W\d_])[-\u2010\u00ad]\s*\n\s*"
)  # a word that goes on in the next line
_HINT = (
    "take it out; if it is somebody or something else of that name, say so in the decisions:"
    f" verdict keep, rule {NAME_IN_TEXT}"
)


@dataclass(frozen=True, slots=True)
class Guard:
    """Looks for the names that one file may not show; false where there are none.

    It holds those names, so nothing that composes may have it.
    """

    names: HiddenNames

    @classmethod
    def of(cls, letter: Letter, audience: Audience) -> Guard:
        """The guard of a file, by the whole list."""
        return cls(HiddenNames(letter.signatories, audience))

    def __bool__(self) -> bool:
        return bool(self.names)

    def letter_problems(self, letter: Letter) -> Iterator[Problem]:
        """A problem for each such name in the header, the text or a Markdown annex."""
        if not self:
            return
        header = letter.header.model_dump(by_alias=True, mode="json")
        for key, text in _texts(header):
            if key[:2] not in _UNSEEN:
                for found in self.names.standing_in(text):
                    yield _problem(found, "stands here", _place(letter, key))
        for found in self.names.standing_in(letter.slug):
            where = "stands in the name of the letter's folder, which is that of the file"
            yield _problem(found, where, _place(letter, ()))
        enclosed = [body for each in letter.annexes for body in (each.body, each.transcript)]
        for body in (letter.body, *filter(None, enclosed)):
            for found in self.names.standing_in(body.text):
                yield _problem(found, "stands here", _place_in(body, found))

    def annex_problems(
        self, annexes: Iterable[Enclosed], taken: Mapping[int, TakenIn]
    ) -> Iterator[Problem]:
        """A problem for each such name in the text of a PDF, or in what else it says."""
        for number, annex in enumerate(annexes):
            if self and number in taken and (words := taken[number].words):
                called = f"annex {annex.label}" if annex.label else "the annex"
                pages = page_indexes(annex.annex.pages) if annex.annex.pages else None
                for index, text in enumerate(words.pages):
                    page = (pages[index] if pages else index) + 1
                    where = f"stands on page {page} of {called}"
                    for found in self._in_lines(text):
                        yield _problem(found, where, annex.place)
                where = f"stands in a bookmark, note or description of {called}"
                for found in self._in_lines(words.beside):
                    yield _problem(found, where, annex.place)
                where = (
                    f"stands in the name of a font, colour or picture, or beside one, of {called}"
                )
                for line in words.inside.splitlines():
                    for found in self.names.standing_in(line, is_text=False):
                        yield _problem(found, where, annex.place)

    def file_problems(self, said: Iterable[Said]) -> Iterator[Problem]:
        """A problem for each such name in a finished file.

        Somebody who has withdrawn may stand in the text all the same, as was told before.
        """
        for text, where, page, is_text in said if self else ():
            for found in self.names.standing_in(text, is_text=is_text):
                if found.signatory.withdrawn and found.signatory.visibility == "public":
                    continue
                row = replace(found.signatory.place, column=None)
                message = f"the name of {row}, which this file may not show, stands {where}"
                yield find("file-withheld-name", message, Place(page=page) if page else None)

    def _in_lines(self, text: str) -> Iterator[Standing]:
        """The names in lines as a page has them, whose words may be broken."""
        told: set[int] = set()
        for way in dict.fromkeys((text, _LINE_END.sub("", text))):
            for found in self.names.standing_in(way):
                if id(found.signatory) not in told:
                    told.add(id(found.signatory))
                    yield found


def _problem(found: Standing, where: str, place: Place | None) -> Problem:
    """The problem; it tells the name by its row only."""
    row = replace(found.signatory.place, column=None)
    if found.signatory.withdrawn and found.signatory.visibility == "public":
        message = f"the name of {row}, who has withdrawn, {where}"
        return warning("withdrawn-name-in-text", message, place, _HINT)
    return error(
        NAME_IN_TEXT, f"the name of {row}, which this file may not show, {where}", place, _HINT
    )


def _place_in(body: Body, found: Standing) -> Place:
    line = body.text.count("\n", 0, found.start)
    column = found.start - (body.text.rfind("\n", 0, found.start) + 1) + 1
    width = len(body.text[found.start : found.end].split("\n")[0])
    return body.source.place(body.first_line + line, column, width)


def _place(letter: Letter, key: Key) -> Place | None:
    """The place of the header's value, or of the nearest one around it."""
    for length in range(len(key), -1, -1):
        if place := letter.places.get(key[:length]):
            return place
    return None


def _texts(value: object, key: Key = ()) -> Iterator[tuple[Key, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _texts(inner, (*key, name))
    elif isinstance(value, list | tuple):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*key, number))
