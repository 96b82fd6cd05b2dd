"""The countries behind names, where the header asks for them: in the letter's language, once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import note
from ..reading.countries import names_country
from ..reading.phrases import listed
from .ordering import leading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Place, Problem
    from ..signatory import Signatory
    from ..signatory_list import SignatoryList
    from ..wording import Wording


def with_countries(
    signatories: Sequence[Signatory], settings: SignatoryList, wording: Wording
) -> tuple[Signatory, ...]:
    """The signatories with the countries that are printed behind their names.

    A country that the name has already, or the heading of its group, is not said twice.
    """
    if "country" not in settings.show:
        return tuple(signatories)
    headed = settings.groups == "country"
    ahead = leading(signatories, settings)
    return tuple(
        replace(each, shown_countries=_shown(each, wording, headed=headed and place >= ahead))
        for place, each in enumerate(signatories)
    )


def country_problems(
    signatories: Sequence[Signatory], settings: SignatoryList, place: Place | None
) -> Iterator[Problem]:
    """How many of the signatories have no country to show, told once with their rows."""
    lacking = [each for each in signatories if each.country is None]
    if "country" not in settings.show or not lacking:
        return
    message = f"{len(lacking):,} of {len(signatories):,} signatories have no country to show"
    rows = [f"{each.place.line}" for each in lacking if each.place.line]
    hint = f"see row{'s' if len(rows) > 1 else ''} {listed(rows, 'and')}" if rows else None
    if len(lacking) == len(signatories):
        hint = "give the list a column country, or leave “show” out"
    yield note("country-lacking", message, place, hint)


def _shown(signatory: Signatory, wording: Wording, *, headed: bool) -> tuple[str, ...]:
    codes = [signatory.country, *signatory.further_countries]
    languages = (wording.language, *([signatory.language] if signatory.language else []))
    # What is printed of a person's organisation may name the country as well.
    person = signatory.organisation if signatory.kind == "individual" else None
    text = " ".join(filter(None, (signatory.name, person)))
    return tuple(
        str(wording.locale.territories.get(code, code))
        for code in codes[1 if headed else 0 :]
        if code is not None and not names_country(text, code, languages)
    )
