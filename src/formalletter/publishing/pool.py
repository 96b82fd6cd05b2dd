"""Makes editions side by side, each in a process of its own.

Python runs on one core at a time; what is heavy in a build is half the typesetter's, which has
its own process, and half Python's.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Self

from ..diagnostics import error
from ..errors import DeliveryError
from .product import Failure
from .working import make_one

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

    from .product import How, Product, Task


class Pool:
    """Processes beside this one, as many as there are cores for; none is left over."""

    def __init__(self, how: How) -> None:
        self._how = how
        self._context = multiprocessing.get_context("spawn")  # a fork would copy threads and locks
        self._waiting: deque[Task] = deque()
        self._running: dict[Connection, tuple[Task, SpawnProcess]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for connection, (_, process) in self._running.items():
            process.kill()
            process.join()
            connection.close()

    def start(self, tasks: Iterable[Task]) -> None:
        """Begins with the tasks; this process is busy with another."""
        self._waiting.extend(tasks)
        self._fill(max(1, (os.cpu_count() or 1) - 1))

    def results(self) -> Iterator[tuple[Task, Product | Failure]]:
        """The results as they come; now this process has nothing else to do."""
        while self._waiting or self._running:
            self._fill(os.cpu_count() or 1)
            for ready in [each for each in wait(list(self._running)) if each in self._running]:
                task, process = self._running.pop(ready)
                yield task, _receive(ready, task)
                process.join()

    def _fill(self, most: int) -> None:
        while self._waiting and len(self._running) < most:
            task = self._waiting.popleft()
            ours, theirs = self._context.Pipe(duplex=False)
            arguments = (theirs, self._how, task)
            process = self._context.Process(target=_work, args=arguments, daemon=True)
            process.start()
            theirs.close()
            self._running[ours] = (task, process)


def _receive(connection: Connection, task: Task) -> Product | Failure:
    """The result, or that the process died without one."""
    try:
        result: Product | Failure = connection.recv()
    except EOFError:
        message = f"the process that made the {task.order.edition.value} edition has died"
        hint = "nothing was delivered; run it again, and report it if it dies again"
        return Failure(task, DeliveryError, (error("edition-died", message, hint=hint),))
    finally:
        connection.close()
    return result


def _work(connection: Connection, how: How, task: Task) -> None:
    """The work of such a process.  Ctrl-C goes to all; the one that started it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection.send(make_one(how, lambda _: task, lambda _: None))
    connection.close()
