"""The process that looks at a PDF to be verified: reads it from stdin, answers on stdout.

Run by `inspecting.claimed` and never by a person.  The answer is one value of JSON: the number of
pages, the claims, and what speaks against them.
"""

from __future__ import annotations

import json
import sys

from .. import children
from ..intake.limits import limit_process
from .claimed import looked_at

_UNREADABLE = "it can't be read: parts of it are of a wrong kind"


def main() -> None:
    """Looks at one file."""
    answer = children.answers()
    limit_process()
    try:
        found = looked_at(sys.stdin.buffer.read())
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 (whatever a stranger's file makes of the libraries)
        found = 0, (), (_UNREADABLE,)
    answer.write(json.dumps(found).encode())
    answer.flush()


if __name__ == "__main__":
    main()
