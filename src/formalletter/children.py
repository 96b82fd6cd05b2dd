"""Starts the program's own child processes, in which strangers' files are worked on."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import tempfile
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def start(
    module: str,
    environment: Mapping[str, str],
    *,
    stdin: IO[bytes] | int,
    stdout: IO[bytes] | int,
    stderr: IO[bytes],
) -> subprocess.Popen[bytes]:
    """Starts a module of this package, such as `intake.worker`, as a process.

    -P keeps the current folder, which may be a stranger's, off the module path.
    """
    return subprocess.Popen(  # noqa: S603 (a module of this package)
        [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.{module}"],
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        env=environment,
    )


def converse(
    module: str, environment: Mapping[str, str]
) -> tuple[subprocess.Popen[bytes], IO[bytes]]:
    """Starts a module that is asked on stdin and answers on stdout, and what it complains to.

    That is a file, not a pipe: a child that says more than a pipe holds would wait for ever.
    Whoever asks for both gives them back to `end`.
    """
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 (closed by end)
    child = start(
        module, environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=complaints
    )
    return child, complaints


def end(child: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    """Ends a process, if it still lives, and closes the pipes to it and what it complained to."""
    child.kill()
    child.wait()
    for file in (child.stdin, child.stdout, complaints):
        if file is not None:
            with contextlib.suppress(BrokenPipeError):
                file.close()
