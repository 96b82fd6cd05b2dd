"""Finds a piece for all that paints and belongs to no element: text, figures, artifacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..values import entry, name, numbers
from .forms import drawn_object, is_form
from .graphics import Tracker, matrix_of
from .instructions import INLINE_IMAGE, PAINTS, SHOWS
from .nodes import ARTIFACT, Piece
from .paragraphs import Paragraphs

if TYPE_CHECKING:
    from pikepdf import Object

    from ...foreign import Rectangle
    from .forms import Forms
    from .instructions import Instruction

_LEAST_SHARE = 0.01  # of the page's area; smaller images are ornaments
_LEAST_SIDE = 36  # pt


class Loose:
    """Gives pieces to the loose instructions of one content stream.

    `area` is that of the page in square points.  With `pictures`, large images become
    figures; without, as where their text lies over them unseen, they are artifacts.
    """

    def __init__(
        self, forms: Forms, page: int, area: float, form: Object | None = None, *, pictures: bool
    ) -> None:
        self._forms = forms
        self._page = page
        self._area = area
        self._form = form
        self._pictures = pictures
        self._artifact = Piece(page, form, ARTIFACT)
        self._paragraphs = Paragraphs(lambda: Piece(page, form))

    def own(
        self,
        instructions: list[Instruction],
        resources: object,
        owners: dict[int, Piece],
        apart: set[int],
    ) -> None:
        """Adds to `owners` what they don't have yet, except what stays `apart`."""
        tracker = Tracker(resources)
        for index, each in enumerate(instructions):
            run = tracker.follow(each)
            if each.operator not in PAINTS:
                continue
            if index in owners or index in apart:
                self._paragraphs.end()
            elif each.operator in SHOWS and run is not None:
                owners[index] = self._paragraphs.piece(run)
            else:
                owners[index] = self._drawn(each, resources, tracker)

    def _drawn(self, each: Instruction, resources: object, tracker: Tracker) -> Piece:
        if each.operator == INLINE_IMAGE:
            return self._image(tracker.corners())
        drawn = drawn_object(each, resources)
        if is_form(drawn):
            inside = self._forms.inside(drawn)
            if inside.text != "none":
                return Piece(self._page, self._form)
            if inside.has_image:
                box = numbers(drawn.get("/BBox"), 4) or [0, 0, 0, 0]
                return self._image(tracker.corners(box, matrix_of(drawn.get("/Matrix"))))
        elif name(entry(drawn, "/Subtype")) == "/Image":
            return self._image(tracker.corners())
        return self._artifact

    def _image(self, box: Rectangle) -> Piece:
        width, height = box[2] - box[0], box[3] - box[1]
        is_large = min(width, height) >= _LEAST_SIDE and width * height >= _LEAST_SHARE * self._area
        if not (self._pictures and is_large):
            return self._artifact
        return Piece(self._page, self._form, "Figure", box=box)
