"""What a terminal shows while a command runs, and what other streams are spared."""

from __future__ import annotations

import io
import re
import signal
import sys
from typing import TYPE_CHECKING

import pytest
import typer

from formalletter.cli import interrupting
from formalletter.cli.options import Options
from formalletter.cli.terminal import Terminal
from formalletter.diagnostics import error
from formalletter.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    Replace = Callable[[str, str], io.StringIO]

PROBLEM = error("code", "something is wrong")
CLEAR = "\r\x1b[K"


class Screen(io.StringIO):
    """A stream that is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def stderr(monkeypatch: pytest.MonkeyPatch) -> Replace:
    def replace(kind: str, term: str) -> io.StringIO:
        monkeypatch.setenv("TERM", term)
        stream = Screen() if kind == "terminal" else io.StringIO()
        monkeypatch.setattr(sys, "stderr", stream)
        return stream

    return replace


def build(options: Options) -> None:
    terminal = Terminal(options)
    with terminal.session():
        terminal.progress("reading")
        terminal.progress("typesetting page 1")
        terminal.say("done")


def test_steps_on_one_line_that_is_cleared(stderr: Replace) -> None:
    screen = stderr("terminal", "xterm")

    build(Options())

    assert screen.getvalue() == f"reading…{CLEAR}typesetting page 1…{CLEAR}done\n"


@pytest.mark.parametrize(
    ("kind", "term", "options", "said"),
    [
        ("file", "xterm", Options(), "done\n"),
        ("terminal", "dumb", Options(), "done\n"),
        ("terminal", "", Options(), "done\n"),
        ("terminal", "xterm", Options(quiet=True), ""),
    ],
)
def test_no_progress(
    stderr: Replace,
    kind: str,
    term: str,
    options: Options,
    said: str,
) -> None:
    screen = stderr(kind, term)

    build(options)

    assert screen.getvalue() == said


def test_verbose_writes_lines_even_to_a_file(
    stderr: Replace,
) -> None:
    screen = stderr("file", "xterm")

    build(Options(verbose=True))

    lines = re.sub(r"\d\.\d\d s", "T", screen.getvalue()).split("\n")
    assert lines == ["reading: T", "typesetting page 1: T", "done", ""]


def test_progress_is_cleared_before_a_fault_is_drawn(
    stderr: Replace, monkeypatch: pytest.MonkeyPatch
) -> None:
    screen = stderr("terminal", "xterm")
    monkeypatch.setenv("NO_COLOR", "1")
    terminal = Terminal(Options())

    def fail() -> None:
        with terminal.session():
            terminal.progress("reading")
            raise InputError([PROBLEM])

    with pytest.raises(typer.Exit) as ended:
        fail()

    assert ended.value.exit_code == 1
    assert screen.getvalue() == f"reading…{CLEAR}error: something is wrong\n\n1 error\n"


@pytest.mark.parametrize("fault", [InputError([PROBLEM]), ValueError("half-made")])
def test_ctrl_c_that_a_library_swallowed_is_no_other_fault(
    stderr: Replace, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    screen = stderr("file", "xterm")
    monkeypatch.setattr(interrupting, "_seen", [signal.SIGINT])

    def fail() -> None:
        with Terminal(Options()).session():
            raise fault

    with pytest.raises(KeyboardInterrupt):
        fail()
    with pytest.raises(KeyboardInterrupt):
        Terminal(Options()).progress("assembling")

    assert screen.getvalue() == ""


@pytest.mark.parametrize(
    ("kind", "term", "no_color", "coloured"),
    [
        ("terminal", "xterm", None, True),
        ("terminal", "xterm", "", True),  # no-color.org: only a value that is not empty counts
        ("terminal", "xterm", "1", False),
        ("terminal", "dumb", None, False),
        ("file", "xterm", None, False),
    ],
)
def test_colours(
    stderr: Replace,
    monkeypatch: pytest.MonkeyPatch,
    kind: str,
    term: str,
    no_color: str | None,
    coloured: bool,  # noqa: FBT001
) -> None:
    screen = stderr(kind, term)
    if no_color is not None:
        monkeypatch.setenv("NO_COLOR", no_color)

    Terminal(Options()).report([PROBLEM])

    assert ("\x1b[" in screen.getvalue()) is coloured
