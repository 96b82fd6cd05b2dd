"""Starts the program's own child processes, in which strangers' files are worked on."""

from __future__ import annotations

import contextlib
import subprocess
import sys
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


def end(child: subprocess.Popen[bytes], complaints: IO[bytes]) -> None:
    """Ends a process, if it still lives, and closes the pipes to it and what it complained to."""
    child.kill()
    child.wait()
    for file in (child.stdin, child.stdout, complaints):
        if file is not None:
            with contextlib.suppress(BrokenPipeError):
                file.close()
