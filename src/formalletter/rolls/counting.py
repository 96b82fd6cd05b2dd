"""Counts who has signed: the withheld are in every total, and no total gives them away."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from ..signatory import Kind, Signatory
    from ..signatory_list import SignatoryList


class Counts(NamedTuple):
    """How many have signed, and how many of them a file does not name (see `Roll`)."""

    total: int
    organisations: int
    further: int
    further_organisations: int
    further_individuals: int


def counts(
    signatories: Sequence[Signatory], shown: Sequence[Signatory], settings: SignatoryList
) -> Counts:
    """Counts all signatories of a list, of whom a file names those that are `shown`.

    Whose kind neither the list nor the header states counts as an organisation, unless the
    list is one of individuals only; whoever has withdrawn is not counted.
    """
    standing = [each for each in signatories if each.withdrawn is None]
    kinds = [each.kind for each in standing]
    stated = stated_kind(signatories, settings)
    plain: Kind = "individual" if stated == "individual" else "organisation"
    individuals = kinds.count("individual") + settings.withheld * (plain == "individual")
    named = [each.kind for each in shown]
    total = len(standing) + settings.withheld
    return Counts(
        total=total,
        organisations=total - individuals,
        further=total - len(named),
        further_organisations=kinds.count("organisation")
        - named.count("organisation")
        + settings.withheld * (stated == "organisation"),
        further_individuals=kinds.count("individual")
        - named.count("individual")
        + settings.withheld * (stated == "individual"),
    )


def stated_kind(signatories: Sequence[Signatory], settings: SignatoryList) -> Kind | None:
    """The kind of a bare number in the header: what the header says, or else every row."""
    if settings.kind is not None:
        return settings.kind
    kinds = {each.kind for each in signatories if each.withdrawn is None}
    return kinds.pop() if len(kinds) == 1 else None


def kinds_unknown(signatories: Sequence[Signatory], settings: SignatoryList) -> int:
    """How many count as organisations although nothing says so."""
    unknown = sum(each.kind is None for each in signatories if each.withdrawn is None)
    return unknown + (settings.withheld if stated_kind(signatories, settings) is None else 0)


def updated(signatories: Sequence[Signatory], settings: SignatoryList) -> dt.date | None:
    """When the list last changed after the letter was published; None if it did not.

    It is the same in every file: who came or went may be anybody.
    """
    if settings.published is None:
        return None
    dates = [date for each in signatories for date in (each.signed, each.withdrawn) if date]
    return max((date for date in dates if date > settings.published), default=None)
