"""Makes editions side by side, each in a process of its own.

Python runs on one core at a time; what is heavy in a build is half the typesetter's, which has
its own process, and half Python's.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
from collections import deque
from typing import IO, TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from .. import children
from .worker import ENDING

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from .product import Task

Result = TypeVar("Result")


class _Running(NamedTuple):
    """A process that is at work, and the file that it complains to."""

    task: Task
    process: subprocess.Popen[bytes]
    complaints: IO[bytes]


class Pool(Generic[Result]):
    """Processes beside this one, as many as there are cores for; none is left over.

    `work` is what each does with its task; it and its result go from process to process.
    """

    def __init__(self, work: Callable[[Task], Result]) -> None:
        self._work = work
        self._waiting: deque[Task] = deque()
        self._running: dict[IO[bytes], _Running] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for _, process, complaints in self._running.values():
            children.end(process, complaints)

    def start(self, tasks: Iterable[Task]) -> None:
        """Begins with the tasks; this process is busy with another."""
        self._waiting.extend(tasks)
        self._fill(max(1, (os.cpu_count() or 1) - 1))

    def results(self) -> Iterator[tuple[Task, Result | None]]:
        """The results as they come, None of a process that died; this one is free now."""
        while self._waiting or self._running:
            self._fill(os.cpu_count() or 1)
            for ready in _ready(self._running):
                result = self._receive(ready)
                task, process, complaints = self._running.pop(ready)
                children.end(process, complaints)
                yield task, result

    def _receive(self, answer: IO[bytes]) -> Result | None:
        try:
            result: Result = pickle.load(answer)  # noqa: S301 (from this program)
        except (EOFError, pickle.UnpicklingError):  # it died before or while it answered
            return None
        return result

    def _fill(self, most: int) -> None:
        while self._waiting and len(self._running) < most:
            task = self._waiting.popleft()
            with _undisturbed():
                process, complaints = children.converse("publishing.worker", is_kin=True)
                assert process.stdin is not None  # noqa: S101 (a pipe, see `children.converse`)
                assert process.stdout is not None  # noqa: S101
                self._running[process.stdout] = _Running(task, process, complaints)
            # One that died already is found when its result is asked for.
            with contextlib.suppress(BrokenPipeError):
                pickle.dump((self._work, task), process.stdin, pickle.HIGHEST_PROTOCOL)
                process.stdin.close()


def _ready(answers: Iterable[IO[bytes]]) -> list[IO[bytes]]:
    """Those of the pipes that something can be read from, or that were closed; waits for one."""
    with selectors.DefaultSelector() as selector:
        for answer in answers:
            selector.register(answer, selectors.EVENT_READ, answer)
        return [key.data for key, _ in selector.select()]


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Lets no signal in while a process is started; what comes meanwhile comes afterwards.

    An interrupt halfway would leave a process that reads its task in vain and complains; and
    the process itself is interrupted by nothing until it has begun.
    """
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
