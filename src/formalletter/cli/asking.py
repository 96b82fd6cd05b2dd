"""Asks about proposals at a terminal, and refuses what can't be asked there."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from formalletter.diagnostics import Place, error
from formalletter.errors import UsageError

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from formalletter.signatories.proposals import Proposal
    from formalletter.signatories.tidying import Answer, Verdict


_LETTERS = {
    "y": "y do it, or it was looked at",
    "n": "n the row stays as it is",
    "e": "e write the name yourself",
    "d": "d leave this row out",
    "o": "o keep this row and leave the other one out",
    "l": "l ask again the next time",
    "q": "q enough for now",
}


def at_terminal(proposal: Proposal, name: str) -> Answer:
    """Ask one question: y(es), n(o, it stays), e(dit), d(rop), the o(ther), l(ater), q(uit)."""
    from formalletter.signatories.telling import told
    from formalletter.signatories.tidying import Answer

    for line in told(proposal):
        typer.echo(line, err=True)
    question = "looked at?" if proposal.is_report else "do it?"
    offered = "yne" + ("d" if proposal.is_report and proposal.twin else "")
    if proposal.is_report and proposal.stops:  # it would be printed: looking does not do
        question, offered = "print it as it stands? (no, it stays; edit; drop the row)", "ned"
    offered += ("o" if proposal.is_even else "") + "lq"
    verdicts: dict[str, Verdict] = {"y": "yes", "n": "no", "d": "drop", "o": "other"}
    verdicts |= {"l": "later", "q": "quit"}
    while True:
        try:
            prompt = f"{question} {'/'.join(offered)}/?"
            reply = typer.prompt(prompt, err=True, default="l", show_default=False)
        except typer.Abort:
            return Answer("quit")
        letter = reply.strip().lower()[:1]
        if letter not in offered or not letter:
            typer.echo("; ".join(_LETTERS[each] for each in offered), err=True)
        elif letter == "e":
            text = typer.prompt("name", err=True, default=proposal.change or name)
            return Answer("edit", " ".join(text.split()))
        else:
            return Answer(verdicts[letter])


def refuse_ending(path: Path, endings: Sequence[str]) -> None:
    """Raise UsageError where a file would get an ending that says it is something else."""
    from formalletter.reading.phrases import listed, quoted

    if path.suffix.lower() not in endings:
        message = (
            f"no file is written that ends in {quoted(path.suffix)}"
            if path.suffix
            else ("the file's name has no ending")
        )
        hint = f"the endings are {listed(endings, 'and')}: -o {path.stem or 'names'}{endings[0]}"
        raise UsageError([error("output-ending", message, Place(str(path)), hint)])


def refuse_without_terminal() -> None:
    """Raise UsageError where nobody can answer."""
    if sys.stdin is None or not sys.stdin.isatty():
        message = "there is no terminal to ask at"
        hint = "take a whole rule with --accept RULE, such as --accept spaces --dry-run"
        raise UsageError([error("no-terminal", message, hint=hint)])


def refuse_unknown(accepted: Sequence[str], known: Mapping[str, str]) -> None:
    """Raise UsageError for what can't be accepted."""
    from formalletter.reading.phrases import did_you_mean, listed, quoted

    names = list(known)
    unknown = [name for name in accepted if name not in known]
    if unknown:
        hint = f"there are {listed(names, 'and')}"
        raise UsageError(
            [
                error("accept-unknown", f"nothing is called {quoted(name)}", hint=did)
                for name in unknown
                if (did := did_you_mean(name, names, hint))
            ]
        )


def refuse_without_date(on: dt.datetime | None) -> dt.date:
    """The day; raise UsageError where none is given."""
    if on is None:
        message = "on which day the signatory withdrew is not given"
        raise UsageError([error("date-missing", message, hint="add --on 2022-03-08")])
    return on.date()
