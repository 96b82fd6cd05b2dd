"""Problems as data; `reporting` draws them.

A stage that finds something wrong makes a `Problem` and goes on; the caller decides
whether the problems end the work (`errors`).  Readers collect all of them before they
give up.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from enum import Enum
from typing import Any, Self


class Severity(Enum):
    """How much a problem weighs: an error ends the build, a warning or note does not."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a problem is, as far as it is known.

    `path` is as the user would type it; `line` and `column` count from 1, columns in
    characters; `source` is the text of that line, `width` the number of characters to
    underline; `page` is the number of a page of the finished document, and `box` what is meant
    on it: left, top, right and bottom in pt from the upper left corner of the page as it is seen.
    """

    path: str | None = None
    line: int | None = None
    column: int | None = None
    source: str | None = None
    width: int = 1
    page: int | None = None
    box: tuple[float, float, float, float] | None = None

    def __str__(self) -> str:
        parts = [self.path or ("page" if self.page else "")]
        if self.page and not self.path:
            return f"page {self.page}"
        if self.line:
            parts.append(str(self.line))
            if self.column:
                parts.append(str(self.column))
        text = ":".join(parts)
        return f"{text}, page {self.page}" if self.page else text


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong or worth knowing.

    `code` is stable and lower-case with hyphens (`header-unknown-key`); `message` is one
    line without a full stop; `hint` says what to do next.
    """

    severity: Severity
    code: str
    message: str
    place: Place | None = None
    hint: str | None = None

    @property
    def is_error(self) -> bool:
        """Whether it ends the build."""
        return self.severity is Severity.ERROR

    def shifted(self, pages: int) -> Problem:
        """The same so many pages further on: a part's own page, told by that of the whole."""
        if self.place is None or self.place.page is None:
            return self
        return replace(self, place=replace(self.place, page=self.place.page + pages))

    def to_plain(self) -> dict[str, Any]:
        """The problem as JSON has it."""
        return {**asdict(self), "severity": self.severity.value}

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> Self:
        """The problem that `to_plain` was made of."""
        place = Place(**plain["place"]) if plain["place"] else None
        if place is not None and place.box is not None:
            left, top, right, bottom = place.box  # JSON has no tuples
            place = replace(place, box=(left, top, right, bottom))
        return cls(**{**plain, "severity": Severity(plain["severity"]), "place": place})


def error(code: str, message: str, place: Place | None = None, hint: str | None = None) -> Problem:
    """A problem that ends the build."""
    return Problem(Severity.ERROR, code, message, place, hint)


def warning(
    code: str, message: str, place: Place | None = None, hint: str | None = None
) -> Problem:
    """A problem that the user should look at; the build goes on."""
    return Problem(Severity.WARNING, code, message, place, hint)


def note(code: str, message: str, place: Place | None = None, hint: str | None = None) -> Problem:
    """Something worth knowing; nothing is wrong."""
    return Problem(Severity.NOTE, code, message, place, hint)
