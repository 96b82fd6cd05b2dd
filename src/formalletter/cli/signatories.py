"""`signatories …`: from a messy sign-on sheet to a list that nobody has to apologise for."""

from __future__ import annotations

from enum import Enum
from pathlib import Path
from typing import Annotated

import typer

from . import signatory_changes
from .asking import refuse_ending
from .building import Strict  # noqa: TC001 (typer reads it)
from .options import Options, Quiet, Verbose
from .signatory_results import (
    Accept,
    DryRun,
    Format,
    Formats,
    List,
    give_proposals,
    json_text,
    say_kept,
    say_older,
    say_what_stays_open,
    show_change,
    shown,
    summary,
)
from .terminal import Terminal, give_text

app = typer.Typer(
    help="Check, tidy and update a list of signatories; nothing is changed by itself.",
    no_args_is_help=True,
)


_PROOFS = (".txt", ".md", ".markdown")


class Seen(Enum):
    """For whom a list of names is made."""

    ADDRESSEE = "addressee"
    PUBLIC = "public"


@app.command("check")
def check(
    context: typer.Context,
    target: List = None,
    format_: Formats = Format.TEXT,
    *,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Report what is odd about the rows of a list, each with its reason; change nothing.

    Ends with 1 where a final letter can't go out with a row; with --strict, where anything is open.
    """
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories.opening import open_letter_or_list
        from formalletter.signatories.proposing import propose
        from formalletter.signatories.repeats import dated

        terminal.progress("reading")
        opened = open_letter_or_list(target, Path.cwd())
        terminal.progress("checking")
        rows = opened.rows
        tell = dated(rows, opened.sending_order)
        proposals = tuple(map(tell, propose(rows, opened.decisions)))
        terminal.report(opened.problems)
        give_proposals(proposals, format_)
        terminal.say(summary(opened, proposals))
        opened.stop_unless_read()
        is_final = opened.header is not None and opened.header.status == "final"
        stopping = any(each.stops for each in proposals) and is_final
        if stopping or (strict and (proposals or opened.has_warnings)):
            raise typer.Exit(1)


@app.command("tidy")
def tidy(
    context: typer.Context,
    target: List = None,
    accept: Accept = [],  # noqa: B006 - typer copies it
    *,
    dry_run: DryRun = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Decide about what check reports, one by one or by whole rules; the list stays as it is."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories import tidying
        from formalletter.signatories.opening import open_letter_or_list
        from formalletter.signatories.repeats import dated
        from formalletter.signatories.rules import RULES
        from formalletter.signatories.writing import write_decisions

        from .asking import at_terminal, refuse_unknown, refuse_without_terminal

        refuse_unknown(accept, RULES)
        if not accept:
            refuse_without_terminal()
        opened = open_letter_or_list(target, Path.cwd())
        terminal.report(opened.problems)
        opened.stop_unless_there()
        tell = dated(opened.rows, opened.sending_order)
        ask = (
            tidying.accepting(accept)
            if accept
            else lambda proposal, name: at_terminal(tell(proposal), name)
        )
        decisions = tidying.tidy(opened.signatories, opened.decisions, ask)
        show_change(terminal, opened, decisions)
        if accept:
            say_what_stays_open(terminal, opened, decisions, accept)
        if not dry_run and decisions.entries != opened.decisions.entries:
            kept = write_decisions(opened, decisions)
            terminal.give([Path(opened.decisions.path)])
            say_kept(terminal, kept)
            say_older(terminal, opened.door.folder)


@app.command("diff")
def diff(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    old: Annotated[str, typer.Argument(metavar="OLD", help="A letter's folder or a list.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A letter's folder or a list.")],
    letter: Annotated[
        str | None,
        typer.Option("--letter", metavar="LETTER", help="Whose header says what the columns are."),
    ] = None,
    format_: Formats = Format.TEXT,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Show who was added, who has withdrawn, and who is called otherwise."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories.differing import differences
        from formalletter.signatories.opening import open_to_compare
        from formalletter.signatories.rows import standing

        lists = open_to_compare(old, new, Path.cwd(), letter)
        for opened in lists:
            terminal.report(opened.problems)
            opened.stop_unless_read()
        names = [[row.signatory.name for row in standing(each.rows)] for each in lists]
        found = differences(*names)
        if format_ is Format.JSON:
            give_text(json_text(found.to_plain()))
        else:
            give_text("".join(f"{shown(line)}\n" for line in found.lines))
        terminal.say(
            f"{len(found.added):,} added, {len(found.vanished):,} withdrawn,"
            f" {len(found.renamed):,} renamed"
        )


@app.command("proof")
def proof(
    context: typer.Context,
    target: List = None,
    output: Annotated[
        str | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Where to: .txt is plain text, .md Markdown."
        ),
    ] = None,
    audience: Annotated[
        Seen, typer.Option("--audience", help="Whose names: those that all may see, or more.")
    ] = Seen.PUBLIC,
    *,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Write the names exactly as they will be printed, for the signatories' last corrections."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.signatories.opening import open_letter_or_list
        from formalletter.signatories.proofing import proof as proof_text
        from formalletter.writing import replace_file, unnoted

        path = Path(output) if output else None
        if path is not None:
            refuse_ending(path, _PROOFS)
        opened = open_letter_or_list(target, Path.cwd())
        terminal.report(opened.problems)
        opened.stop_unless_read()
        markdown = path is not None and path.suffix.lower() != ".txt"
        text = proof_text(opened, audience.value, markdown=markdown)
        if path is None:
            give_text(text)
        else:
            replace_file(path, text.encode("utf-8"), owner=opened.door.folder)
            terminal.give([path])
            terminal.report(unnoted(opened.door.folder, [path]))


app.command("update")(signatory_changes.update)
app.command("withdraw")(signatory_changes.withdraw)
