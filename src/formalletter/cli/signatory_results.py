"""What the commands about signatories share: their options, and how they give results."""

from __future__ import annotations

import datetime as dt
import os
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .counting import counted
from .terminal import Terminal, give_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from formalletter.decisions import Decisions
    from formalletter.signatories.opening import OpenList
    from formalletter.signatories.proposals import Proposal


class Format(Enum):
    """How results are given."""

    TEXT = "text"
    JSON = "json"


List = Annotated[
    str | None,
    typer.Argument(
        metavar="[LETTER|FILE]",
        help="A letter's folder or a list's file; without it, the letter you are in.",
        show_default=False,
    ),
]
Formats = Annotated[Format, typer.Option("--format", help="How to print the result.")]
Accept = Annotated[
    list[str],
    typer.Option("--accept", metavar="RULE", help="Say yes to all of a kind; several times."),
]
On = Annotated[
    dt.datetime | None,
    typer.Option("--on", formats=["%Y-%m-%d"], metavar="DATE", help="The day, as 2022-03-08."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Show what would be done, do nothing.")]


def give_proposals(proposals: Iterable[Proposal], format_: Format) -> None:
    """Print proposals to stdout."""
    if format_ is Format.JSON:
        give_text(json_text([proposal.to_plain() for proposal in proposals]))
    else:
        from formalletter.signatories.telling import told

        give_text("".join(f"{line}\n" for proposal in proposals for line in told(proposal)))


def summary(opened: OpenList, proposals: tuple[Proposal, ...]) -> str:
    """How many rows and findings there are, in one line."""
    rows = counted(len(opened.signatories), "row", "rows")
    found = counted(len(proposals), "finding", "findings")
    advice = "; formalletter signatories tidy asks about each" if proposals else ""
    return f"{rows}, {found}{advice}"


def show_change(terminal: Terminal, opened: OpenList, decisions: Decisions) -> None:
    """Say what decisions make of the printed names, and how many signatures remain."""
    from formalletter.signatories.rows import decided_rows
    from formalletter.signatories.tidying import names_diff, remaining

    after = decided_rows(opened.signatories, decisions)
    for line in names_diff(opened.rows, after):
        terminal.say(shown(line))
    left = remaining(opened.signatories, decisions)
    new = len(set(decisions.entries) - set(opened.decisions.entries))
    terminal.say(f"{counted(new, 'new decision', 'new decisions')}; {left}")
    for name in left.twice:
        terminal.say(f"still printed more than once: {shown(name)}; tidy asks about it")


def say_what_stays_open(
    terminal: Terminal, opened: OpenList, decisions: Decisions, accepted: Collection[str]
) -> None:
    """Say how many findings of the accepted rules nobody can accept unseen."""
    from formalletter.signatories.proposing import propose
    from formalletter.signatories.rows import decided_rows

    rows = decided_rows(opened.signatories, decisions)
    open_ = sum(each.rule in accepted for each in propose(rows, decisions))
    if open_:
        told = counted(open_, "finding proposes", "findings propose")
        terminal.say(f"{told} nothing that is sure: tidy without --accept asks about each")


def say_kept(terminal: Terminal, kept: Iterable[Path]) -> None:
    """Say where the texts are that files had before."""
    for path in kept:
        terminal.say(f"the text before is kept: {_from_here(path)}")


def say_older(terminal: Terminal, folder: Path) -> None:
    """Tell which finished files were made before the change."""
    from formalletter.writing import older

    terminal.report(older(folder))


def _from_here(path: Path) -> Path:
    """A path as the user would type it."""
    return Path(os.path.relpath(path))


def shown(text: str) -> str:
    """A line in which nothing can steer a terminal."""
    from formalletter.reporting import escaped

    return escaped(text)


def json_text(value: object) -> str:
    """A result as JSON, with a line end."""
    import json

    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
