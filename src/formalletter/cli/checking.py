"""`check`: all that is wrong with a letter and its finished files, and nothing delivered."""

from __future__ import annotations

from enum import Enum
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .building import Editions, For, LetterFolder, Strict, selected
from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal, give_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from formalletter.diagnostics import Problem
    from formalletter.edition import Order
    from formalletter.letter import Header
    from formalletter.publishing import Asked, Report

    Select = Callable[[Header], Sequence[Order]]


class Format(Enum):
    """How findings are given."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
    GITHUB = "github"


Formats = Annotated[
    Format,
    typer.Option(
        "--format",
        help="text for people; json, sarif (code scanning) and github (annotations) on stdout.",
    ),
]
Picture = Annotated[
    str | None,
    typer.Option(
        "--picture",
        metavar="FOLDER",
        help="Write each page with findings as a PNG, the places outlined and numbered.",
        show_default=False,
    ),
]
Listen = Annotated[
    bool,
    typer.Option("--listen", help="Print what a screen reader meets, in order."),
]
Online = Annotated[
    bool, typer.Option("--online", help="Ask the servers whether the links still lead somewhere.")
]
Explain = Annotated[
    str | None,
    typer.Option(
        "--explain",
        metavar="CODE",
        help="Say why a rule matters and how to mend what it finds; needs no letter.",
        show_default=False,
    ),
]


def check(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    letter: LetterFolder = None,
    editions: Editions = None,
    audience: For = None,
    *,
    strict: Strict = False,
    format_: Formats = Format.TEXT,
    picture: Picture = None,
    listen: Listen = False,
    online: Online = False,
    explain: Explain = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Say all that is wrong with a letter and its finished files, and deliver nothing."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        if explain is not None:
            _explain(explain)
            return
        if listen and format_ is not Format.TEXT:
            message = "--listen and --format both write to stdout: use one of them"
            raise typer.BadParameter(message, ctx=context)
        from formalletter import publishing, writing

        asked = partial(publishing.Asked, strict=strict, online=online, listening=listen)
        folder, reports = _reports(terminal, letter, asked, partial(selected, editions, audience))
        found = publishing.told([(each.order, each.problems) for each in reports])
        older = writing.older(folder) if folder else []
        every = list(dict.fromkeys(chain.from_iterable([*found, older])))
        if format_ is Format.TEXT:
            pictured = (folder, Path(picture)) if folder and picture is not None else None
            _tell(terminal, reports, found, pictured)
            terminal.report(older, codes=True)
        else:
            give_text(_for_machines(every, format_))
        raise typer.Exit(max(report.code for report in reports))


def _reports(
    terminal: Terminal, letter: str | None, asked: Callable[[Path], Asked], select: Select
) -> tuple[Path | None, list[Report]]:
    """The letter's folder, and the reports on all editions; that it is none is a finding, too."""
    from formalletter import publishing
    from formalletter.errors import FormalletterError
    from formalletter.reading import resolve_letter

    try:
        folder = resolve_letter(letter, Path.cwd())
    except FormalletterError as fault:
        return None, [publishing.Report(None, fault.problems, fault.exit_code)]
    return folder, publishing.check(asked(folder), select, terminal.progress, terminal.ask)


def _tell(
    terminal: Terminal,
    reports: Sequence[Report],
    found: Sequence[Sequence[Problem]],
    pictured: tuple[Path, Path] | None,
) -> None:
    """Tells people what was found, draws it, says what is heard; calmly, where nothing is wrong.

    `pictured` are the letter's folder and that for the pictures, where some are asked for.
    """
    from formalletter.reporting import page_numbers

    every = list(dict.fromkeys(chain.from_iterable(found)))
    numbers = page_numbers(every) if pictured else {}
    terminal.report(every, codes=True, numbers=numbers or None)
    if pictured:
        _give_pictures(terminal, zip(reports, found, strict=True), numbers, *pictured)
    for report in reports:
        give_text("".join(f"{line}\n" for line in report.heard))
    for report in reports:
        if report.order is not None and not report.code:
            pages = counted(report.pages, "page", "pages")
            terminal.say(f"{report.order.edition.value}: {pages}, no errors")


def _give_pictures(
    terminal: Terminal,
    found: Iterable[tuple[Report, Sequence[Problem]]],
    numbers: Mapping[Problem, int],
    letter: Path,
    folder: Path,
) -> None:
    """Writes the pages with findings as pictures, and gives their paths."""
    from formalletter import viewing, writing

    if not numbers:
        terminal.say("nothing was found on a page, so there is no picture")
        return
    terminal.progress("drawing pages")
    files = {}
    for report, problems in found:
        own = {each: numbers[each] for each in problems if each in numbers}
        if report.pdf:
            for page, png in viewing.pictures_of(report.pdf, own, report.units):
                files[folder / f"{report.stem}-page-{page}.png"] = png
    writing.replace_files(files, owner=letter)
    terminal.give(files)
    terminal.report(writing.unnoted(letter, files))


def _for_machines(problems: Sequence[Problem], format_: Format) -> str:
    if format_ is Format.JSON:
        from formalletter.reporting.objects import as_json

        return as_json(problems)
    if format_ is Format.SARIF:
        from formalletter.reporting.sarif import as_sarif

        return as_sarif(problems)
    from formalletter.reporting.annotations import as_annotations

    return as_annotations(problems)


def _explain(code: str) -> None:
    from formalletter import rules
    from formalletter.diagnostics import error
    from formalletter.errors import UsageError
    from formalletter.reading.phrases import listed
    from formalletter.rules.explaining import explanation, nearest

    known = rules.explained(code)
    if known is None:
        close = listed(nearest(code))
        hint = f"did you mean {close}?" if close else "docs/rules.md lists all codes"
        raise UsageError([error("code-unknown", f"there is no code “{code[:60]}”", hint=hint)])
    give_text(explanation(known))
