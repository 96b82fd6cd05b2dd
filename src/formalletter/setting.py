"""Sets the letter: composed, checked and typeset at the same time, as its annexes ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from .composing import Composed
    from .enclosing import Desk
    from .findings import Findings
    from .numbering import Numbering
    from .typeset import Typeset


class LetterSetter:
    """Sets the letter of a desk, once for each numbering that its annexes turn out to have.

    What is found on the way is added to `found`; `progress` is told each step.  `composed` is
    the letter as it was set last.
    """

    composed: Composed

    def __init__(self, desk: Desk, progress: Callable[[str], None], found: Findings) -> None:
        self._desk = desk
        self._progress = progress
        self._found = found
        self._is_noted = False

    def set(self, numbering: Numbering) -> Typeset:
        """The letter's pages.  Raises `InputError` with all problems if one is an error."""
        from . import preparing

        desk = self._desk
        self._progress("composing")
        self.composed, job = preparing.compose(desk.letter, desk.order, desk.coverage, numbering)
        desk.typesetter.send(job)
        # Beside the typesetting: the checks, and what is imported for the stages after it.
        from . import checking, inspecting, writing  # noqa: F401
        from .assembling import assemble  # noqa: F401
        from .signatories.noting import list_problems

        texts = (self.composed, *desk.composed.values())
        self._found += [problem for text in texts for problem in text.problems]
        self._found += preparing.image_problems(desk.letter, texts, desk.coverage)
        if desk.letter.roll.total and not self._is_noted:  # the list is the same in each setting
            self._found += list_problems(desk.letter.folder)
            self._is_noted = True
        self._found += checking.content_problems(desk.letter, desk.order.edition, desk.coverage)
        self._found.stop(InputError)
        typeset, problems = desk.typesetter.receive(
            lambda page: self._progress(f"typesetting page {page}")
        )
        self._found += problems
        return typeset
