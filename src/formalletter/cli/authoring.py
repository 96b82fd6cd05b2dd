"""`new` and `import`: the commands that begin a letter."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal

if TYPE_CHECKING:
    from formalletter.importing import Imported

NewFolder = Annotated[
    str, typer.Argument(metavar="FOLDER", help="The letter's folder; it must not exist yet.")
]
Source = Annotated[
    str, typer.Argument(metavar="SOURCE", help="A text file: plain text, or Markdown (.md).")
]


def new(
    context: typer.Context, folder: NewFolder, *, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Write a commented starter letter into a new folder."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.starting import new_letter

        files = new_letter(Path(folder))
        terminal.say(f"next: change letter.md, then formalletter build {shlex.quote(folder)}")
        terminal.give(files)


def import_(
    context: typer.Context,
    source: Source,
    folder: NewFolder,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make a letter's folder from a plain-text or Markdown open letter."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.importing import import_letter

        imported = import_letter(Path(source), Path(folder))
        terminal.report(imported.problems)
        terminal.say(_found(imported))
        terminal.give(imported.files)


def _found(imported: Imported) -> str:
    """What was found, in one line."""
    title = counted(len(imported.title), "line", "lines")
    date = imported.date.isoformat() if imported.date else "none"
    paragraphs = counted(imported.paragraphs, "paragraph", "paragraphs")
    signatories = counted(imported.signatories, "signatory", "signatories")
    return f"found: title of {title}, date {date}, {paragraphs}, {signatories}"
