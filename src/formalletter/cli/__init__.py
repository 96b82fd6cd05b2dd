"""The command line: it parses, calls, prints and exits, and does nothing else.

Importing it stays cheap: what a command needs is imported when the command runs.
"""

from .app import app, main

__all__ = ["app", "main"]
