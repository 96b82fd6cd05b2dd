"""What a command says, and where: results on stdout, everything for people on stderr.

Also how a command ends: an expected fault becomes its message and exit code.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import time
import traceback
from pathlib import PurePath
from typing import TYPE_CHECKING

import typer

from formalletter.diagnostics import error
from formalletter.errors import AssemblingError, DeliveryError, FormalletterError

from .interrupting import stop_if_interrupted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from io import TextIOWrapper
    from pathlib import Path

    from formalletter.diagnostics import Problem

    from .options import Options

_ENDINGS = (typer.Exit, typer.Abort, typer.BadParameter)
_CLEAR_LINE = "\r\x1b[K"


class Terminal:
    """The two streams of one command."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._is_live = not options.quiet and not options.verbose and _takes_escapes("stderr")
        self._told: set[Problem] = set()
        self._step: str | None = None
        self._since = 0.0

    @contextlib.contextmanager
    def session(self) -> Iterator[None]:
        """Run a command; an expected fault is drawn and ends it with its exit code."""
        try:
            yield
        except FormalletterError as fault:
            stop_if_interrupted()
            self.report(fault.problems)
            raise typer.Exit(fault.exit_code) from None
        except _ENDINGS:
            stop_if_interrupted()
            raise
        except Exception as fault:
            stop_if_interrupted()
            if self._options.verbose:
                raise
            self.report([_fault_of_program(fault)])
            raise typer.Exit(AssemblingError.exit_code) from None
        finally:
            self._end_step()

    def progress(self, step: str) -> None:
        """Show what is being done now: on one line of a terminal, with -v on a line each."""
        self._end_step()
        stop_if_interrupted()
        self._step, self._since = step, time.perf_counter()
        if self._is_live:
            columns = shutil.get_terminal_size().columns
            _write(f"{step}…"[: columns - 1])

    def report(
        self,
        problems: Iterable[Problem],
        *,
        codes: bool = False,
        numbers: Mapping[Problem, int] | None = None,
    ) -> None:
        """Draw the problems that were not drawn before; with -q only errors.

        With their codes if asked for, and with the `numbers` that they have in pictures.
        """
        self._end_step()
        fresh = [
            problem
            for problem in dict.fromkeys(problems)
            if problem not in self._told and (problem.is_error or not self._options.quiet)
        ]
        if fresh:
            from formalletter.reporting import draw

            self._told.update(fresh)
            drawn = draw(fresh, colour=_takes_colour("stderr"), codes=codes, numbers=numbers)
            _write(drawn.rstrip("\n") + "\n")

    def say(self, text: str) -> None:
        """Say one line to the person; silent with -q."""
        self._end_step()
        if not self._options.quiet:
            _write(f"{text}\n")

    def give(self, paths: Iterable[Path]) -> None:
        """Give the paths of written files to whoever reads stdout, one a line."""
        self._end_step()
        give_text("".join(f"{path}\n" for path in paths))

    def ask(self, name: str) -> str | None:
        """Ask the person for a file's password; None where nobody can answer, or won't."""
        self._end_step()
        stdin = _stream("stdin")
        if stdin is None or not stdin.isatty():
            return None
        import getpass

        with contextlib.suppress(EOFError):
            return getpass.getpass(f"password of {name} (none: leave it): ") or None
        return None

    def _end_step(self) -> None:
        if self._step is None:
            return
        if self._is_live:
            _write(_CLEAR_LINE)
        elif self._options.verbose:
            _write(f"{self._step}: {time.perf_counter() - self._since:.2f} s\n")
        self._step = None


def _fault_of_program(fault: Exception) -> Problem:
    """What is told where nobody foresaw what happened; the whole of it with -v."""
    last = traceback.extract_tb(fault.__traceback__)[-1]
    where = f"{PurePath(last.filename).stem}, line {last.lineno}"
    message = f"something that the program does not expect stopped it ({where})"
    hint = (
        "send nothing of this build; take out the annexes, pictures and styles one after the other"
        " to find which brings it about, and report it with what -v says"
    )
    return error("program-fault", message, hint=hint)


def give_text(text: str) -> None:
    """Write a result to stdout; a reader who has gone away has what they wanted."""
    stdout = _stream("stdout")
    if stdout is None:
        return
    try:
        # The bytes of a path come out as they went in, whatever the locale.
        stdout.buffer.write(os.fsencode(text))
        stdout.buffer.flush()
    except BrokenPipeError:
        # Python would try again while it shuts down, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), stdout.fileno())
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        message = f"the result could not be written to stdout: {reason}"
        raise DeliveryError([error("stdout-failed", message)]) from fault


def _write(text: str) -> None:
    stderr = _stream("stderr")
    if stderr is None:
        return
    # If nobody listens there, there is nobody else to tell.
    with contextlib.suppress(OSError):
        stderr.write(text)
        stderr.flush()


def _stream(name: str) -> TextIOWrapper | None:
    """A standard stream; None where the command was started with it closed."""
    stream: TextIOWrapper | None = getattr(sys, name)
    return stream


def _takes_escapes(name: str) -> bool:
    stream = _stream(name)
    is_dumb = os.environ.get("TERM") in {None, "", "dumb"}
    return stream is not None and stream.isatty() and not is_dumb


def _takes_colour(name: str) -> bool:
    """Colours only on a terminal that has them and nobody has refused them (no-color.org)."""
    return _takes_escapes(name) and not os.environ.get("NO_COLOR")
