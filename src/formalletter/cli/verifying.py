"""`verify`: whether a pack still is what was built."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal

What = Annotated[
    str,
    typer.Argument(
        metavar="FOLDER|FILE", help="A pack's folder, its zip file, or one of its files."
    ),
]


Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="PACK",
        help="The pack that it was sent from, where it is what somebody got of it.",
        show_default=False,
    ),
]


def verify(
    context: typer.Context,
    what: What,
    against: Against = None,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Check a pack again: every file, its checksums and what it claims to be."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter import packing
        from formalletter.errors import DeliveryError, stop_on_errors
        from formalletter.inspecting.claimed import look_at

        terminal.progress("verifying")
        whole = Path(against) if against else None
        count, problems = packing.looked_at(Path(what), whole, look_at)
        stop_on_errors(problems, DeliveryError)
        terminal.report(problems)
        if not problems:
            terminal.say(f"{what}: {counted(count, 'file', 'files')}, nothing was changed")
