"""Writes the content of each page anew, so that all that paints has a piece."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pikepdf import Array, Dictionary, Name

from ..geometry import geometry_of
from ..layers import Layers
from ..values import data_of
from .forms import Forms, drawn_object, is_form
from .instructions import PAINTS, Instruction, instruction, read_instructions, written
from .loose import Loose
from .nodes import ARTIFACT, Piece
from .sequences import read_sequences
from .weaving import weave

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pikepdf import Object, Pdf

    from ...foreign import PageKind, Rectangle
    from .reading import Place, Tree
    from .sequences import Sequences

_DEEPEST = 12  # forms in forms


class Pages:
    """Goes through the pages; `pieces` are what was found on each, in the order of the content."""

    def __init__(self, pdf: Pdf, tree: Tree) -> None:
        self._pdf = pdf
        self._tree = tree
        self._forms = Forms(pdf)
        self._layers = Layers.of(pdf)
        count = len(pdf.pages)
        self.kinds: list[PageKind] = ["empty"] * count
        self.pieces: list[list[Piece]] = [[] for _ in range(count)]

    def weave(self) -> None:
        """Writes all pages."""
        undecided = [index for index in range(len(self.kinds)) if not self._page(index)]
        # A page of nothing but artifacts is meant so where other pages have tags.
        has_tags = "tagged" in self.kinds
        for index in undecided:
            self._page(index, believe=has_tags, insist=True)

    def _page(self, index: int, *, believe: bool = True, insist: bool = False) -> bool:
        """Writes a page; without `insist`, not one that has nothing but artifacts."""
        page = self._pdf.pages[index].obj
        instructions = read_instructions(page)
        if instructions is None:
            instructions = self._as_form(index)
        resources = page.get("/Resources")
        place = (index, None)
        pieces = self._tree.pieces.get(place, {})
        sequences = self._sequences(instructions, resources, pieces, place, believe=believe)
        apart = self._apart(index, instructions, resources, sequences)
        has_tags = bool(sequences.held or apart)
        if not has_tags and sequences.owners and not sequences.loose:
            if not insist:
                return False
            has_tags = believe
        if has_tags:
            self.kinds[index] = "tagged"
            if sequences.loose:
                loose = Loose(self._forms, index, self._area(index), pictures=True)
                loose.own(instructions, resources, sequences.owners, apart)
        else:
            sequences = self._sequences(instructions, resources, {}, place, believe=False)
            self._untagged(index, instructions, resources, sequences)
        page["/Contents"] = self._pdf.make_stream(
            written(weave(instructions, sequences.owners, sequences, apart))
        )
        self._settle(index, sequences)
        self._strip(instructions, resources, apart)
        for number in sorted(apart):
            self._form(index, drawn_object(instructions[number], resources), resources, 1)
        return True

    def _untagged(
        self,
        index: int,
        instructions: list[Instruction],
        resources: object,
        sequences: Sequences,
    ) -> None:
        seen = [each for at, each in enumerate(instructions) if at not in sequences.owners]
        inside = self._forms.shown(seen, resources)
        area = self._area(index)
        if inside.text != "none":
            self.kinds[index] = "text"
            loose = Loose(self._forms, index, area, pictures=inside.text == "visible")
            loose.own(instructions, resources, sequences.owners, set())
        elif inside.paints:
            self.kinds[index] = "picture"
            whole = Piece(index, tag="Figure", box=self._box(index))
            sequences.owners.update(_painting(instructions, whole) | sequences.owners)
        else:
            # Text without a letter and forms that are empty show nothing, but are drawn.
            nothing = Piece(index, None, ARTIFACT)
            sequences.owners.update(_painting(instructions, nothing) | sequences.owners)

    def _sequences(
        self,
        instructions: list[Instruction],
        resources: object,
        pieces: Mapping[int, Piece],
        place: Place,
        *,
        believe: bool,
    ) -> Sequences:
        return read_sequences(
            instructions, resources, pieces, place, layers=self._layers, artifacts=believe
        )

    def _apart(
        self,
        index: int,
        instructions: list[Instruction],
        resources: object,
        sequences: Sequences,
    ) -> set[int]:
        """The drawings of forms whose own marks elements hold."""
        found = set()
        for at, each in enumerate(instructions):
            drawn = drawn_object(each, resources)
            if (
                is_form(drawn)
                and at not in sequences.owners
                and (index, drawn.objgen) in self._tree.pieces
                and self._forms.is_drawn_once(drawn)
            ):
                found.add(at)
        return found

    def _form(self, index: int, form: Object | None, outer: object, depth: int) -> None:
        """Writes a form that is drawn once and has marks of its own."""
        if form is None:
            return
        instructions = read_instructions(form)
        if instructions is None or depth > _DEEPEST:
            return
        resources = form.get("/Resources", outer)
        place = (index, form.objgen)
        pieces = self._tree.pieces.get(place, {})
        sequences = self._sequences(instructions, resources, pieces, place, believe=True)
        apart = self._apart(index, instructions, resources, sequences)
        loose = Loose(self._forms, index, self._area(index), form, pictures=True)
        loose.own(instructions, resources, sequences.owners, apart)
        form.write(written(weave(instructions, sequences.owners, sequences, apart)))
        self._settle(index, sequences)
        self._strip(instructions, resources, apart)
        for number in sorted(apart):
            inner = drawn_object(instructions[number], resources)
            self._form(index, inner, resources, depth + 1)

    def _settle(self, index: int, sequences: Sequences) -> None:
        """Notes the pieces that have marks, in the order of these."""
        found = {id(piece): piece for piece in sequences.owners.values() if piece.numbers}
        self.pieces[index] += sorted(found.values(), key=lambda piece: piece.numbers[0])

    def _strip(self, instructions: list[Instruction], resources: object, apart: set[int]) -> None:
        """Takes the marks out of forms that have a mark around them."""
        for at, each in enumerate(instructions):
            drawn = drawn_object(each, resources)
            if is_form(drawn) and at not in apart:
                self._forms.strip(drawn)

    def _as_form(self, index: int) -> list[Instruction]:
        """A page whose content can't be read in pieces is drawn as one."""
        page = self._pdf.pages[index]
        form = page.as_form_xobject()
        form.write(data_of(form))  # now: it would read the content that draws it
        form["/Matrix"] = Array([1, 0, 0, 1, 0, 0])
        page.obj["/Resources"] = Dictionary(XObject=Dictionary(Whole=form))
        return [Instruction("Do", instruction("Do", Name.Whole))]

    def _box(self, index: int) -> Rectangle:
        return geometry_of(self._pdf.pages[index].obj).box

    def _area(self, index: int) -> float:
        left, bottom, right, top = self._box(index)
        return (right - left) * (top - bottom)


def _painting(instructions: list[Instruction], piece: Piece) -> dict[int, Piece]:
    """The piece as the owner of all that is drawn."""
    return {at: piece for at, each in enumerate(instructions) if each.operator in PAINTS}
