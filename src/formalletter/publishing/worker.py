"""A process of the pool: reads its work and a task from stdin, answers with the result.

Run by `publishing.pool` and never by a person.  Both are pickled: they go between two processes
of this program, and nothing that a stranger wrote is unpickled.
"""

from __future__ import annotations

import contextlib
import pickle
import signal
import sys

from .. import children

# An interrupt during an import is tried again later, by an alarm (`cli.interrupting`).
ENDING = frozenset({signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGALRM})


def main() -> None:
    """Does one task.  Ctrl-C goes to all processes; the one that started this ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
    answers = children.answers()
    work, task = pickle.load(sys.stdin.buffer)  # noqa: S301 (from this program)
    result = work(task)
    with contextlib.suppress(BrokenPipeError):  # who asked for it was killed meanwhile
        pickle.dump(result, answers, pickle.HIGHEST_PROTOCOL)
        answers.close()


if __name__ == "__main__":
    main()
