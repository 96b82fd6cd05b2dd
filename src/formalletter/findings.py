"""Gathers what the stages of one build find, weighed as the letter asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from . import rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .diagnostics import Problem
    from .errors import FormalletterError
    from .letter import Letter


class Findings:
    """All problems of a build in the order in which they were found, each once.

    `strict` makes errors of warnings.  One that is `patient` does not stop at an error that a
    rule found, so that all of them are told at once; a `FormalletterError` of a stage stops it
    all the same.
    """

    def __init__(self, *, strict: bool = False, patient: bool = False) -> None:
        self._found: dict[Problem, None] = {}
        self._strict = strict
        self._patient = patient
        self._letter: Letter | None = None

    def __iadd__(self, problems: Iterable[Problem]) -> Self:
        self._found.update(dict.fromkeys(problems))
        return self

    def weigh_for(self, letter: Letter) -> None:
        """From here on problems weigh as in this letter, by its status and its header."""
        self._letter = letter

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What was found so far."""
        if self._letter is None:
            return tuple(self._found)
        header = self._letter.header
        found = rules.weighed(self._found, header.status, header.rules_off, strict=self._strict)
        return tuple(dict.fromkeys(found))

    @property
    def is_for_the_author(self) -> bool:
        """Whether whoever writes the letter can mend an error: not all are the file's own."""
        errors = (rules.rule(each.code) for each in self.problems if each.is_error)
        return any(rule is not None and rule.kind != "file" for rule in errors)

    def stop(self, kind: type[FormalletterError]) -> None:
        """Raises a fault of this kind with all problems, if one is an error that ends the work."""
        problems = self.problems
        if any(
            each.is_error and not (self._patient and rules.rule(each.code)) for each in problems
        ):
            raise kind(problems)
