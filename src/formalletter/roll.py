"""The roll: what one file may show of the list of signatories."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from .signatory import Audience, Signatory


@dataclass(frozen=True, slots=True)
class Group:
    """Signatories under one heading, in the order of the page; None is no heading."""

    heading: str | None
    signatories: tuple[Signatory, ...]


@dataclass(frozen=True, slots=True)
class Roll:
    """What a file for `audience` may show of the list.

    `total` and `organisations` count the withheld, too, and are equal in every file.
    `further` have signed and are not named in this one; of them `further_organisations` and
    `further_individuals` are known to be such.  `is_confidential` says that the file names
    somebody whom the public may not see; `updated` is when the list last changed after the
    letter was published.
    """

    audience: Audience = "addressee"
    groups: tuple[Group, ...] = ()
    total: int = 0
    organisations: int = 0
    further: int = 0
    further_organisations: int = 0
    further_individuals: int = 0
    is_confidential: bool = False
    updated: dt.date | None = None

    @property
    def signatories(self) -> tuple[Signatory, ...]:
        """Whom the file names, in the order of the page."""
        return tuple(signatory for group in self.groups for signatory in group.signatories)

    @property
    def individuals(self) -> int:
        """How many have signed for themselves, in every file the same."""
        return self.total - self.organisations

    @property
    def countries(self) -> int:
        """How many countries those come from whom the file names, where the list says it."""
        first = {each.country for each in self.signatories}
        return len(first.union(*(each.further_countries for each in self.signatories)) - {None})
