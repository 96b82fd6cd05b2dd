"""The story of a build: read, compose, typeset, assemble, inspect, deliver.

`build` is the public interface (`formalletter.build`); the command line only parses, calls
it, prints and exits.  What is heavy is imported where the story needs it, so that the
typesetting process starts first.
"""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from . import assets, native, rules
from .edition import Edition
from .errors import FormalletterError
from .findings import Findings
from .reviewing import Facts, Finished, Made, look_at, review
from .setting import LetterSetter
from .typesetting.process import Typesetter
from .viewing import Viewer

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from .claims import Claim, Finding
    from .diagnostics import Problem
    from .edition import Order
    from .enclosing import Desk, Settled
    from .letter import Header
    from .signatory import Audience

    Progress = Callable[[str], None]
    Ask = Callable[[str], str | None]
    Choose = Callable[[Header], Order]

__all__ = ["Built", "Checked", "Made", "build", "check", "look_at", "make"]

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
class Checked:
    """What a check found; the letter was `made`, or a `fault` of a stage ended the work."""

    problems: tuple[Problem, ...]
    made: Made | None = None
    fault: FormalletterError | None = None


def build(  # noqa: PLR0913 - each is an option
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    audience: Audience | None = None,
    order: Order | None = None,
    output: Path = OUTPUT,
    strict: bool = False,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Built:
    """Builds one edition of the letter in `folder` into the folder `output`.

    `audience` decides who is named in it; without one, it is the edition's usual audience.  An
    `order` says exactly what is made, in place of both; without one, what the header says of
    the edition, and of an embargo's two sets the embargoed one.
    `strict` makes errors of warnings.  `progress` is told each step in a word or two; `ask` is
    asked for the password of an annex that needs one and has none.  Raises a
    `FormalletterError` with all problems found when nothing could be delivered; the earlier
    file then stays as it was.
    """
    choose = _chooser(edition, audience, order)
    made = make(folder, choose, strict=strict, progress=progress, ask=ask)
    from . import writing

    path = output / f"{made.stem}.pdf"
    writing.replace_file(path, made.pdf, owner=folder)
    roll, annexes = made.desk.letter.roll, len(made.settled.drafts)
    return Built(path, made.pages, roll.total, made.problems, annexes, roll.further)


def make(
    folder: Path,
    choose: Choose,
    *,
    strict: bool = False,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Made:
    """Makes and checks one edition in memory; `choose` says which, when the header is read.

    Raises as `build` does.
    """
    return _made(folder, choose, (progress, ask), Findings(strict=strict))


def check(  # noqa: PLR0913 - each is an option
    folder: Path,
    *,
    edition: Edition = Edition.DELIVERY,
    audience: Audience | None = None,
    choose: Choose | None = None,
    strict: bool = False,
    online: bool = False,
    progress: Progress = lambda _: None,
    ask: Ask = lambda _: None,
) -> Checked:
    """Makes an edition as `build` does, delivers nothing, and says all that is wrong with it.

    An error that a rule finds does not end the work, so that all are told at once.  Only where
    it is `online` is the network used: to see whether links still lead somewhere.  `choose` says
    in place of the edition and audience what is made, when the header is read.
    """
    findings = Findings(strict=strict, patient=True)
    chooser = choose or _chooser(edition, audience, None)
    try:
        made = _made(folder, chooser, (progress, ask), findings)
    except FormalletterError as fault:
        return Checked(fault.problems, fault=fault)
    if online:
        from .checking.online import dead_links

        progress("following links")
        findings += dead_links(made.desk.letter)
    findings += rules.idle(findings.problems, made.desk.letter)
    return Checked(findings.problems, made)


def _chooser(edition: Edition, audience: Audience | None, order: Order | None) -> Choose:
    """Chooses an exact order, or what the header says of an edition."""

    def choose(header: Header) -> Order:
        from . import orders

        return order or orders.chosen(header, edition, audience)[0]

    return choose


def _made(folder: Path, choose: Choose, listeners: tuple[Progress, Ask], found: Findings) -> Made:
    """Makes an edition and checks it.  Raises with all that was found until then."""
    progress, ask = listeners
    try:
        with ExitStack() as stack:
            typesetter = stack.enter_context(Typesetter(assets.fonts_folder(), folder / "fonts"))
            found += native.missing_libraries()
            progress("reading")
            from . import preparing, rolls

            letter, coverage, problems, guard, order = preparing.read(folder, choose)
            found.weigh_for(letter)
            found += problems
            from . import enclosing

            if letter.annexes:
                progress("taking in annexes")
            taken = enclosing.take_in(letter, ask, with_words=bool(guard))
            found += guard.annex_problems(letter.annexes, taken)
            desk = enclosing.Desk(letter, order, coverage, typesetter, taken)
            viewer = stack.enter_context(Viewer())
            finished = _conforming(desk, viewer, progress, found)
            confidential = letter.roll.is_confidential
            stem = rolls.file_stem(letter.slug, order, is_confidential=confidential)
            return review(finished, Facts(stem, guard), viewer, progress, found)
    except FormalletterError as fault:
        found += fault.problems
        raise type(fault)(found.problems) from fault


def _conforming(desk: Desk, viewer: Viewer, progress: Progress, found: Findings) -> Finished:
    """Sets and assembles all; again, where annexes take another form because they don't conform."""
    from . import assembling, enclosing, orders, preparing

    setter = LetterSetter(desk, progress, found)
    forms, notes = enclosing.first_forms(desk.letter, desk.taken)
    found += notes
    while True:
        settled = enclosing.settle(desk, forms, setter.set)
        manuscript, problems = enclosing.bind(desk, settled)
        progress("assembling")
        properties = preparing.properties(desk.letter, setter.composed)
        judge = partial(_judged, viewer, settled)
        most = orders.most_bytes(desk.order)
        assembled = assembling.assemble(manuscript, properties, judge, most)
        changed, notes = enclosing.other_forms(desk.letter, assembled, forms)
        found += notes
        if not changed:
            found += enclosing.intake_problems(desk.letter, desk.taken, forms)
            found += [*desk.problems, *problems, *assembled.problems]
            return Finished(desk, setter.composed, settled, assembled)
        forms |= changed


def _judged(
    viewer: Viewer, settled: Settled, pdf: bytes, claims: Collection[Claim]
) -> tuple[Finding, ...]:
    """What speaks against the claims of a file; the viewer looks at its pages meanwhile."""
    from . import inspecting

    viewer.send(pdf, settled.units)
    return inspecting.judge(pdf, claims, foreign=settled.foreign)
