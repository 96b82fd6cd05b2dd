"""Checks all editions of a letter side by side, and delivers nothing."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING

from .. import pipeline
from ..diagnostics import error
from ..errors import DeliveryError
from .pool import Pool
from .product import Task

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from ..diagnostics import Problem
    from ..edition import Order
    from ..letter import Header

    Select = Callable[[Header], Sequence[Order]]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be checked: `online` follows links, `listening` says what is heard."""

    folder: Path
    strict: bool = False
    online: bool = False
    listening: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of one edition found.

    `order` is None where the header could not be read.  `code` is the exit code that the
    findings ask for.  The rest is there where the edition could be made: its `stem`, its
    finished bytes, the UserUnits of its pages by their indexes, what a screen reader says.
    """

    order: Order | None
    problems: tuple[Problem, ...]
    code: int
    stem: str = ""
    pdf: bytes = field(default=b"", repr=False)
    pages: int = 0
    units: Mapping[int, float] = field(default_factory=dict)
    heard: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()


def check(
    asked: Asked,
    select: Select,
    progress: Callable[[str], None],
    ask: Callable[[str], str | None],
) -> list[Report]:
    """The reports on all editions that `select` takes by the header, in their order.

    Links are the same in all of them, so only the first follows them.
    """
    given: dict[str, str] = {}

    def remember(name: str) -> str | None:
        if name not in given and (password := ask(name)):
            given[name] = password
        return given.get(name)

    planned: list[Task] = []
    rest = replace(asked, online=False, listening=False)
    with Pool(partial(_check_task, rest)) as pool:

        def choose(header: Header) -> Order:
            planned.extend(Task(order) for order in select(header))
            pool.start(planned[1:])
            return planned[0].order

        first = _check_one(asked, choose, progress, remember)
        reports = [first]
        found = dict(pool.results())
    for task in planned[1:]:
        report = found[task] or _died(task)
        if given and set(report.unanswered) & set(given):
            report = _check_one(rest, partial(_just, task), progress, remember)
        reports.append(report)
    return reports


def _check_task(asked: Asked, task: Task) -> Report:
    """The work of a process beside the first: nobody can be asked from there."""
    unanswered: list[str] = []
    report = _check_one(asked, partial(_just, task), lambda _: None, unanswered.append)
    return replace(report, unanswered=tuple(unanswered))


def _just(task: Task, _: Header) -> Order:
    return task.order


def _check_one(
    asked: Asked,
    choose: Callable[[Header], Order],
    progress: Callable[[str], None],
    ask: Callable[[str], str | None],
) -> Report:
    checked = pipeline.check(
        asked.folder,
        choose=choose,
        strict=asked.strict,
        online=asked.online,
        progress=progress,
        ask=ask,
    )
    if checked.made is None:
        code = checked.fault.exit_code if checked.fault else 1
        return Report(None, checked.problems, code)
    made = checked.made
    return Report(
        order=made.desk.order,
        problems=checked.problems,
        code=int(any(problem.is_error for problem in checked.problems)),
        stem=made.stem,
        pdf=made.pdf,
        pages=made.pages,
        units=made.settled.units,
        heard=_heard(made) if asked.listening else (),
    )


def _heard(made: pipeline.Made) -> tuple[str, ...]:
    from ..inspecting.listening import heard

    return tuple(heard(made.pdf, made.expected.foreign))


def _died(task: Task) -> Report:
    message = f"the process that checked the {task.order.edition.value} edition has died"
    problem = error("edition-died", message, hint="run it again, and report it if it dies again")
    return Report(task.order, (problem,), DeliveryError.exit_code)
