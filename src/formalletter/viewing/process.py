"""Asks a process of its own, with limits, what is seen on the pages of a finished file.

The file holds what strangers sent, and PDFium is a large program in C++: a crash must end
neither the build nor its story.  The child is started early, so that its imports run beside
other work.
"""

from __future__ import annotations

import contextlib
import json
import threading
from collections import deque
from typing import TYPE_CHECKING, Any, Self

from .. import children
from ..diagnostics import error
from ..errors import DeliveryError
from ..seen import Picture, Run, SeenPage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from types import TracebackType

    from ..seen import Box

SECONDS = 300  # for one answer; 2,000 pages need a twentieth
_LONGEST_REASON = 200  # characters
OUT_OF_MEMORY = 3  # an exit code that is none of Python's own
_HINT = "build without annexes; if it goes well, one of them has a page that breaks readers"

Numbered = tuple[int, "Box | None"]
"""The number of a finding, and the place on the page that it is about; None is all of it."""


class Viewer:
    """A child process that looks at finished files, one at a time.

    Use it as a context manager, so that no child outlives the build::

        with Viewer() as viewer:
            viewer.send(pdf)
            pages = viewer.receive()
    """

    def __init__(self) -> None:
        self._underway: tuple[bytes, dict[int, float]] | None = None
        self._child, self._complaints = children.converse("viewing.worker")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        children.end(self._child, self._complaints)

    def send(self, pdf: bytes, units: Mapping[int, float] | None = None) -> None:
        """Sends a file; the child looks at it from now on.

        `units` are the UserUnits of the pages that have one, by their indexes.  The same file
        may be sent again before its pages are received; another one takes its place.
        """
        asked = pdf, dict(units or {})
        if asked != self._underway:
            self._drop()
            self._ask(*asked)
            self._underway = asked

    def receive(self) -> tuple[SeenPage, ...]:
        """Waits for the pages.  Raises `DeliveryError` when the child can't tell them."""
        self._underway = None
        return tuple(_page(*answer["page"]) for answer, _ in self._answers())

    def pictures(
        self,
        pdf: bytes,
        pages: Mapping[int, Sequence[Numbered]],
        *,
        width: int | None = None,
        dpi: float = 100,
        units: Mapping[int, float] | None = None,
    ) -> list[bytes]:
        """Pages as PNG in the order of `pages`, which maps their indexes to what is outlined.

        Each is `width` pixels wide, or has a resolution of `dpi`.  The same page gives the same
        bytes.  Raises `DeliveryError` when one can't be drawn.
        """
        wanted = [
            {"page": index, "width": width, "dpi": dpi, "outlined": list(outlined)}
            for index, outlined in pages.items()
        ]
        self._drop()
        self._ask(pdf, units or {}, pictures=wanted)
        return [image for _, image in self._answers()]

    def _drop(self) -> None:
        """Lets the answer go that nobody asks for any more."""
        if self._underway is not None:
            # A child that died is found by the next answer.
            self._underway = None
            with contextlib.suppress(DeliveryError):
                deque(self._answers(), maxlen=0)

    def _ask(self, pdf: bytes, units: Mapping[int, float], **more: object) -> None:
        question = json.dumps({"bytes": len(pdf), "units": dict(units), **more})
        stdin = self._child.stdin
        assert stdin is not None  # noqa: S101 (a pipe, see __init__)
        # A child that died before is found by `_answers`, which says why.
        with contextlib.suppress(BrokenPipeError), self._alarm():
            stdin.write(question.encode() + b"\n")
            stdin.write(pdf)
            stdin.flush()

    def _answers(self) -> Iterator[tuple[dict[str, Any], bytes]]:
        """Each line of the answer, with the bytes that follow it.  Raises `DeliveryError`."""
        stdout = self._child.stdout
        assert stdout is not None  # noqa: S101 (a pipe, see __init__)
        with self._alarm():
            try:
                for line in stdout:
                    answer: dict[str, Any] = json.loads(line)
                    if "end" in answer:
                        if answer["end"] is not None:
                            raise _fault(answer["end"])
                        return
                    yield answer, stdout.read(answer.get("picture", 0))
            except (ValueError, KeyError, TypeError):  # cut short
                raise self._died() from None
        raise self._died()

    @contextlib.contextmanager
    def _alarm(self) -> Iterator[None]:
        """Kills the child when it takes too long."""
        alarm = threading.Timer(SECONDS, self._child.kill)
        alarm.daemon = True
        alarm.start()
        try:
            yield
        finally:
            alarm.cancel()

    def _died(self) -> DeliveryError:
        self._child.kill()
        status = self._child.wait()
        if status == OUT_OF_MEMORY:
            return _fault("it needs too much memory")
        if status < 0:
            return _fault(f"it was stopped (signal {-status}): too slow, too large or damaged")
        return _fault("whatever looks at them has failed")


def _fault(reason: str) -> DeliveryError:
    message = f"the pages of the finished file can't be looked at: {reason[:_LONGEST_REASON]}"
    return DeliveryError([error("viewing-failed", message, hint=_HINT)])


def _page(
    width: float, height: float, runs: list[list[Any]], pictures: list[list[Any]], text: str
) -> SeenPage:
    return SeenPage(
        width,
        height,
        tuple(Run(*map(_tuple, run)) for run in runs),
        tuple(Picture(*map(_tuple, picture)) for picture in pictures),
        text,
    )


def _tuple(value: Any) -> Any:  # noqa: ANN401 - what JSON has
    """JSON has no tuples."""
    return tuple(map(_tuple, value)) if isinstance(value, list) else value
