"""Makes editions side by side, each in a process of its own.

Python runs on one core at a time; what is heavy in a build is half the typesetter's, which has
its own process, and half Python's.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
from collections import deque
from multiprocessing import resource_tracker
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, Self, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from types import TracebackType

    from .product import Task

Result = TypeVar("Result")
# An interrupt during an import is tried again later, by an alarm (`cli.interrupting`).
_ENDING = {signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM}


class Pool(Generic[Result]):
    """Processes beside this one, as many as there are cores for; none is left over.

    `work` is what each does with its task; it and its result go from process to process.
    """

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self._work = work
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

    def results(self) -> Iterator[tuple[Task, Result | None]]:
        """The results as they come, None of a process that died; this one is free now."""
        while self._waiting or self._running:
            self._fill(os.cpu_count() or 1)
            for ready in [each for each in wait(list(self._running)) if each in self._running]:
                task, process = self._running.pop(ready)
                yield task, self._receive(ready)
                process.join()

    def _receive(self, connection: Connection) -> Result | None:
        try:
            result: Result = connection.recv()
        except EOFError:
            return None
        finally:
            connection.close()
        return result

    def _fill(self, most: int) -> None:
        while self._waiting and len(self._running) < most:
            task = self._waiting.popleft()
            ours, theirs = self._context.Pipe(duplex=False)
            arguments = (theirs, self._work, task)
            process = self._context.Process(target=_serve, args=arguments, daemon=True)
            with _undisturbed():
                process.start()
            theirs.close()
            self._running[ours] = (task, process)


def _serve(connection: Connection, work: Callable[[Task], object], task: Task) -> None:
    """The life of such a process.  Ctrl-C goes to all; the one that started it ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDING)
    result = work(task)
    with contextlib.suppress(BrokenPipeError):  # who asked for it was killed meanwhile
        connection.send(result)
    connection.close()


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets no signal in while a process is started; what comes meanwhile comes afterwards.

    An interrupt halfway would leave a process that reads its task in vain and complains; and
    the process itself is interrupted by nothing until it has begun.
    """
    resource_tracker.ensure_running()  # which lets them in again where it isn't
    before = signal.pthread_sigmask(signal.SIG_BLOCK, _ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
