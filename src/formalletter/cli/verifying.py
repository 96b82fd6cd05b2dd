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


_MOST = 1000  # folders in one that are looked at


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
        if whole is not None:
            terminal.report(_older(whole, letter))


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
    """The letters here and near a file that say that they were written to its place."""
    from formalletter.writing import written_places

    roots = [Path.cwd(), Path.cwd() / "content", *list(place.parents)[:4]]
    near = [each for root in roots if root.is_dir() for each in sorted(root.iterdir())[:_MOST]]
    letters = [each for each in (Path.cwd(), *near) if (each / "letter.md").is_file()]
    places = {place, *place.parents}
    found = dict.fromkeys(each.resolve() for each in letters)
    return [each for each in found if not places.isdisjoint(written_places(each))]
