"""`build`: from a letter's folder to its finished files."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from formalletter.edition import Edition

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal

LetterFolder = Annotated[
    str | None,
    typer.Argument(
        metavar="LETTER",
        help="The letter's folder; without it, the folder you are in,"
        " or the only letter under content/.",
        show_default=False,
    ),
]
Editions = Annotated[
    list[Edition],
    typer.Option(
        "-e",
        "--edition",
        metavar="EDITION",
        help="What the file is for: delivery, print or press; can be given several times.",
    ),
]
For = Annotated[
    Literal["addressee", "public"] | None,
    typer.Option(
        "--audience",
        help="Who reads the file and so who is named in it; without it, addressee for delivery"
        " and print, public for press.",
        show_default=False,
    ),
]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="FOLDER", help="Where to put the files.")
]


def build(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    letter: LetterFolder = None,
    editions: Editions = [Edition.DELIVERY],  # noqa: B006 - typer copies it
    audience: For = None,
    output: Output = "out",
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Typeset a letter and print the path of each finished file."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter import pipeline
        from formalletter.reading import resolve_letter

        folder = resolve_letter(letter, Path.cwd())
        for edition in dict.fromkeys(editions):
            built = pipeline.build(
                folder,
                edition=edition,
                audience=audience,
                output=Path(output),
                progress=terminal.progress,
                ask=terminal.ask,
            )
            terminal.report(built.problems)
            pages = counted(built.pages, "page", "pages")
            signatories = counted(built.signatories, "signatory", "signatories")
            if built.unnamed:
                signatories += f" ({built.unnamed:,} not named)"
            annexes = [counted(built.annexes, "annex", "annexes")] if built.annexes else []
            terminal.say(f"{edition.value}: {', '.join([pages, signatories, *annexes])}")
            terminal.give([built.path])
