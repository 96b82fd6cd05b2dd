"""Takes in foreign PDFs, each in a process of its own with limits.

The bytes go to the child and come back through files that have no name: a pipe would make
parent and child wait for each other.  What comes back is measured before it is believed.
"""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import tempfile
import time
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from .. import children
from ..diagnostics import Problem, error
from ..errors import InputError
from ..foreign import Facts, Picture, TakenIn, TextLine, Words
from .limits import LARGEST_FILE, SECONDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import TracebackType

    from ..foreign import Request

_LONGEST_HEADER = 64 * 1024**2  # bytes of JSON; pages with all their lines need a tenth
_NO_ANSWER = "its intake gave no answer"
_NOT_UNDERSTOOD = "it has parts that are not of the kind they should be, and can't be mended"
_STOPPED = 1  # the exit code of Python behind an exception that nobody caught
_SIMPLER = 'print it to a new PDF ("Save as PDF") with fewer pages or pictures, and use that'


class Intake:
    """A child process that takes in one PDF; it starts at once.

    Use it as a context manager, so that no child outlives the build::

        with Intake(data, request) as intake:
            taken_in = intake.result()
    """

    def __init__(self, data: bytes, request: Request) -> None:
        self._name = request.name
        self._is_too_large = len(data) > LARGEST_FILE
        self._deadline = time.monotonic() + SECONDS
        self._files = contextlib.ExitStack()
        question, self._answer, self._complaints = (
            self._files.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (closed by __exit__)
            for _ in range(3)
        )
        question.write(json.dumps(request.to_plain()).encode() + b"\n")
        question.write(b"" if self._is_too_large else data)
        question.seek(0)
        self._child = children.start(
            "intake.worker",
            stdin=question,
            stdout=self._answer,
            stderr=self._complaints,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._child.kill()
        self._child.wait()
        self._files.close()

    def result(self) -> TakenIn:
        """Waits for the child.  Raises `InputError` when the PDF is refused or asks too much."""
        if self._is_too_large:
            raise InputError([self._too_large()])
        try:
            status = self._child.wait(max(0.0, self._deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            self._child.kill()
            self._child.wait()
            raise InputError([self._too_slow()]) from None
        if status != 0:
            raise InputError([self._died(status)])
        return self._read()

    def _read(self) -> TakenIn:
        self._answer.seek(0)
        line = self._answer.readline(_LONGEST_HEADER)
        try:
            message: dict[str, Any] = json.loads(line)
            problems = tuple(map(Problem.from_plain, message["problems"]))
            if message["facts"] is None:
                raise InputError(problems)
            facts = Facts.from_plain(message["facts"])
            pdf = self._take(message["pdf"])
            pictures = tuple(self._picture(**plain) for plain in message["pictures"])
            told = message["words"]
            words = told and Words(tuple(told["pages"]), told["beside"], told["inside"])
        except (ValueError, KeyError, TypeError):  # cut short, or written by someone else
            raise InputError([self._unreadable(_NO_ANSWER)]) from None
        return TakenIn(pdf, facts, pictures, problems, words)

    def _picture(self, size: int, lines: list[list[Any]], unread: int) -> Picture:
        found = tuple(
            TextLine(text, (left, bottom, right, top)) for text, (left, bottom, right, top) in lines
        )
        return Picture(self._take(size), found, unread)

    def _take(self, size: int) -> bytes:
        """The next bytes of the answer; `ValueError` if they are not there."""
        found = self._answer.read(size) if size > 0 else b""
        if not found or len(found) != size:
            message = "the answer is cut short"
            raise ValueError(message)
        return found

    def _died(self, status: int) -> Problem:
        if status != _STOPPED:
            return self._too_demanding("needs too much memory or time, or is made to break readers")
        return self._unreadable(_NOT_UNDERSTOOD)

    def _too_large(self) -> Problem:
        return self._too_demanding(f"is larger than {LARGEST_FILE // 1024**2} MB")

    def _too_slow(self) -> Problem:
        return self._too_demanding(f"took more than {SECONDS} seconds to read")

    def _too_demanding(self, reason: str) -> Problem:
        return error("annex-too-demanding", f"{self._name} {reason}", hint=_SIMPLER)

    def _unreadable(self, reason: str) -> Problem:
        message = f"{self._name} can't be taken in: {reason}"
        return error("annex-unreadable", message, hint=_SIMPLER)


def take_in_all(items: Sequence[tuple[bytes, Request]]) -> list[TakenIn | InputError]:
    """Takes in all PDFs, as many at a time as the machine has cores; in the order given.

    A PDF that is refused gives its fault, so that the problems of all can be told at once.
    """
    most = max(1, os.cpu_count() or 1)
    waiting = deque(items)
    results: list[TakenIn | InputError] = []
    with contextlib.ExitStack() as stack:
        running: deque[tuple[Intake, contextlib.ExitStack]] = deque()
        while waiting or running:
            while waiting and len(running) < most:
                own = stack.enter_context(contextlib.ExitStack())
                running.append((own.enter_context(Intake(*waiting.popleft())), own))
            intake, own = running.popleft()
            with own:
                results.append(_result(intake))
    return results


def _result(intake: Intake) -> TakenIn | InputError:
    try:
        return intake.result()
    except InputError as fault:
        return fault
