"""`schema`: what a letter's header may say, for editors and other programs."""

from __future__ import annotations

import typer  # noqa: TC002 - typer itself reads the annotations

from .options import Options, Quiet, Verbose
from .terminal import Terminal, give_text


def schema(context: typer.Context, *, quiet: Quiet = False, verbose: Verbose = False) -> None:
    """Print the JSON Schema of a letter's header."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.starting import schema_text

        give_text(schema_text())
