"""The story of a build: read, compose, typeset, assemble, inspect, deliver.

`build` is the public interface (`formalletter.build`); the command line only parses, calls
it, prints and exits.  What is heavy is imported where the story needs it, so that the
typesetting process starts first.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import assets, native
from .edition import Edition
from .errors import DeliveryError, FormalletterError, InputError, stop_on_errors
from .setting import LetterSetter
from .typesetting.process import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable

    from .assembling import Assembled
    from .composing import Composed
    from .diagnostics import Problem
    from .enclosing import Desk, Settled
    from .signatory import Audience

    Progress = Callable[[str], None]
    Ask = Callable[[str], str | None]

OUTPUT = Path("out")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build delivered: the file, its pages, who has signed, what there is to say.

    `unnamed` of the signatories are not named in the file.
    """

    path: Path
    pages: int
    signatories: int
    problems: tuple[Problem, ...]
    annexes: int = 0
    unnamed: int = 0


@dataclass(frozen=True, slots=True)
class _Finished:
    """The letter as composed and as set with its annexes, and the document made of them."""

    composed: Composed
    settled: Settled
    assembled: Assembled


def build(
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    audience: Audience | None = None,
    output: Path = OUTPUT,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Built:
    """Builds one edition of the letter in `folder` into the folder `output`.

    `audience` decides who is named in it; without one, it is the edition's usual audience.
    `progress` is told each step in a word or two; `ask` is asked for the password of an annex
    that needs one and has none.  Raises a `FormalletterError` with all problems found when
    nothing could be delivered; the earlier file then stays as it was.
    """
    found: list[Problem] = []
    try:
        with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
            found += native.missing_libraries()
            progress("reading")
            from . import preparing, rolls

            for_whom = audience or rolls.usual_audience(edition)
            letter, coverage, problems, guard = preparing.read(folder, for_whom)
            found += problems
            from . import enclosing

            if letter.annexes:
                progress("taking in annexes")
            taken = enclosing.take_in(letter, ask, with_words=bool(guard))
            found += guard.annex_problems(letter.annexes, taken)
            desk = enclosing.Desk(letter, edition, coverage, typesetter, taken)
            finished = _conforming(desk, progress, found)
        confidential = letter.roll.is_confidential
        stem = rolls.file_stem(letter.slug, edition, for_whom, is_confidential=confidential)
        return _deliver(desk, finished, output / f"{stem}.pdf", progress, found)
    except FormalletterError as fault:
        raise type(fault)(dict.fromkeys([*found, *fault.problems])) from fault


def _conforming(desk: Desk, progress: Progress, found: list[Problem]) -> _Finished:
    """Sets and assembles all; again, where annexes take another form because they don't conform."""
    from . import assembling, enclosing, inspecting, preparing

    setter = LetterSetter(desk, progress, found)
    forms, notes = enclosing.first_forms(desk.letter, desk.taken)
    found += notes
    while True:
        settled = enclosing.settle(desk, forms, setter.set)
        manuscript, problems = enclosing.bind(desk, settled)
        progress("assembling")
        properties = preparing.properties(desk.letter, setter.composed)
        judge = partial(inspecting.judge, foreign=settled.foreign)
        assembled = assembling.assemble(manuscript, properties, judge)
        changed, notes = enclosing.other_forms(desk.letter, assembled, forms)
        found += notes
        if not changed:
            found += enclosing.intake_problems(desk.letter, desk.taken, forms)
            found += [*desk.problems, *problems, *assembled.problems]
            return _Finished(setter.composed, settled, assembled)
        forms |= changed


def _deliver(
    desk: Desk, finished: _Finished, path: Path, progress: Progress, found: list[Problem]
) -> Built:
    """Checks what was set, reads the finished file back, and puts it in its place."""
    from . import checking, delivering, inspecting, preparing
    from .expecting import expectation

    settled = finished.settled
    size = preparing.sheet_size(desk.letter)
    found += checking.layout_faults(settled.letter.lines, *size)
    for typeset, start in settled.texts(desk):
        faults = checking.annex_layout_faults(typeset.lines, *size)
        found += [problem.shifted(start) for problem in faults]
    stop_on_errors(found, InputError)
    progress("inspecting")
    expected = expectation(desk, finished.composed, settled)
    found += inspecting.inspect(finished.assembled.pdf, expected)
    stop_on_errors(found, DeliveryError)
    delivering.deliver(finished.assembled.pdf, path)
    pages = settled.numbering.pages(settled.letter.pages)
    roll, annexes = desk.letter.roll, len(settled.drafts)
    return Built(path, pages, roll.total, tuple(dict.fromkeys(found)), annexes, roll.further)
