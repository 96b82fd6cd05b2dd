"""Form XObjects: what is in them, and marks of theirs that no one can hold taken out.

ISO 32000-1, 8.10 and 14.7.4.2: content of a form may have marks of its own only where the
form is drawn once; otherwise one mark of the page goes around the drawing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeGuard

from pikepdf import Array, Stream, String

from ..values import entry, items, key_of, name
from .graphics import Tracker
from .instructions import INLINE_IMAGE, PAINTS, SHOWS, read_instructions, written
from .sequences import has_sequences, read_sequences
from .weaving import weave

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pikepdf import Object, Pdf

    from .instructions import Instruction
    from .reading import Key

_DEEPEST = 12  # forms in forms
_MOST = 20_000  # forms that are looked into

Text = Literal["none", "hidden", "visible"]


@dataclass(frozen=True, slots=True)
class Inside:
    """What a form shows: text (hidden, if all of it is invisible), images, anything."""

    text: Text = "none"
    has_image: bool = False
    paints: bool = False

    def with_(self, other: Inside) -> Inside:
        """What both show."""
        text: Text = "none"
        if "visible" in {self.text, other.text}:
            text = "visible"
        elif "hidden" in {self.text, other.text}:
            text = "hidden"
        return Inside(text, self.has_image or other.has_image, self.paints or other.paints)


class Forms:
    """The form XObjects of a file."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf = pdf
        self._inside: dict[Key, Inside] = {}
        self._stripped: set[Key] = set()
        self._draws: Counter[Key] | None = None

    def inside(self, form: Object, depth: int = 0) -> Inside:
        """What a form shows, with the forms that it draws."""
        key = form.objgen
        if key in self._inside:
            return self._inside[key]
        if depth > _DEEPEST or len(self._inside) > _MOST:
            return Inside(paints=True)
        self._inside[key] = Inside()  # a form that draws itself shows nothing more by that
        instructions = read_instructions(form)
        found = Inside(paints=True)
        if instructions is not None:
            found = self.shown(instructions, form.get("/Resources"), depth)
        self._inside[key] = found
        return found

    def shown(
        self, instructions: Iterable[Instruction], resources: object, depth: int = 0
    ) -> Inside:
        """What instructions show."""
        tracker, found = Tracker(resources), Inside()
        for each in instructions:
            if each.operator in SHOWS:
                if found.text != "visible" and _says_something(each):
                    text: Text = "visible" if tracker.is_visible else "hidden"
                    found = found.with_(Inside(text, paints=True))
            elif each.operator in _STATE:
                tracker.follow(each)
            elif each.operator in _LOOKED_INTO:
                found = found.with_(self._one(each, resources, depth))
            elif each.operator in PAINTS and not found.paints:
                found = found.with_(Inside(paints=True))
        return found

    def _one(self, each: Instruction, resources: object, depth: int) -> Inside:
        if each.operator == INLINE_IMAGE:
            return Inside(has_image=True, paints=True)
        drawn = drawn_object(each, resources)
        if is_form(drawn):
            return self.inside(drawn, depth + 1)
        return Inside(has_image=name(entry(drawn, "/Subtype")) == "/Image", paints=True)

    def strip(self, form: Object, depth: int = 0) -> None:
        """Takes the marks out of a form and of those that it draws."""
        key = form.objgen
        if key in self._stripped or depth > _DEEPEST:
            return
        self._stripped.add(key)
        instructions = read_instructions(form)
        if instructions is None:
            return
        resources = form.get("/Resources")
        if has_sequences(instructions):
            sequences = read_sequences(instructions, resources, {}, (0, key), artifacts=False)
            form.write(written(weave(instructions, {}, sequences)))
        for each in instructions:
            drawn = drawn_object(each, resources)
            if is_form(drawn):
                self.strip(drawn, depth + 1)

    def is_drawn_once(self, form: Object) -> bool:
        """Whether one instruction in the whole file draws it."""
        if self._draws is None:
            self._draws = self._count()
        return self._draws[form.objgen] == 1

    def _count(self) -> Counter[Key]:
        """How often each form is drawn, by pages, by each other, or stands for something."""
        count: Counter[Key] = Counter()
        for content, resources in self._contents():
            for each in read_instructions(content) or ():
                drawn = drawn_object(each, resources)
                if is_form(drawn):
                    count[drawn.objgen] += 1
        return count

    def _contents(self) -> Iterable[tuple[Object, object]]:
        for page in self._pdf.pages:
            yield page.obj, page.obj.get("/Resources")
        for each in self._pdf.objects:
            if isinstance(each, Stream) and (is_form(each) or "/PatternType" in each):
                yield each, each.get("/Resources")


_LOOKED_INTO = frozenset({"Do", INLINE_IMAGE})
_STATE = frozenset({"q", "Q", "Tf", "Tr"})


def _says_something(each: Instruction) -> bool:
    """Whether the string that is shown, or one of them, has any code."""
    shown = each.operands[-1] if each.operands else None
    strings = items(shown) if isinstance(shown, Array) else [shown]
    return any(isinstance(string, String) and bytes(string) for string in strings)


def drawn_object(each: Instruction, resources: object) -> Object | None:
    """The XObject that an instruction draws."""
    if each.operator != "Do":
        return None
    operands = each.operands
    drawn = entry(resources, "/XObject", name(operands[0]) if operands else "/")
    return drawn if isinstance(drawn, Stream) else None


def is_form(drawn: object) -> TypeGuard[Object]:
    """Whether it is a form XObject that other objects can refer to."""
    return (
        isinstance(drawn, Stream)
        and name(drawn.get("/Subtype")) == "/Form"
        and key_of(drawn) is not None
    )
