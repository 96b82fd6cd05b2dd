"""Makes all editions of a letter: the first in this process, the others beside it."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..edition import Edition
from ..errors import DeliveryError
from .pool import Pool
from .product import Failure, Product, Task
from .sets import set_name
from .working import make_one

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from ..diagnostics import Problem
    from ..edition import Order
    from ..letter import Header
    from .product import How, Phase

    Ask = Callable[[str], str | None]
    Progress = Callable[[str], None]
    Select = Callable[[Header], Sequence[Order]]
    Result = Product | Failure


def make(how: How, select: Select, progress: Progress, ask: Ask) -> list[Product]:
    """All editions that `select` takes by the letter's header, finished and checked.

    Raises a `FormalletterError` with all problems of all editions if one could not be made, or
    if the letter's files changed meanwhile.
    """
    before = _snapshot(how.folder)
    results = _results(how, select, progress)
    if passwords := _asked(results, ask):
        results = _results(replace(how, passwords=passwords), select, progress)
    failures = [result for result in results if isinstance(result, Failure)]
    if failures:
        told = (
            problem for result in results for problem in problems_of(result, many=len(results) > 1)
        )
        raise failures[0].kind(dict.fromkeys(told))
    if _snapshot(how.folder) != before:
        hint = "leave the folder alone until the build is done, and run it again"
        message = "the letter's files changed while it was built"
        raise DeliveryError([error("letter-changed", message, Place(str(how.folder)), hint)])
    return [result for result in results if isinstance(result, Product)]


def _results(how: How, select: Select, progress: Progress) -> list[Result]:
    """The results in the order of the header.

    One that fails does not stop the others, so that all faults are told at once.
    """
    planned: list[Task] = []
    found: dict[Task, Result] = {}
    with Pool(how) as pool:

        def choose(header: Header) -> Task:
            planned.extend(_tasks(header, select(header), with_twins=how.with_twins))
            pool.start(planned[1:])
            return planned[0]

        first = make_one(how, choose, progress)
        if not planned:
            return [first]
        found[planned[0]] = first
        for task, result in pool.results():
            progress(f"making {len(planned)} editions, {len(found)} done")
            found[task] = result
    return [found[task] for task in planned]


def problems_of(result: Result, *, many: bool) -> Iterator[Problem]:
    """What was found; where there are `many` editions, the pages say which one's they are."""
    for problem in result.problems:
        place = problem.place
        if not many or result.task is None or place is None or place.path or not place.page:
            yield problem
        else:
            order = result.task.order
            name = f"{order.edition.value} ({order.audience})"
            yield replace(problem, place=replace(place, path=name))


def sets(products: Sequence[Product]) -> dict[str, list[Product]]:
    """The products by the names of their sets."""
    ordered = sorted(products, key=set_name)
    return {name: list(found) for name, found in groupby(ordered, key=set_name)}


def _tasks(header: Header, orders: Sequence[Order], *, with_twins: bool) -> list[Task]:
    """A task for each order; the twins of a set are made with its first file that is no print."""
    tasks = [Task(order, _phase(header, order)) for order in orders]
    if not with_twins:
        return tasks
    leading: dict[tuple[str, Phase | None], Task] = {}
    for task in sorted(tasks, key=lambda each: each.order.edition is Edition.PRINT):
        leading.setdefault((task.order.audience, task.phase), task)
    return [
        replace(
            task,
            with_twins=task in leading.values(),
            with_picture=task.order.edition is Edition.PRESS and not task.order.is_embargoed,
        )
        for task in tasks
    ]


def _phase(header: Header, order: Order) -> Phase | None:
    if header.embargo is None or order.audience != "public":
        return None
    return "embargoed" if order.is_embargoed else "released"


def _asked(results: Sequence[Result], ask: Ask) -> dict[str, str]:
    """The passwords of files that a person can tell."""
    names = [name for each in results if isinstance(each, Failure) for name in each.asked]
    given = {name: ask(name) for name in dict.fromkeys(names)}
    return {name: password for name, password in given.items() if password}


def _snapshot(folder: Path) -> dict[str, tuple[int, int]]:
    """The size and time of change of every file of the letter."""
    found = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith("."):
            facts = path.lstat()
            found[str(path)] = (facts.st_size, facts.st_mtime_ns)
    return found
