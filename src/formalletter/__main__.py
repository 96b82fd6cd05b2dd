"""Starts the command line: `formalletter` and `python -m formalletter` are the same."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    _forget_the_current_folder()
    try:
        from .cli import main as run

        run()
    except KeyboardInterrupt:
        # Ctrl-C while modules are still being loaded; later ones the command line handles.
        sys.stderr.write("interrupted\n")
        sys.exit(130)


def _forget_the_current_folder() -> None:
    """Takes off the module path what leads to the current folder, which may be a stranger's.

    `python -m` puts it first, and so does a `PYTHONPATH` with an empty or a relative part.  Only
    what Python itself has loaded by now is used: an import could be the stranger's.
    """
    try:
        here = os.getcwd()  # noqa: PTH109 (pathlib isn't loaded yet)
    except OSError:  # it is gone
        return
    if sys.path[:1] == [here] and not sys.flags.safe_path:
        del sys.path[0]
    given = os.environ.get("PYTHONPATH")
    parts = given.split(os.pathsep) if given else []
    relative = {os.path.normpath(os.path.join(here, part)) for part in parts if part[:1] != os.sep}  # noqa: PTH118
    sys.path[:] = [entry for entry in sys.path if entry not in {"", *relative}]


if __name__ == "__main__":
    main()
