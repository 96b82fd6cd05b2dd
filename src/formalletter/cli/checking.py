"""`check`: all that is wrong with a letter and its finished files, and nothing delivered."""

from __future__ import annotations

from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .building import Editions, For, LetterFolder, Strict, selected
from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal, give_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from formalletter.diagnostics import Problem
    from formalletter.edition import Order
    from formalletter.letter import Header
    from formalletter.pipeline import Checked, Made

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
        from formalletter.reporting import page_numbers

        select = partial(selected, editions, audience)
        found: list[Problem] = []
        code = 0
        for checked in _all_checked(terminal, letter, select, strict=strict, online=online):
            found += checked.problems
            if format_ is Format.TEXT:
                numbers = page_numbers(checked.problems) if picture is not None else None
                terminal.report(checked.problems, codes=True, numbers=numbers)
            if picture is not None and checked.made is not None:
                _give_pictures(terminal, checked.made, checked.problems, Path(picture))
            if listen and checked.made is not None:
                _give_what_is_heard(checked.made)
            code = max(code, _exit_code(checked))
            _conclude(terminal, checked)
        if format_ is not Format.TEXT:
            give_text(_for_machines(list(dict.fromkeys(found)), format_))
        raise typer.Exit(code)


def _all_checked(
    terminal: Terminal, letter: str | None, select: Select, *, strict: bool, online: bool
) -> Iterator[Checked]:
    """Checks one edition after the other; a folder that is no letter is a finding, too."""
    from formalletter import pipeline
    from formalletter.errors import FormalletterError
    from formalletter.reading import resolve_letter

    try:
        folder = resolve_letter(letter, Path.cwd())
    except FormalletterError as fault:
        yield pipeline.Checked(fault.problems, fault=fault)
        return
    run = partial(
        pipeline.check, folder, strict=strict, progress=terminal.progress, ask=terminal.ask
    )
    first = run(choose=lambda header: select(header)[0], online=online)
    yield first
    if first.made is not None:
        for order in select(first.made.desk.letter.header)[1:]:
            yield run(choose=partial(_just, order))


def _just(order: Order, _: Header) -> Order:
    return order


def _give_pictures(
    terminal: Terminal, made: Made, problems: Sequence[Problem], folder: Path
) -> None:
    """Writes the pages with findings as pictures, and gives their paths."""
    from formalletter import delivering, viewing
    from formalletter.reporting import page_numbers

    terminal.progress("drawing pages")
    pictures = viewing.pictures_of(made.pdf, page_numbers(problems), made.settled.units)
    if not pictures:
        terminal.say("nothing was found on a page, so there is no picture")
    for page, png in pictures:
        path = folder / f"{made.stem}-page-{page}.png"
        delivering.deliver(png, path)
        terminal.give([path])


def _give_what_is_heard(made: Made) -> None:
    from formalletter.inspecting.listening import heard

    lines = heard(made.pdf, made.expected.foreign)
    give_text("".join(f"{line}\n" for line in lines))


def _exit_code(checked: Checked) -> int:
    if checked.fault is not None:
        return checked.fault.exit_code
    return int(any(problem.is_error for problem in checked.problems))


def _conclude(terminal: Terminal, checked: Checked) -> None:
    """One calm line where nothing stands in the way."""
    if checked.made is not None and not _exit_code(checked):
        name = checked.made.desk.order.edition.value
        terminal.say(f"{name}: {counted(checked.made.pages, 'page', 'pages')}, no errors")


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
