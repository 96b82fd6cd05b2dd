"""Makes all editions of a letter: the first in this process, the others beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from typing import TYPE_CHECKING

from ..diagnostics import Place, error
from ..edition import Edition
from ..errors import DeliveryError
from .pool import Pool
from .product import Failure, Product, Task
from .sets import set_name
from .telling import told
from .working import make_one, make_task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
    before = _snapshot(how)
    results = _results(how, select, progress)
    if passwords := _asked(results, ask):
        results = _results(replace(how, passwords=passwords), select, progress)
    failures = [result for result in results if isinstance(result, Failure)]
    if failures:
        problems = told([(order_of(each), each.problems) for each in results])
        raise failures[0].kind(dict.fromkeys(chain.from_iterable(problems)))
    if _snapshot(how) != before:
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
    with Pool(partial(make_task, how)) as pool:

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
            found[task] = result or _died(task)
    return [found[task] for task in planned]


def order_of(result: Result) -> Order | None:
    """What was ordered; None where the header could not be read."""
    return result.task.order if result.task else None


def _died(task: Task) -> Failure:
    message = f"the process that made the {task.order.edition.value} edition has died"
    hint = "nothing was delivered; run it again, and report it if it dies again"
    return Failure(task, DeliveryError, (error("edition-died", message, hint=hint),))


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


def _snapshot(how: How) -> dict[str, tuple[int, int]]:
    """The size and time of change of every file of the letter.

    Not of hidden ones, in which editors and version control keep what is theirs, and not of
    the finished ones below it, which another build may be writing.
    """
    found = {}
    for place, folders, names in os.walk(how.folder):
        paths = {name: Path(place, name) for name in (*folders, *names)}
        folders[:] = [
            name for name in folders if not name.startswith(".") and not how.is_output(paths[name])
        ]
        for name in names:
            if not name.startswith("."):
                with suppress(OSError):  # it has gone meanwhile, as what editors write does
                    facts = paths[name].lstat()
                    found[str(paths[name])] = (facts.st_size, facts.st_mtime_ns)
    return found
