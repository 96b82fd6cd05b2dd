"""`signatories update` and `signatories withdraw`: what happens to a list after it was made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .options import Options, Quiet, Verbose
from .signatory_results import (
    Accept,
    DryRun,
    Format,
    List,
    On,
    give_proposals,
    say_kept,
    say_older,
    show_change,
    shown,
)
from .terminal import Terminal

if TYPE_CHECKING:
    from formalletter.signatories.tracing import Traces


def update(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    export: Annotated[str, typer.Argument(metavar="NEW_EXPORT", help="The new list.")],
    target: List = None,
    accept: Accept = [],  # noqa: B006 - typer copies it
    on: On = None,
    *,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Put a new export in the list's place and keep the decisions; --on dates late additions."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories import renewing
        from formalletter.signatories.opening import open_letter_or_list
        from formalletter.signatories.updating import TO_CONFIRM

        from .asking import refuse_unknown

        refuse_unknown(accept, TO_CONFIRM)
        opened = open_letter_or_list(target, Path.cwd())
        renewal = renewing.prepare(opened, Path(export), on.date() if on else None)
        terminal.report(renewal.problems)
        for line in renewal.update.lines:
            terminal.say(shown(line))
        renewal.stop_unless_confirmed(accept)
        give_proposals(renewal.proposals, Format.TEXT)
        if not dry_run:
            written, kept = renewing.carry_out(renewal)
            terminal.give(written)
            say_kept(terminal, kept)
            say_older(terminal, opened.door.folder)


def withdraw(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="The name, as the list has it.")],
    target: List = None,
    on: On = None,
    out: Annotated[
        str, typer.Option("--out", metavar="FOLDER", help="Where built files are.")
    ] = "out",
    *,
    erase: Annotated[
        bool, typer.Option("--erase", help="Take the name out of the list and its decisions.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Mark a signatory as withdrawn; with --erase, take the name out and find what holds it."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories import withdrawing
        from formalletter.signatories.opening import open_letter_or_list
        from formalletter.signatories.telling import told
        from formalletter.signatories.writing import write_decisions

        from .asking import refuse_without_date

        opened = open_letter_or_list(target, Path.cwd())
        opened.stop_unless_read()
        if erase:
            _tell_traces(terminal, withdrawing.erased(opened, name, Path(out)))
            return
        day = refuse_without_date(on)
        decisions = withdrawing.withdrawn(opened, withdrawing.the_row(opened, name), day)
        kept = write_decisions(opened, decisions)
        show_change(terminal, opened, decisions)
        for proposal in withdrawing.still_named(opened, decisions):
            for line in told(proposal):
                terminal.say(line)
        terminal.give([Path(opened.decisions.path)])
        say_kept(terminal, kept)
        say_older(terminal, opened.door.folder)


def _tell_traces(terminal: Terminal, traces: Traces) -> None:
    terminal.give(traces.holding)
    if traces.holding:
        terminal.say("these files hold the name: delete what you can; what was sent stays sent")
    for path in traces.unsearched:
        terminal.say(f"could not be searched, and may hold it: {path}")
    for path in traces.gone:
        terminal.say(f"was written here and is here no more; wherever it is now: {path}")
    terminal.say("the next export of the form must not have the row any more")
