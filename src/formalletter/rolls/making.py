"""Makes the roll of a file, and the letter as that file may know it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..diagnostics import Place, error, warning
from ..letter import Body, Source
from ..reading.phrases import did_you_mean, quoted
from ..roll import Group, Roll
from ..signatory_list import SignatoryList
from ..wording import Wording
from .audience import shown
from .counting import counts, kinds_unknown, updated
from .countries import country_problems, with_countries
from .grouping import group_problems, grouped
from .ordering import form, leading, order_problems, ordered
from .placeholders import fill, header_problems
from .typed_numbers import contradictions

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..diagnostics import Problem
    from ..letter import Letter
    from ..signatory import Audience, Signatory

_OF_KINDS = {"signatories.organisations", "signatories.individuals"}


def make_roll(
    signatories: Sequence[Signatory],
    settings: SignatoryList | None,
    audience: Audience,
    language: str,
) -> Roll:
    """What a file for this audience may show of the list, in order and counted.

    `signatories` are all rows of the list; `language` (BCP 47) is the letter's.
    """
    settings = settings or SignatoryList()
    named = ordered(shown(signatories, audience), settings, language)
    named = with_countries(named, settings, Wording(language))
    groups: tuple[Group, ...]
    groups = grouped(named, leading(named, settings), settings, Wording(language))
    return Roll(
        audience,
        groups,
        *counts(signatories, named, settings),
        is_confidential=any(each.visibility != "public" for each in named),
        updated=updated(signatories, settings),
    )


def letter_for(letter: Letter, audience: Audience) -> tuple[Letter, tuple[Problem, ...]]:
    """The letter as a file for this audience may know it, and what is wrong with the list.

    Its `signatories` are those that the file names, in their order; nothing of the others is
    left in it but their number.  The counts stand in its text and in that of its annexes.
    """
    header = letter.header
    wording = Wording(header.language)
    roll = make_roll(letter.signatories, header.signatories, audience, header.language)
    body = fill(letter.body, roll, wording)
    annexes = [
        fill(each.body, roll, Wording(each.annex.language or header.language))
        if each.body
        else None
        for each in letter.annexes
    ]
    filled = [body, *filter(None, annexes)]
    problems = (
        *_list_problems(letter, roll),
        *_date_problems(letter.signatories),
        *(problem for text in filled for problem in text.problems),
        *_kind_problems(letter, frozenset[str]().union(*(text.values for text in filled))),
        *header_problems(header.model_dump(by_alias=True), letter.places),
        *contradictions(letter.body, roll, wording),
        *_title_problems(letter, roll, wording),
    )
    if header.signatories is not None:
        # The names in it may be such as the file may not know.
        settings = header.signatories.model_copy(update={"first": ()})
        header = header.model_copy(update={"signatories": settings})
    filtered = replace(
        letter,
        header=header,
        signatories=roll.signatories,
        roll=roll,
        body=body.body,
        annexes=tuple(
            replace(each, body=text.body) if text else each
            for each, text in zip(letter.annexes, annexes, strict=True)
        ),
    )
    return filtered, problems


def _title_problems(letter: Letter, roll: Roll, wording: Wording) -> Iterator[Problem]:
    """The same for the title, which can't have a placeholder."""
    title = letter.header.title
    for problem in contradictions(Body(title, Source("", title), 1), roll, wording):
        place = letter.places.get(("title",))
        yield replace(problem, place=place, hint="correct the number, or leave it out")


def _list_problems(letter: Letter, roll: Roll) -> Iterator[Problem]:
    """What is wrong with the order and the groups that the header asks for."""
    settings = letter.header.signatories or SignatoryList()
    named, language = roll.signatories, letter.header.language
    yield from _first_problems(letter, settings, roll)
    yield from order_problems(named, settings, language, _place(letter, "order"))
    placed = named[leading(named, settings) :]
    yield from group_problems(placed, settings, _place(letter, "groups"))
    yield from country_problems(named, settings, _place(letter, "show"))


def _date_problems(signatories: Sequence[Signatory]) -> Iterator[Problem]:
    """Rows whose dates contradict each other, told without what else stands in them."""
    for each in signatories:
        if each.signed and each.withdrawn and each.withdrawn < each.signed:
            message = (
                f"a signatory withdrew on {each.withdrawn}, before the signature of {each.signed}"
            )
            hint = "correct one of the dates, in the list or in the decisions beside it"
            place = Place(each.place.path, each.place.line)
            yield warning("dates-contradict", message, place, hint)


def _kind_problems(letter: Letter, values: frozenset[str]) -> Iterator[Problem]:
    """Whether the text tells numbers of a kind that the list doesn't state."""
    settings = letter.header.signatories or SignatoryList()
    unknown = kinds_unknown(letter.signatories, settings)
    if values & _OF_KINDS and unknown:
        message = f"{unknown:,} signatories of no stated kind count as organisations"
        hint = "write below signatories kind: organisation, or kind: individual, for the whole"
        hint += " list; or give it a column kind that has one of the two in each row"
        if all(each.kind for each in letter.signatories):
            hint = "they are the number withheld in the header; to tell their kinds, give them rows"
        yield warning("kind-unknown", message, _place(letter, "file"), hint)


def _place(letter: Letter, key: str) -> Place | None:
    places = letter.places
    return places.get(("signatories", key)) or places.get(("signatories",)) or places.get(())


def _first_problems(letter: Letter, settings: SignatoryList, roll: Roll) -> Iterator[Problem]:
    known = {form(each.name) for each in letter.signatories}
    for number, name in enumerate(settings.first):
        if form(name) not in known:
            names = [each.name for each in roll.signatories]
            yield error(
                "first-missing",
                f"{quoted(name)} is to lead the list and is not in it",
                letter.places.get(("signatories", "first", number)),
                did_you_mean(name, names, "write the name as the list has it"),
            )
