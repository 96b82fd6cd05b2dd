"""The faults that end a command, each with its exit code.

A fault carries the problems that explain it; nothing here draws them
(`diagnostics.report` does) and nothing here exits (`cli` does).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .diagnostics import Problem


class FormalletterError(Exception):
    """An expected fault: its problems are shown to the user, never a traceback."""

    exit_code: ClassVar[int] = 1

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__("; ".join(problem.message for problem in self.problems))


class InputError(FormalletterError):
    """The input has a problem that its author can mend."""

    exit_code = 1


class UsageError(FormalletterError):
    """The command was called in a way that it cannot serve."""

    exit_code = 2


class TypesettingError(FormalletterError):
    """The pages could not be made."""

    exit_code = 3


class AssemblingError(FormalletterError):
    """The typeset pages could not be made into the finished document."""

    exit_code = 4


class DeliveryError(FormalletterError):
    """The result did not pass inspection or could not be put in its place."""

    exit_code = 5


def stop_on_errors(problems: Sequence[Problem], kind: type[FormalletterError]) -> None:
    """Raises a fault of this kind with all the problems, if one of them is an error."""
    if any(problem.is_error for problem in problems):
        raise kind(problems)
