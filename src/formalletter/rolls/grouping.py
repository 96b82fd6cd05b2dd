"""Groups of signatories: by kind, country, region of the world, or the list's column group."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from ..diagnostics import warning
from ..roll import Group
from .collating import sort_keys

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Place, Problem
    from ..signatory import Signatory
    from ..signatory_list import SignatoryList
    from ..wording import Wording

_KINDS = {"organisation": "group-organisations", "individual": "group-individuals"}


def grouped(
    signatories: Sequence[Signatory], leading: int, settings: SignatoryList, wording: Wording
) -> tuple[Group, ...]:
    """The signatories in groups, each in the order given; none is lost.

    The first `leading` of them stand ahead without a heading, and whoever can't be placed
    stands in a last group "Others".  Organisations come before individuals, countries and
    regions by the alphabet of the letter's language, the list's own groups as they first occur.
    """
    ahead, rest = signatories[:leading], signatories[leading:]
    first = [Group(None, tuple(ahead))] if ahead else []
    if settings.groups == "none":
        return (Group(None, tuple(signatories)),) if signatories else ()
    members: dict[str, list[Signatory]] = {}
    others: list[Signatory] = []
    for signatory in rest:
        key = _key(signatory, settings)
        (others if key is None else members.setdefault(key, [])).append(signatory)
    headed = {key: _heading(key, settings, wording) for key in members}
    groups = [Group(headed[key], tuple(members[key])) for key in _order(headed, settings, wording)]
    last = [Group(wording.phrase("group-others"), tuple(others))] if others else []
    return (*first, *groups, *last)


def group_problems(
    signatories: Sequence[Signatory], settings: SignatoryList, place: Place | None
) -> Iterator[Problem]:
    """How many of the signatories can't be placed in a group, told once."""
    lacking = [each for each in signatories if _key(each, settings) is None]
    if settings.groups == "none" or not lacking:
        return
    what = {"region": "country of a region"}.get(settings.groups, settings.groups)
    number = f"{len(lacking):,} of {len(signatories):,} signatories"
    if len(lacking) == len(signatories):
        hint = f"give the list a column {settings.groups}, or leave groups out"
        message = f"no signatory has a {what} to be grouped by"
        yield warning("group-unknown", message, place, hint)
    else:
        message = f"{number} have no {what}, and stand in a last group"
        rows = [str(each.place.line) for each in lacking if each.place.line][:12]
        hint = f"see row {', '.join(rows)}" if len(rows) == 1 else f"see rows {', '.join(rows)}"
        yield warning("group-unknown", message, place, hint if rows else None)


def _key(signatory: Signatory, settings: SignatoryList) -> str | None:
    if settings.groups == "region":
        return _regions().get(signatory.country or "")
    values = {
        "kind": signatory.kind,
        "country": signatory.country,
        "group": signatory.group,
    }
    return values.get(settings.groups) or None


def _heading(key: str, settings: SignatoryList, wording: Wording) -> str:
    if settings.groups == "kind":
        return wording.phrase(_KINDS[key])
    if settings.groups in {"country", "region"}:
        name: str = wording.locale.territories.get(key, key)
        return name
    return key


def _order(headed: dict[str, str], settings: SignatoryList, wording: Wording) -> list[str]:
    if settings.groups == "kind":
        return [kind for kind in _KINDS if kind in headed]
    if settings.groups == "group" and settings.order == "as-given":
        return list(headed)
    keys = sort_keys(list(headed.values()), wording.language)
    places = dict(zip(headed, keys, strict=True))
    return sorted(headed, key=lambda key: places[key])


@cache
def _regions() -> dict[str, str]:
    """The code of the region (UN M49) of each country."""
    text = files(__package__).joinpath("regions.toml").read_text(encoding="utf-8")
    return {
        country: region
        for region, countries in tomllib.loads(text).items()
        for country in countries.split()
    }
