"""Starts the program's own child processes; nothing else in it starts a process.

A letter comes from a stranger, and people stand in its folder when they build it.  So no child
looks for anything there: Python is isolated and told by full paths where modules are, no tool
is found by a search path, and what works on strangers' files stands in another folder and knows
no more of the environment than it needs.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import IO, TYPE_CHECKING

from .native import library_environment

if TYPE_CHECKING:
    from collections.abc import Mapping

# Isolated (-I), so that neither the current folder nor a variable adds to the module path.
_START = (
    "import sys; module, *sys.path = sys.argv[1:]; sys.argv[1:] = [];"
    " import runpy; runpy.run_module(module, run_name='__main__', alter_sys=True)"
)
_NOWHERE = "/"  # where no stranger's files are
_LIBRARIES = "LD_LIBRARY_PATH"
# What libraries need: where caches and temporary files may be, and where the others are.
_HARMLESS = ("HOME", "TMPDIR", "XDG_CACHE_HOME", _LIBRARIES)
# What would have other code run in every process.
_MEDDLING = ("PYTHON", "LD_", "DYLD_", "FONTCONFIG_", "FC_", "PANGO_", "GIO_")


def start(
    module: str,
    *,
    stdin: IO[bytes] | int,
    stdout: IO[bytes] | int,
    stderr: IO[bytes],
    variables: Mapping[str, str] | None = None,
    is_kin: bool = False,
) -> subprocess.Popen[bytes]:
    """Starts a module of this package, such as `intake.worker`, as a process.

    `variables` are put into its environment.  One that `is_kin` does this process's own work: it
    stands in the same folder, so that paths mean the same, and knows the passwords that the
    environment holds.
    """
    flags = ["-I", "-X", "utf8", *(["-B"] if sys.dont_write_bytecode else [])]
    arguments = [f"{__package__}.{module}", *_module_path()]
    return subprocess.Popen(  # noqa: S603 (a module of this package)
        [sys.executable, *flags, "-c", _START, *arguments],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env={**environment(is_kin=is_kin), **(variables or {})},
        cwd=None if is_kin else _NOWHERE,
    )


def converse(
    module: str, variables: Mapping[str, str] | None = None, *, is_kin: bool = False
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Starts a module that is asked on stdin and answers on stdout, and what it complains to.

    That is a file, not a pipe: a child that says more than a pipe holds would wait for ever.
    Whoever asks for both gives them back to `end`.
    """
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed by end)
    child = start(
        module,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        variables=variables,
        is_kin=is_kin,
    )
    return child, complaints


def ask(module: str, question: bytes, seconds: float) -> tuple[int | None, bytes]:
    """Asks a module one thing: its exit code, None if it took longer, and what it answered.

    The bytes go there and back through files without a name: with pipes both could wait for ever.
    """
    with (
        tempfile.TemporaryFile() as asked,
        tempfile.TemporaryFile() as answer,
        tempfile.TemporaryFile() as complaints,
    ):
        asked.write(question)
        asked.seek(0)
        child = start(module, stdin=asked, stdout=answer, stderr=complaints)
        try:
            status: int | None = child.wait(seconds)
        except subprocess.TimeoutExpired:
            status = None
        finally:
            child.kill()
            child.wait()
        answer.seek(0)
        return status, answer.read()


def end(child: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    """Ends a process, if it still lives, and closes the pipes to it and what it complained to."""
    child.kill()
    child.wait()
    for file in (child.stdin, child.stdout, complaints):
        if file is not None:
            with contextlib.suppress(BrokenPipeError):
                file.close()


def answers() -> IO[bytes]:
    """Keeps a child's stdout for its answers: what any library prints goes to stderr."""
    kept = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return kept


def environment(*, is_kin: bool = False) -> dict[str, str]:
    """What a child may know: no setting of Python or the loader, no path that is not whole.

    Without `is_kin` no secret of the parent either.
    """
    kept = {
        name: value
        for name, value in os.environ.items()
        if (is_kin and not name.startswith(_MEDDLING)) or name in _HARMLESS
    }
    for name in _HARMLESS:
        parts = [part for part in kept.pop(name, "").split(os.pathsep) if part[:1] == os.sep]
        if parts:
            kept[name] = os.pathsep.join(parts)
    return {**kept, **library_environment()}


def _module_path() -> list[str]:
    """Where modules are, by full paths; this package's own folder among them."""
    own = str(Path(__file__).parents[1])
    found = [entry for entry in sys.path if entry[:1] == os.sep]
    return found if own in found else [*found, own]
