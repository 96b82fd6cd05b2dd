"""Examines a PDF that might become an annex: `formalletter annex inspect`.

It is taken in and merged behind the shortest letter there is, in memory; so what is told of
it is what would become of it, and its claims are judged on finished bytes.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from . import assets, scratch
from .annex import Annex
from .diagnostics import Place
from .edition import Edition, Order
from .errors import InputError
from .findings import Findings
from .fonts import Coverage
from .letter import Body, Enclosed, Header, Letter, Letterhead, Recipient, Source
from .typesetting.process import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .assembling import Placement
    from .claims import Claim
    from .diagnostics import Problem
    from .foreign import Facts

_LANGUAGE = "en-GB"


@dataclass(frozen=True, slots=True)
class Examined:
    """What a PDF is and would become as an annex.

    `claims` are those that it could carry; `placement` is that of the stamp.  Where a problem
    is an error, the file would be refused.
    """

    facts: Facts
    placement: Placement
    claims: frozenset[Claim]
    problems: tuple[Problem, ...]


def examine(path: Path, ask: Callable[[str], str | None]) -> Examined:
    """Examines a file.  Raises `InputError` with the reason if it can't even be described.

    `ask` is asked for a password if the file needs one.
    """
    from .reading.door import LARGEST_ANNEX, Door

    data = Door(path.parent, str(path.parent)).read(path.name, limit=LARGEST_ANNEX)
    if not isinstance(data, bytes):
        raise InputError([data])
    with scratch.folder() as folder:
        return _examined(_letter_with(path, data, folder), ask)


def _examined(letter: Letter, ask: Callable[[str], str | None]) -> Examined:
    from . import assembling, enclosing, inspecting, preparing
    from .setting import LetterSetter

    fonts = assets.fonts_folder()
    with Typesetter(fonts, letter.folder / "fonts") as typesetter:
        taken = enclosing.take_in(letter, ask, only_describe=True)
        problems = enclosing.intake_problems(letter, taken, {})
        facts = taken[0].facts
        placement = assembling.place(facts.pages)
        refusals = tuple(problem for problem in problems if problem.is_error)
        if refusals:
            return Examined(facts, placement, frozenset(), refusals)
        coverage = Coverage(fonts, letter.folder / "fonts")
        order = Order(Edition.DELIVERY, letter.roll.audience)
        desk = enclosing.Desk(letter, order, coverage, typesetter, taken)
        setter = LetterSetter(desk, lambda _: None, Findings())
        settled = enclosing.settle(desk, {}, setter.set)
        manuscript, clashes = enclosing.bind(desk, settled)
    properties = preparing.properties(letter, setter.composed)
    judge = partial(inspecting.judge, foreign=settled.foreign)
    assembled = assembling.assemble(manuscript, properties, judge)
    # Pages are told by their numbers in the file.
    told = [problem.shifted(-settled.letter.pages) for problem in (*clashes, *assembled.problems)]
    return Examined(facts, placement, assembled.claims, (*problems, *told))


def _letter_with(path: Path, data: bytes, folder: Path) -> Letter:
    """The shortest letter, with this file as its only annex."""
    annex = Annex(title=path.name, file=path.name)
    header = Header(
        title=path.name,
        date=dt.date(2000, 1, 1),
        language=_LANGUAGE,
        recipient=Recipient(office="–"),
        salutation="–",
        annexes=(annex,),
    )
    body = Body("–", Source(str(path), "–"), 1)
    enclosed = Enclosed(annex, "A", Place(str(path)), pdf=data)
    return Letter(folder, "letter", header, {}, Letterhead(), body, (), (enclosed,))
