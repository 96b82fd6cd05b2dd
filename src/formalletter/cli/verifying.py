"""`verify`: whether a pack still is what was built."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal

if TYPE_CHECKING:
    from formalletter.diagnostics import Problem

What = Annotated[
    str,
    typer.Argument(
        metavar="FOLDER|FILE", help="A pack's folder, its zip file, or one of its files."
    ),
]


def verify(
    context: typer.Context, what: What, *, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Check a pack again: every file, its checksums and what it claims to be."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.errors import DeliveryError, stop_on_errors

        terminal.progress("verifying")
        count, problems = _looked_at(Path(what))
        stop_on_errors(problems, DeliveryError)
        terminal.report(problems)
        if not problems:
            terminal.say(f"{what}: {counted(count, 'file', 'files')}, nothing was changed")


def _looked_at(path: Path) -> tuple[int, list[Problem]]:
    """How many files were looked at, and what was changed."""
    from formalletter import packing
    from formalletter.inspecting.claimed import look_at

    if path.is_file() and path.suffix.lower() != ".zip":
        files = packing.open_one(path)
        return 1, list(packing.verify_one(path.name, files, str(path.parent), look_at))
    packs = packing.packs_in(path)
    problems = list(packing.verify_copies(packs))
    for pack in packs:
        problems += packing.verify(pack.files, pack.shown, look_at)
    return sum(len(pack.files) for pack in packs), problems
