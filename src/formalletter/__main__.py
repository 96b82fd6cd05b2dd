"""Starts the command line: `formalletter` and `python -m formalletter` are the same."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from .cli import main as run

        run()
    except KeyboardInterrupt:
        # Ctrl-C while modules are still being loaded; later ones the command line handles.
        sys.stderr.write("interrupted\n")
        sys.exit(130)


if __name__ == "__main__":
    main()
