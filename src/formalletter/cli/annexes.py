"""`annex inspect`: what a PDF is, and what would become of it as an annex."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal, give_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from formalletter.examining import Examined
    from formalletter.foreign import Count, Facts, ForeignPage

app = typer.Typer(help="Look at the PDFs that go with a letter.", no_args_is_help=True)

File = Annotated[str, typer.Argument(metavar="FILE", help="A PDF.")]

_MM_PER_PT = 25.4 / 72
_KINDS = {
    "tagged": "by its own tags",
    "text": "by its text layer, in the order of the file",
    "picture": "a picture, not read without a description or transcript",
    "empty": "empty",
}


@app.command("inspect")
def inspect(
    context: typer.Context, file: File, *, quiet: Quiet = False, verbose: Verbose = False
) -> None:
    """Say what a PDF is, what would be kept, removed or refused, and what it could claim."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter.errors import InputError, stop_on_errors
        from formalletter.examining import examine

        terminal.progress("examining")
        examined = examine(Path(file), terminal.ask)
        terminal.report(examined.problems)
        give_text("".join(f"{line}\n" for line in _told(file, examined)))
        stop_on_errors(examined.problems, InputError)


def _told(file: str, examined: Examined) -> Iterator[str]:
    facts = examined.facts
    yield f"{file}: {', '.join(_what_it_is(facts))}"
    yield from _rows("pages", _sizes(facts.pages))
    yield from _rows("read", _kinds(facts.pages))
    yield from _rows(
        "kept",
        [_counted(item.kept, item) for item in facts.counts if item.kept and item.what != "pages"],
    )
    yield from _rows(
        "removed",
        [_counted(item.found - item.kept, item) for item in facts.counts if item.found > item.kept],
    )
    yield from _rows(
        "attached", [f"{item.name} ({item.size:,} bytes)" for item in facts.attachments]
    )
    yield from _rows("not embedded", facts.unembedded)
    if any(problem.is_error for problem in examined.problems):
        yield from _rows("refused", ["it can't be merged as it is"])
        return
    yield from _rows("stamp", [_stamp(examined)])
    yield from _rows("can claim", sorted(claim.value for claim in examined.claims) or ["nothing"])


def _what_it_is(facts: Facts) -> Iterator[str]:
    yield f"PDF {facts.version}"
    yield counted(len(facts.pages), "page", "pages")
    yield "tagged" if facts.tagged else "not tagged"
    yield from ["encrypted"] * facts.encrypted + ["signed"] * facts.signed
    if facts.producer:
        yield f"made by {facts.producer}"


def _rows(label: str, values: Iterable[str]) -> Iterator[str]:
    for number, value in enumerate(values):
        yield f"  {label if number == 0 else '':<13} {value}"


def _sizes(pages: tuple[ForeignPage, ...]) -> Iterator[str]:
    """The sizes of the pages as they are shown, each with the numbers of its pages."""
    sizes: dict[str, list[int]] = {}
    for number, page in enumerate(pages, 1):
        size = f"{page.width * _MM_PER_PT:.0f} × {page.height * _MM_PER_PT:.0f} mm"
        sizes.setdefault(size, []).append(number)
    yield from (f"{size}: {_listed(numbers)}" for size, numbers in sizes.items())


def _kinds(pages: tuple[ForeignPage, ...]) -> Iterator[str]:
    for kind, words in _KINDS.items():
        if numbers := [number for number, page in enumerate(pages, 1) if page.kind == kind]:
            yield f"{words}: {_listed(numbers)}"


def _listed(numbers: list[int]) -> str:
    """Numbers of pages in short: 1, 3–7."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def _counted(number: int, item: Count) -> str:
    return counted(number, item.singular, item.what)


def _stamp(examined: Examined) -> str:
    corner = examined.placement.corner
    place = f"{corner.edge} {corner.side}"
    if clashes := examined.placement.clashes:
        return f"{place}, over what is there on {_listed([index + 1 for index in clashes])}"
    return f"{place}, clear on all pages"
