"""Looks over what was set and made: the finished file is read back before it goes anywhere.

Everything that is found in the finished bytes comes together here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from .errors import DeliveryError, InputError
from .findings import Findings
from .viewing import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .assembling import Assembled
    from .claims import Claim
    from .composing import Composed
    from .diagnostics import Problem
    from .enclosing import Desk, Settled
    from .inspecting import Expectation
    from .rolls import Guard


@dataclass(frozen=True, slots=True)
class Made:
    """One edition of a letter, finished and checked, in memory.

    `stem` is its file's name without the ending, `claims` are the standards that it was found
    to keep; `guard` knows the names that the file may not show.  `problems` is all that was
    found on the way.
    """

    stem: str
    pdf: bytes
    claims: frozenset[Claim]
    desk: Desk
    composed: Composed
    settled: Settled
    expected: Expectation
    guard: Guard = field(repr=False)
    problems: tuple[Problem, ...]

    @property
    def hides_names(self) -> bool:
        """Whether the list has names that the file may not show."""
        return bool(self.guard)

    @property
    def pages(self) -> int:
        """How many pages the file has."""
        return self.settled.numbering.pages(self.settled.letter.pages)


@dataclass(frozen=True, slots=True)
class Finished:
    """The letter as composed and as set with its annexes, and the document made of them."""

    desk: Desk
    composed: Composed
    settled: Settled
    assembled: Assembled


class Facts(NamedTuple):
    """The name of the file without its ending, and the guard of the names it may not show."""

    stem: str
    guard: Guard


def review(
    finished: Finished,
    facts: Facts,
    viewer: Viewer,
    progress: Callable[[str], None],
    found: Findings,
) -> Made:
    """Checks what was set, and the finished file."""
    from .expecting import expectation

    desk, settled = finished.desk, finished.settled
    found.stop(InputError)
    progress("inspecting")
    expected = expectation(desk, finished.composed, settled)
    pdf, claims = finished.assembled.pdf, finished.assembled.claims
    composed = finished.composed
    made = Made(facts.stem, pdf, claims, desk, composed, settled, expected, facts.guard, ())
    found += _seen(made, viewer)
    found.stop(InputError if found.is_for_the_author else DeliveryError)
    return replace(made, problems=found.problems)


def look_at(made: Made, pdf: bytes) -> tuple[Problem, ...]:
    """What is found in a finished file, weighed; `pdf` stands in for the bytes that were made."""
    found = Findings(patient=True)
    found.weigh_for(made.desk.letter)
    with Viewer() as viewer:
        found += _seen(replace(made, pdf=pdf), viewer)
    return found.problems


def _seen(made: Made, viewer: Viewer) -> Iterator[Problem]:
    """All that is found in the bytes of a finished file, which two readers read side by side."""
    from . import inspecting, orders, planning
    from .checking.pages import page_problems

    viewer.send(made.pdf, made.settled.units)
    yield from inspecting.inspect(made.pdf, made.expected)
    yield from made.guard.file_problems(inspecting.everything_said(made.pdf, made.expected))
    if made.hides_names:
        yield from inspecting.check_attached(made.pdf, made.expected)
    if (most := orders.most_bytes(made.desk.order)) is not None:
        yield from inspecting.check_size(made.pdf, made.expected, most)
    if made.desk.order.pdf_x:
        yield inspecting.pdf_x_properties(made.pdf, made.expected)
    yield from _kept(made)
    pages = viewer.receive()
    yield from inspecting.check_words([page.text for page in pages], made.expected)
    yield from made.guard.file_problems(
        (line, "on the page", number, True)
        for number, page in enumerate(pages, 1)
        for line in page.text.splitlines()
    )
    lines = inspecting.printed_lines(made.pdf, pages, made.expected.foreign)
    meant = planning.plan(made.desk, made.settled, made.expected)
    yield from page_problems(pages, lines, meant)


def _kept(made: Made) -> Iterator[Problem]:
    """What the finished file has more, or otherwise, than the recipient's profile takes."""
    letter = made.desk.letter
    if letter.profile is None:
        return
    from . import inspecting
    from .checking.profile import check_profile

    opening = next(iter(made.composed.paragraphs), ())
    measures = inspecting.measure(made.pdf, made.expected, opening)
    place = letter.places.get(("profile",))
    yield from check_profile(letter.profile, measures, made.desk.order.edition, place)
