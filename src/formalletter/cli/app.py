"""The program's commands put together, and its options without a command."""

from __future__ import annotations

from typing import Annotated, Final

import typer

from formalletter import __version__

from . import annexes, authoring, building, checking, interrupting, schemas, signatories, verifying
from .options import Options, Quiet, Verbose

# What typer exits with after Ctrl-C: 128 and the signal's number, as shells have it.
INTERRUPTED: Final = 130

app = typer.Typer(
    name="formalletter",
    help="Typesets formal open letters: plain content files in, a finished PDF out.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _show_version(asked: bool) -> None:  # noqa: FBT001 - typer calls it so
    if asked:
        typer.echo(f"formalletter {__version__}")
        raise typer.Exit


Version = Annotated[
    bool,
    typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version."),
]


@app.callback()
def options(
    context: typer.Context,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
    version: Version = False,  # noqa: ARG001 - its callback has answered it
) -> None:
    """Keep the options that stand before the command."""
    context.obj = Options(quiet=quiet, verbose=verbose)


app.command("new")(authoring.new)
app.command("import")(authoring.import_)
app.command("build")(building.build)
app.command("check")(checking.check)
app.add_typer(annexes.app, name="annex")
app.add_typer(signatories.app, name="signatories")
app.command("verify")(verifying.verify)
app.command("schema")(schemas.schema)


def main() -> None:
    """Run the command line and exit with its code."""
    interrupting.watch()
    try:
        app(prog_name="formalletter")
    except SystemExit as end:
        if end.code == INTERRUPTED:
            typer.echo("interrupted", err=True)
            interrupting.settle()
        raise
