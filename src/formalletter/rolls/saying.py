"""What a page says of a roll besides the names: who else has signed, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..roll import Group, Roll
    from ..signatory import Signatory
    from ..signatory_list import SignatoryList
    from ..wording import Wording


def printed(signatory: Signatory, wording: Wording) -> str:
    """How a signatory is named: `without_country`, and with the country where it is shown."""
    before, behind = around_name(signatory, wording)
    return before + without_country(signatory, wording) + behind


def around_name(signatory: Signatory, wording: Wording) -> tuple[str, str]:
    """What stands before and behind the name where a country is shown, in the letter's words."""
    if not signatory.shown_countries:
        return "", ""
    country = wording.phrase("between-name-parts").join(signatory.shown_countries)
    around = wording.phrase("name-and-country", name="\0", country=country)
    before, _, behind = around.partition("\0")
    return before, behind


def without_country(signatory: Signatory, wording: Wording) -> str:
    """The name, an individual's with the role and organisation that are given.

    What an organisation's row has there is about a person who is no signatory, and stays out.
    """
    details = (signatory.role, signatory.organisation) if signatory.kind == "individual" else ()
    return wording.phrase("between-name-parts").join((signatory.name, *filter(None, details)))


def group_title(group: Group, wording: Wording) -> str | None:
    """The heading of a group with the number of its names, such as "Kenya (12)"."""
    if group.heading is None:
        return None
    count = wording.number(len(group.signatories))
    return wording.phrase("signatories-title", heading=group.heading, count=count)


def further(roll: Roll, settings: SignatoryList | None, wording: Wording) -> str | None:
    """Who has signed and is not named in the file: "and 3 further organisations".

    The reason stands behind it only where the header gives one.
    """
    if not roll.further:
        return None
    # Without a name before it, "and further" would have nothing to join.
    first = "further-" if roll.signatories else ""
    organisations, individuals = roll.further_organisations, roll.further_individuals
    if organisations + individuals < roll.further:
        sentence = wording.counted(f"{first}signatories", roll.further)
    elif not individuals:
        sentence = wording.counted(f"{first}organisations", organisations)
    elif not organisations:
        sentence = wording.counted(f"{first}individuals", individuals)
    else:
        sentence = wording.phrase(
            "further-both" if roll.signatories else "unnamed-both",
            organisations=wording.counted(f"{first}organisations", organisations),
            individuals=wording.counted(f"{first}individuals", individuals),
        )
    reason = settings.withheld_reason if settings else None
    if reason is None:
        return sentence
    return wording.phrase("further-reason", sentence=sentence, reason=reason)


def updated(roll: Roll, wording: Wording) -> str | None:
    """That the list has changed since the letter was published, and when."""
    if roll.updated is None:
        return None
    return wording.phrase("signatories-updated", date=wording.date(roll.updated))


def in_confidence(roll: Roll, wording: Wording, *, short: bool = False) -> str | None:
    """That the file has names in it that are not for the public; `short` for a stamp."""
    if not roll.is_confidential:
        return None
    return wording.phrase("confidential-stamp" if short else "confidential")
