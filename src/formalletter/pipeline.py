"""The story of a build: read, compose, typeset, assemble, inspect, deliver.

`build` is the public interface (`formalletter.build`); the command line only parses, calls
it, prints and exits.  What is heavy is imported where the story needs it, so that the
typesetting process starts first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import assets, native
from .edition import Edition
from .errors import DeliveryError, FormalletterError, InputError
from .findings import Findings
from .setting import LetterSetter
from .typesetting.process import Typesetter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .assembling import Assembled
    from .composing import Composed
    from .diagnostics import Problem
    from .enclosing import Desk, Settled
    from .inspecting import Expectation
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
class Made:
    """One edition of a letter, finished and checked, in memory.

    `stem` is its file's name without the ending; `problems` is all that was found on the way.
    """

    stem: str
    pdf: bytes
    desk: Desk
    composed: Composed
    settled: Settled
    expected: Expectation
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found; `made` is missing where the letter could not be made at all."""

    problems: tuple[Problem, ...]
    made: Made | None = None


@dataclass(frozen=True, slots=True)
class _Finished:
    """The letter as composed and as set with its annexes, and the document made of them."""

    composed: Composed
    settled: Settled
    assembled: Assembled


def build(  # noqa: PLR0913 - each is an option
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    audience: Audience | None = None,
    output: Path = OUTPUT,
    strict: bool = False,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Built:
    """Builds one edition of the letter in `folder` into the folder `output`.

    `audience` decides who is named in it; without one, it is the edition's usual audience.
    `strict` makes errors of warnings.  `progress` is told each step in a word or two; `ask` is
    asked for the password of an annex that needs one and has none.  Raises a
    `FormalletterError` with all problems found when nothing could be delivered; the earlier
    file then stays as it was.
    """
    made = _made(folder, edition, audience, (progress, ask), Findings(strict=strict))
    from . import delivering

    path = output / f"{made.stem}.pdf"
    delivering.deliver(made.pdf, path)
    pages = made.settled.numbering.pages(made.settled.letter.pages)
    roll, annexes = made.desk.letter.roll, len(made.settled.drafts)
    return Built(path, pages, roll.total, made.problems, annexes, roll.further)


def check(
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    audience: Audience | None = None,
    strict: bool = False,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Checked:
    """Makes an edition as `build` does, delivers nothing, and says all that is wrong with it.

    An error that a rule finds does not end the work, so that all are told at once.
    """
    findings = Findings(strict=strict, patient=True)
    try:
        made = _made(folder, edition, audience, (progress, ask), findings)
    except FormalletterError as fault:
        return Checked(tuple(fault.problems))
    return Checked(made.problems, made)


def _made(
    folder: Path,
    edition: Edition,
    audience: Audience | None,
    listeners: tuple[Progress, Ask],
    found: Findings,
) -> Made:
    """Makes an edition and checks it.  Raises with all that was found until then."""
    progress, ask = listeners
    try:
        with Typesetter(assets.fonts_folder(), folder / "fonts") as typesetter:
            found += native.missing_libraries()
            progress("reading")
            from . import preparing, rolls

            for_whom = audience or rolls.usual_audience(edition)
            letter, coverage, problems, guard = preparing.read(folder, for_whom)
            found.weigh_for(letter)
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
        return _inspected(desk, finished, stem, progress, found)
    except FormalletterError as fault:
        found += fault.problems
        raise type(fault)(found.problems) from fault


def _conforming(desk: Desk, progress: Progress, found: Findings) -> _Finished:
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


def _inspected(
    desk: Desk, finished: _Finished, stem: str, progress: Progress, found: Findings
) -> Made:
    """Checks what was set, and the finished file."""
    from . import checking, preparing
    from .expecting import expectation

    settled, pdf = finished.settled, finished.assembled.pdf
    size = preparing.sheet_size(desk.letter)
    found += checking.layout_faults(settled.letter.lines, *size)
    for typeset, start in settled.texts(desk):
        faults = checking.annex_layout_faults(typeset.lines, *size)
        found += [problem.shifted(start) for problem in faults]
    found.stop(InputError)
    progress("inspecting")
    expected = expectation(desk, finished.composed, settled)
    made = Made(stem, pdf, desk, finished.composed, settled, expected, ())
    found += _seen(made)
    found.stop(DeliveryError)
    return replace(made, problems=found.problems)


def look_at(made: Made, pdf: bytes) -> tuple[Problem, ...]:
    """What is found in a finished file, weighed; `pdf` stands in for the bytes that were made."""
    found = Findings(patient=True)
    found.weigh_for(made.desk.letter)
    found += _seen(replace(made, pdf=pdf))
    return found.problems


def _seen(made: Made) -> Iterator[Problem]:
    """All that is found in the bytes of a finished file."""
    from . import inspecting

    yield from inspecting.inspect(made.pdf, made.expected)
