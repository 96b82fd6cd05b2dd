"""Ctrl-C waits while modules are loaded, and then is not forgotten."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SLOW_MODULE = """
import os, signal, time
os.kill(os.getpid(), signal.SIGINT)
time.sleep(0.2)
print("loaded", flush=True)
"""
PROGRAM = """
import signal, sys, time
signal.signal(signal.SIGINT, signal.{at_first})
from formalletter.cli import interrupting
interrupting.watch()
try:
    import slow
    time.sleep(0.5)
except KeyboardInterrupt:
    print("interrupted")
"""


@pytest.mark.parametrize(
    ("at_first", "said"),
    [("default_int_handler", "loaded\ninterrupted\n"), ("SIG_IGN", "loaded\n")],
)
def test_interrupt_while_a_module_is_loaded(tmp_path: Path, at_first: str, said: str) -> None:
    (tmp_path / "slow.py").write_text(SLOW_MODULE)
    program = PROGRAM.format(at_first=at_first)
    done = subprocess.run(
        [sys.executable, "-c", program], check=False, capture_output=True, text=True, cwd=tmp_path
    )

    assert (done.returncode, done.stdout, done.stderr) == (0, said, "")


def test_exit_code_counts_after_an_interrupt_in_executed_code(tmp_path: Path) -> None:
    """Without `settle`, CPython would end a program started with -m by the signal."""
    program = """
        import os, signal, sys
        from formalletter.cli import interrupting
        signal.signal(signal.SIGINT, signal.default_int_handler)
        try:
            exec("os.kill(os.getpid(), signal.SIGINT); [0 for _ in range(1000)]")
        except KeyboardInterrupt:
            interrupting.settle()
        sys.exit(130)
    """
    (tmp_path / "program.py").write_text(textwrap.dedent(program))

    done = subprocess.run([sys.executable, "-m", "program"], check=False, cwd=tmp_path)

    assert done.returncode == 130
