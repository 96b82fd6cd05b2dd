"""The process that looks into a file of a stranger: reads it from stdin, answers on stdout.

Run by `inspecting.claimed` and `inspecting.attached`, and never by a person.  The answer is one
value of JSON: of a PDF that is verified the number of pages, the claims, and what speaks against
them; or what a file of any kind says, null where that can't be read.
"""

from __future__ import annotations

import json
import sys

from .. import children
from ..intake.limits import limit_process
from .attached import text_of_file
from .claimed import TEXT, looked_at

_UNREADABLE = "it can't be read: parts of it are of a wrong kind"


def main() -> None:
    """Looks into one file."""
    answer = children.answers()
    limit_process()
    is_text = sys.stdin.buffer.readline() == TEXT
    data = sys.stdin.buffer.read()
    found: object
    try:
        found = text_of_file(data) if is_text else looked_at(data)
    except (MemoryError, RecursionError):
        raise
    except Exception:  # noqa: BLE001 (whatever a stranger's file makes of the libraries)
        found = None if is_text else (0, (), (_UNREADABLE,))
    answer.write(json.dumps(found).encode())
    answer.flush()


if __name__ == "__main__":
    main()
