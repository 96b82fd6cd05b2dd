"""`build`: from a letter's folder to its finished files."""

from __future__ import annotations

from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from formalletter.edition import Edition, usual_audience

from .counting import counted
from .options import Options, Quiet, Verbose
from .terminal import Terminal

if TYPE_CHECKING:
    from formalletter.edition import Order
    from formalletter.letter import Header
    from formalletter.publishing.product import Product
    from formalletter.signatory import Audience

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
    list[Edition] | None,
    typer.Option(
        "-e",
        "--edition",
        metavar="EDITION",
        help="What the file is for: delivery, print or press; can be given several times."
        " Without it, all that the letter's header lists.",
        show_default=False,
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
Strict = Annotated[
    bool, typer.Option("--strict", help="Take warnings for errors.", show_default=False)
]


Pack = Annotated[
    bool,
    typer.Option(
        "--pack",
        help="Write a folder and a zip file for each audience, with text, HTML and Word versions.",
        show_default=False,
    ),
]
Keep = Annotated[
    int,
    typer.Option(
        "--keep",
        metavar="N",
        min=0,
        max=100,
        help="How many earlier packs to keep beside the new one.",
        show_default=False,
    ),
]


def build(  # noqa: PLR0913 - each is an option
    context: typer.Context,
    letter: LetterFolder = None,
    editions: Editions = None,
    audience: For = None,
    output: Output = "out",
    keep: Keep = 0,
    *,
    pack: Pack = False,
    strict: Strict = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Typeset a letter in all its editions and print the path of each finished file."""
    terminal = Terminal(Options.of(context, quiet=quiet, verbose=verbose))
    with terminal.session():
        from formalletter import publishing, writing
        from formalletter.reading import resolve_letter

        folder = resolve_letter(letter, Path.cwd())
        how = publishing.How(folder, Path(output), strict=strict, with_twins=pack)
        select = partial(selected, editions, audience)
        products = publishing.make(how, select, terminal.progress, terminal.ask)
        found = publishing.told([(each.task.order, each.problems) for each in products])
        terminal.report(chain.from_iterable(found))
        for product in products:
            terminal.say(_summary(product))
        if pack:
            delivered = publishing.deliver_pack(products, Path(output), keep=keep)
        else:
            delivered = publishing.deliver(products, Path(output))
        terminal.give(delivered)
        terminal.report([*writing.unnoted(folder, delivered), *writing.older(folder)])


def selected(
    editions: list[Edition] | None, audience: Audience | None, header: Header
) -> tuple[Order, ...]:
    """What the command line asks for, of what the header lists."""
    from formalletter import orders

    if not editions:
        listed = orders.orders(header)
        if asked := tuple(order for order in listed if audience in {None, order.audience}):
            return asked
    wanted = editions or [Edition.DELIVERY]
    chosen = (orders.chosen(header, edition, audience) for edition in wanted)
    return tuple(dict.fromkeys(chain.from_iterable(chosen)))


def _summary(product: Product) -> str:
    """One line on a finished file: for what, how long, how many have signed."""
    roll = product.letter.roll
    order = product.task.order
    what = [order.edition.value]
    if order.audience != usual_audience(order.edition):
        what.append(f"for the {order.audience}" if order.audience == "addressee" else "public")
    if product.task.phase:
        what.append(product.task.phase)
    signatories = counted(roll.total, "signatory", "signatories")
    if roll.further:
        signatories += f" ({roll.further:,} not named)"
    parts = [counted(product.pages, "page", "pages"), signatories]
    if product.annexes:
        parts.append(counted(product.annexes, "annex", "annexes"))
    return f"{', '.join(what)}: {', '.join(parts)}"
