"""Runs of text in a Word file: their look, language and direction, links, notes, pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from ..tree import SCAN
from .drawing import drawing, size_of
from .languages import kind_of, runs_from_right, tag_for_word
from .relations import Relations
from .xml import element, tag, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ..blocks import Run
    from ..pictures import Picture

_LOGO = (170.0, 45.0)  # pt, the largest
_SIGNATURE = (200.0, 60.0)
_NO_ROOM_BELOW = 500.0  # pt: a picture of the text leaves room for its caption


@dataclass(slots=True)
class RunWriter:
    """Writes the runs of one part; `places` are the bookmarks by the IDs of what they mark.

    `notes` are the numbers of the notes by their IDs; `width` is that of the text in pt.
    """

    language: str
    from_right: bool
    width: float
    pictures: Mapping[str, Picture]
    places: Mapping[str, str]
    notes: Mapping[str, int]
    relations: Relations = field(default_factory=Relations)
    shown: dict[str, str] = field(default_factory=dict)
    _drawn: int = 0

    def written(self, runs: Sequence[Run], classes: frozenset[str] = frozenset()) -> str:
        """The runs of a paragraph as its children; `classes` are those around it."""
        return "".join(self._linked(runs, classes))

    def _linked(self, runs: Sequence[Run], classes: frozenset[str]) -> Iterator[str]:
        for target, group in groupby(runs, key=lambda run: run.href):
            place = self.places.get(target[1:]) if target and target.startswith("#") else None
            is_outside = bool(target) and not str(target).startswith("#")
            inner = "".join(
                self._run(run, classes, is_link=bool(place) or is_outside) for run in group
            )
            if place:
                yield element("hyperlink", inner, anchor=place)
            elif target and is_outside:
                relation = self.relations.add("hyperlink", target, is_outside=True)
                yield tag("w:hyperlink", {"r:id": relation}, inner)
            else:
                yield inner

    def _run(self, run: Run, classes: frozenset[str], *, is_link: bool) -> str:
        if run.note in self.notes:
            return self._call(run)
        picture = self.pictures.get(run.picture or "")
        if picture is not None and picture.kind != "image/svg+xml":
            return element("r", self._picture(run, picture, classes))
        look = self._look(run, is_link=is_link)
        return element("r", look, words(run.text))

    def _call(self, run: Run) -> str:
        """The call of a note; the second one of the same refers to the first."""
        number = self.notes[run.note or ""]
        look = element("rPr", element("rStyle", val="FootnoteReference"))
        if not run.is_first:
            field_code = f"NOTEREF {note_place(number)} \\h"
            said = words(str(number))
            return element("fldSimple", element("r", look, said), instr=field_code)
        reference = element("r", look, element("footnoteReference", id=number))
        return bookmarked(reference, note_place(number), _NOTE_BOOKMARKS + number)

    def _picture(self, run: Run, picture: Picture, classes: frozenset[str]) -> str:
        source = run.picture or ""
        ending = picture.kind.partition("/")[2]
        name = self.shown.setdefault(source, f"media/image{len(self.shown) + 1}.{ending}")
        self._drawn += 1
        most = (self.width, _NO_ROOM_BELOW)
        if "logo" in classes:
            most = _LOGO
        elif SCAN in classes:
            most = _SIGNATURE
        relation = self.relations.add("image", name)
        return drawing(relation, self._drawn, run.text, size_of(picture, most))

    def _look(self, run: Run, *, is_link: bool) -> str:
        """The properties of a run, in the order of the schema (CT_RPr)."""
        given: list[str] = []
        if is_link:
            given.append(element("rStyle", val="Hyperlink"))
        kind = kind_of(run.language) if run.language else None
        if run.code:
            faces = {"ascii": "Consolas", "hAnsi": "Consolas", "cs": "Courier New"}
            given.append(element("rFonts", **faces))
        elif kind == "eastAsia":
            given.append(element("rFonts", hint="eastAsia"))
        if run.bold:
            given += [element("b"), element("bCs")]
        if run.italic:
            given += [element("i"), element("iCs")]
        if self._is_from_right(run):
            given.append(element("rtl"))
        if run.language and kind and run.language != self.language:
            given.append(element("lang", **{kind: tag_for_word(run.language)}))
        return element("rPr", *given) if given else ""

    def _is_from_right(self, run: Run) -> bool:
        return run.direction == "rtl" or (self.from_right and runs_from_right(run.text))


_NOTE_BOOKMARKS = 100_000  # bookmarks have numbers of their own, from which these keep away


def note_place(number: int) -> str:
    """The bookmark at the call of a note."""
    return f"note_{number}"


def bookmarked(inner: str, name: str, number: int) -> str:
    """Something with a bookmark around it; `number` is another for each."""
    start = element("bookmarkStart", id=number, name=name)
    return start + inner + element("bookmarkEnd", id=number)
