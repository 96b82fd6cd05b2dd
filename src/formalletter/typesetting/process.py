"""Runs the typesetting in a process of its own, with limits, and speaks with it.

WeasyPrint parses fonts, images and markup from strangers and can be made to loop, so it
works in a child process that has limits on time and memory and that is killed when the
build is interrupted.  The child starts at once, so that its imports (half of a small
build) run beside the reading and composing.  Messages are JSON; the only bytes that come
back are those of the PDF.
"""

from __future__ import annotations

import contextlib
import json
import threading
from typing import TYPE_CHECKING, Any, Self
from xml.sax.saxutils import escape

from .. import children, scratch
from ..diagnostics import Place, Problem, error
from ..errors import InputError, TypesettingError
from ..typeset import Typeset
from .job import OUT_OF_MEMORY, WITHOUT_LAST

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

    from .job import Job

FONTS_CONF = "fonts.conf"
MOST_PAGES = 3000  # 30,000 names need a tenth
SECONDS = 300  # far over what 2,000 names need; a build that takes longer is stuck


class Typesetter:
    """A child process that typesets a letter and what goes with it, one document at a time.

    `fonts` is the folder of the bundled fonts with its `fonts.conf`, `own_fonts` where
    the letter may have its own; `scratch` is a folder for files that a job needs, which goes with
    the process.  fontconfig reads `FONTCONFIG_FILE` once, when it is loaded.

    Use it as a context manager, so that no child outlives the build::

        with Typesetter(fonts, own_fonts) as typesetter:
            typesetter.send(job)
            typeset, problems = typesetter.receive(progress)
    """

    def __init__(self, fonts: Path, own_fonts: Path) -> None:
        self._style: str | None = None
        self._files = contextlib.ExitStack()
        self.scratch = self._files.enter_context(scratch.folder())
        conf = fonts / FONTS_CONF
        if own_fonts.is_dir():
            conf = _with_own_fonts(conf, own_fonts, self.scratch)
        # Nothing else tells fontconfig where fonts are; WeasyPrint writes those of styles down.
        settings = {"FONTCONFIG_FILE": str(conf), "TMPDIR": str(self.scratch)}
        self._child, self._complaints = children.converse("typesetting.worker", settings)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        children.end(self._child, self._complaints)
        self._files.close()

    def typeset(
        self, job: Job, progress: Callable[[str], None] = lambda _: None
    ) -> tuple[Typeset, tuple[Problem, ...]]:
        """Sends a job and waits for its pages, as `receive` does."""
        self.send(job)
        return self.receive(progress)

    def send(self, job: Job) -> None:
        """Sends a job; the child works on it from now on.

        One at a time: the next is sent when the pages of the one before were received.
        """
        assert self._child.stdin is not None  # noqa: S101 (a pipe, see __init__)
        # A child that died before is found by `receive`, which says why.
        with contextlib.suppress(BrokenPipeError):
            self._child.stdin.write(json.dumps(job.to_plain()).encode() + b"\n")
            self._child.stdin.flush()

    def receive(self, progress: Callable[[str], None]) -> tuple[Typeset, tuple[Problem, ...]]:
        """Waits for the pages; `progress` is told the number of each page as it is laid out.

        Returns them and what WeasyPrint and the fitting had to say.  Raises
        `TypesettingError` when the child fails, hangs or runs out of memory, and
        `InputError` when the letter asks for what it may not have.
        """
        alarm = threading.Timer(SECONDS, self._child.kill)
        alarm.daemon = True
        alarm.start()
        try:
            return self._listen(progress)
        finally:
            alarm.cancel()

    def _listen(self, progress: Callable[[str], None]) -> tuple[Typeset, tuple[Problem, ...]]:
        assert self._child.stdout is not None  # noqa: S101 (a pipe, see __init__)
        for line in self._child.stdout:
            message: dict[str, Any] = json.loads(line)
            if "progress" in message:
                progress(message["progress"])
                if int(message["progress"]) > MOST_PAGES:
                    self._child.kill()
                    reason = f"there are more than {MOST_PAGES} pages"
                    raise self._fault(reason)
            elif "style" in message:
                self._style = self._style or message["style"]
            elif "resources" in message:
                raise InputError(map(Problem.from_plain, message["resources"]))
            elif "problems" in message:
                raise TypesettingError(map(Problem.from_plain, message["problems"]))
            else:
                pdf = self._child.stdout.read(message["bytes"])
                problems = tuple(map(Problem.from_plain, message["notes"]))
                return Typeset.from_plain(message["typeset"], pdf), problems
        raise self._died()

    def _died(self) -> TypesettingError:
        status = self._child.wait()
        if status == OUT_OF_MEMORY:
            return self._fault("the typesetting needs too much memory")
        if status < 0:
            return self._fault("the typesetting was stopped: it is too slow or too large")
        return self._fault("the typesetting has failed")

    def _fault(self, reason: str) -> TypesettingError:
        """A fault that names the letter's own style, if it has one: it is mostly that."""
        place = Place(self._style) if self._style else None
        return TypesettingError([error("typesetting-failed", reason, place, WITHOUT_LAST)])


def _with_own_fonts(conf: Path, own_fonts: Path, folder: Path) -> Path:
    """A fontconfig file with the letter's own fonts besides the bundled ones.

    fontconfig gets copies: it would wait for ever for what is no file.
    """
    from ..reading.own_fonts import read_own_fonts

    copies = folder / "fonts"
    copies.mkdir()
    for name, data in read_own_fonts(own_fonts):
        if isinstance(data, bytes):  # what can't be read is told by who reads the letter
            (copies / name).write_bytes(data)
    own = folder / FONTS_CONF
    own.write_text(
        "<fontconfig>"
        f"<dir>{escape(str(copies))}</dir>"
        f"<include>{escape(str(conf.resolve()))}</include>"
        "</fontconfig>",
        encoding="utf-8",
    )
    return own
