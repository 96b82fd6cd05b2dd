"""Ctrl-C, at a moment when it does no harm, and noticed even where a library swallows it.

Python raises KeyboardInterrupt wherever the program happens to be.  While native modules
are being loaded that ends badly: pikepdf's then aborts the process, pydantic's loses the
exception and leaves half-made patterns.  So an interrupt waits until the import is over.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import FrameType

_WAIT = 0.02  # seconds until it is tried again
_IMPORT = "<frozen importlib._bootstrap>"
_seen: list[int] = []


def watch() -> None:
    """From now on, handle Ctrl-C as this module says."""
    # Whoever started the program may have told it to ignore Ctrl-C (nohup, a script's &).
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _interrupt)
    signal.signal(signal.SIGALRM, _interrupt)
    # Told to end by another program or a closed terminal, it tidies up just so.
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _interrupt)


def stop_if_interrupted() -> None:
    """Raise KeyboardInterrupt if there was one that waits or got lost."""
    if _seen:
        signal.setitimer(signal.ITIMER_REAL, 0)
        raise KeyboardInterrupt


def settle() -> None:
    """Let the exit code count, and not the signal.

    Started with -m, CPython ends itself by the signal if that came while a string was being
    executed, as is done to make a dataclass, though it was handled; another makes it forget.
    """
    exec("")  # noqa: S102 - an empty string


def _interrupt(number: int, frame: FrameType | None) -> None:
    _seen.append(number)
    while frame:
        if frame.f_code.co_filename == _IMPORT:
            signal.setitimer(signal.ITIMER_REAL, _WAIT)
            return
        frame = frame.f_back
    stop_if_interrupted()
