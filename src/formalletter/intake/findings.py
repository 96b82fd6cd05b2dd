"""What the intake of one PDF has to say, collected as it goes."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from ..diagnostics import error, note, warning
from ..errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..diagnostics import Problem

_COMPARE = "compare its pages with the original"
_MOST_SHOWN = 10  # pages that a message names


class Findings:
    """Problems, and what was removed by its kind.

    `name` is how messages call the file; `pages` are the indexes that its pages had there, if
    not all of them are asked for.
    """

    def __init__(self, name: str, pages: Sequence[int] | None = None) -> None:
        self.name = name
        self._pages = pages
        self._problems: list[Problem] = []
        self._removed: Counter[tuple[str, str]] = Counter()
        self._repairs: dict[str, None] = {}

    def refuse(self, code: str, reason: str, hint: str) -> NoReturn:
        """Ends the intake: raises `InputError` with all that was found."""
        raise InputError([*self._problems, error(code, f"{self.name} {reason}", hint=hint)])

    def unfit(self, code: str, reason: str, hint: str) -> None:
        """Adds an error and goes on: for who wants to know all of a file that can't be merged."""
        self._problems.append(error(code, f"{self.name} {reason}", hint=hint))

    def warn(self, code: str, message: str, hint: str | None = None) -> None:
        """Adds a warning; the message goes on behind the file's name."""
        self._problems.append(warning(code, f"{self.name} {message}", hint=hint))

    def note(self, code: str, message: str, hint: str | None = None) -> None:
        """Adds a note; the message goes on behind the file's name."""
        self._problems.append(note(code, f"{self.name} {message}", hint=hint))

    def add(self, problems: Iterable[Problem]) -> None:
        """Adds what another part has found."""
        self._problems.extend(problems)

    def repaired(self, meaning: str) -> None:
        """Notes a repair in words for people, such as "its index was rebuilt"."""
        self._repairs[meaning] = None

    def removed(self, singular: str, plural: str, number: int = 1) -> None:
        """Counts something that was removed."""
        if number > 0:
            self._removed[singular, plural] += number

    def on_pages(self, indexes: Iterable[int]) -> str:
        """Names pages by their numbers in the file as it came: "page 3", "pages 1, 2 and 9"."""
        numbers = {self._pages[index] if self._pages else index for index in indexes}
        shown = [str(number + 1) for number in sorted(numbers)[:_MOST_SHOWN]]
        if len(numbers) > _MOST_SHOWN:
            return f"pages {', '.join(shown)} and {len(numbers) - _MOST_SHOWN} more"
        if len(numbers) == 1:
            return f"page {shown[0]}"
        return f"pages {', '.join(shown[:-1])} and {shown[-1]}"

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All of it: the repairs first, in one warning, and the removals last, in one note."""
        found = list(self._problems)
        if self._repairs:
            message = f"{self.name} is damaged and was repaired: {'; '.join(self._repairs)}"
            found.insert(0, warning("annex-repaired", message, hint=_COMPARE))
        if self._removed:
            kinds = [counted(number, *nouns) for nouns, number in sorted(self._removed.items())]
            found.append(note("annex-removed", f"removed from {self.name}: {', '.join(kinds)}"))
        return tuple(found)


def counted(number: int, singular: str, plural: str) -> str:
    """A number with its noun: "1 link", "1,200 links"."""
    return f"{number:,} {singular if number == 1 else plural}"
