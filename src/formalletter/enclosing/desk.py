"""The desk at which one build sets its annexes: what they are made from, and what was set."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from .. import assets
from ..composing import BASE_URL, picture_name
from ..typesetting.job import Job

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from ..composing import Composed
    from ..diagnostics import Problem
    from ..edition import Order
    from ..fonts import Coverage
    from ..foreign import TakenIn
    from ..letter import Letter
    from ..typeset import Typeset
    from ..typesetting.process import Typesetter

Form = Literal["merged", "pictures", "attached"]
"""What becomes of a PDF: its pages as they are, pictures of them, or one page for the file."""

Forms = dict[int, Form]
"""The forms of the annexes by their indexes; those that are not in it are merged."""


@dataclass(slots=True)
class Desk:
    """What the setting of annexes needs, and what it has set so far.

    `taken` is what came out of the intake by the indexes of the annexes.  A document that was
    set once is not set again as long as its HTML is the same.
    """

    letter: Letter
    order: Order
    coverage: Coverage
    typesetter: Typesetter
    taken: Mapping[int, TakenIn]
    problems: list[Problem] = field(default_factory=list)
    composed: dict[str, Composed] = field(default_factory=dict)
    _set: dict[str, Typeset] = field(default_factory=dict)
    _sources: dict[int, Composed] = field(default_factory=dict)

    def typeset(self, composed: Composed, pictures: Path | None = None) -> Typeset:
        """The pages of a document that was composed for an annex.

        What is wrong with it is only noted, so that it is told with what is wrong with the rest.
        """
        self.composed[composed.html] = composed
        self.problems += composed.problems
        typeset = self.typeset_html(composed.html, pictures)
        self._sources[id(typeset)] = composed
        return typeset

    def composed_of(self, typeset: Typeset) -> Composed:
        """What the pages of a document were set from."""
        return self._sources[id(typeset)]

    def typeset_html(self, html: str, pictures: Path | None = None) -> Typeset:
        """The pages of a document.  Raises as `Typesetter.receive` does."""
        if html not in self._set:
            job = Job(
                html=html,
                base_url=BASE_URL,
                folder=str(self.letter.folder.resolve()),
                bundled=str(assets.styles_folder().parent),
                pictures=None if pictures is None else str(pictures),
            )
            self._set[html], problems = self.typesetter.typeset(job)
            self.problems += problems
        return self._set[html]

    def write_pictures(self, annex: int) -> Path:
        """Writes the pictures of an annex's pages for the typesetting process; their folder."""
        folder = self.typesetter.scratch / f"annex-{annex + 1}"
        folder.mkdir(exist_ok=True)
        for number, picture in enumerate(self.taken[annex].pictures, 1):
            (folder / picture_name(number, picture)).write_bytes(picture.image)
        return folder
