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


Against = Annotated[
    str | None,
    typer.Option(
        "--against",
        metavar="PACK",
        help="The pack that it was sent from, where it is what somebody got of it.",
        show_default=False,
    ),
]


Letter = Annotated[
    str | None,
    typer.Option(
        "--letter",
        metavar="LETTER",
        help="The letter's folder, to see whether the pack is older; found by itself where the"
        " pack was built from the folder you are in.",
        show_default=False,
    ),
]


def verify(
    context: typer.Context,
    what: What,
    against: Against = None,
    letter: Letter = None,
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
        terminal.report(_older(Path(what), letter))


def _older(path: Path, letter: str | None) -> list[Problem]:
    """A warning where a pack, or a file of one, is older than the letter it was made of."""
    from formalletter import writing

    place = path.resolve()
    return [
        problem
        for folder in ([Path(letter)] if letter else _likely(place))
        for problem in writing.older(folder)
        if problem.place and place.is_relative_to(Path(str(problem.place)).resolve())
    ]


def _likely(place: Path) -> list[Path]:
    """Where the letter of a pack may be: here, or in a folder of its name near it."""
    names = [each.name for each in (place, *place.parents)][:3]
    roots = [Path.cwd(), Path.cwd() / "content", *list(place.parents)[:4]]
    found = [Path.cwd(), *(root / name for root in roots for name in names if name)]
    return list(dict.fromkeys(each.resolve() for each in found if (each / "letter.md").is_file()))
