"""The few style rules that depend on the letter: the sheet and the running head.

A style sheet can't choose `@page` by a class of the document, so these rules are written
into its head; everything else of the look is in `styles/`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from .. import rolls
from ..edition import Edition
from ..markings import status_mark
from ..orders import embargo_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..edition import Order
    from ..letter import Letter
    from ..numbering import Numbering
    from ..wording import Wording


# Margins in mm, as in styles/shared/sheet.css; the gutter moves the text off the binding.
LEFT, RIGHT, GUTTER = 20, 26, 4
MEASURE = 124  # of the text
MARGIN_COLUMN = 36  # beside the text
SIZES = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
MOST_PAGES = 200  # whose number is written with its noun
PT_PER_MM = 72 / 25.4


class Sheet(NamedTuple):
    """The measures of the sheet in pt, and the widths of the list and of the text."""

    width: float
    height: float
    list_width: float
    text_width: float


def sheet_of(letter: Letter) -> Sheet:
    """The sheet that a letter is set on."""
    width, height = SIZES[letter.header.page.size]
    inner = width - LEFT - RIGHT
    return Sheet(width * PT_PER_MM, height * PT_PER_MM, inner * PT_PER_MM, MEASURE * PT_PER_MM)


def page_settings(
    letter: Letter, order: Order, wording: Wording, addressee: str, numbering: Numbering
) -> Markup:
    """CSS rules as the content of a `style` element."""
    header = letter.header
    before, between, after = _around(wording.phrase("running-page"), "{page}", "{pages}")
    head = f"{addressee} · {wording.date(header.date)}"
    total = "counter(pages, page-total)" if numbering.enclosures else "counter(pages)"
    number = f"{css_string(before)} counter(page) {css_string(between)} {total}"
    start, end = ("right", "left") if wording.is_right_to_left else ("left", "right")
    rules = [
        f"@page {{ size: {header.page.size} }}",
        *_mirrored(wording),
        f"@page {{ @top-{start} {{ content: {css_string(head)} }} }}",
        f"@page {{ @top-{end} {{ content: {number} {css_string(after)} }} }}",
        *_feet(letter, order, wording, (start, end)),
    ]
    # The number of pages is known only while they are made, and so is its plural form.
    totals = [numbering.total(number) for number in range(1, MOST_PAGES + 1)]
    rules += [
        counter_style("page-count", [wording.counted("pages", total) for total in totals]),
        counter_style("page-total", map(str, totals)),
    ]
    gutter = GUTTER if order.edition is Edition.PRINT and order.duplex != "short-edge" else 0
    left, right = (RIGHT, LEFT) if wording.is_right_to_left else (LEFT, RIGHT)
    first = left - gutter if wording.is_right_to_left else left + gutter
    rules.append(f":root {{ --sheet-left: {first}mm }}")
    if letter.letterhead.stationery is not None:
        rules.append(f":root {{ --stationery: {letter.letterhead.stationery:g}mm }}")
    if gutter:
        recto, verso = (":left", ":right") if wording.is_right_to_left else (":right", ":left")
        inwards = first - left
        # The binding side of a duplex sheet alternates, and the text with it.  What is written
        # from right to left begins on a left page (CSS Paged Media 3, 5.2).
        outwards = inwards if order.duplex == "simplex" else -inwards
        rules += [
            f"@page {side} {{ margin-left: {left + by}mm; margin-right: {right - by}mm }}"
            for side, by in ((recto, inwards), (verso, outwards))
        ]
    return Markup("\n".join(rules))  # noqa: S704 (strings went through css_string)


def _feet(letter: Letter, order: Order, wording: Wording, sides: tuple[str, str]) -> Iterator[str]:
    """What stands below the text of every page.

    That names are in confidence, or an embargo; on the other side, what says that it is a draft.
    """
    embargo = embargo_lines(order, letter.header, wording)
    lines = filter(None, (rolls.in_confidence(letter.roll, wording), *embargo))
    texts = wording.phrase("between-stamps").join(lines), status_mark(letter, wording)
    for side, text in zip(sides, texts, strict=True):
        if text:
            yield f"@page {{ @bottom-{side} {{ content: {css_string(text)} }} }}"


def _mirrored(wording: Wording) -> Iterator[str]:
    """The margins of a sheet that is read from right to left (see styles/shared)."""
    if wording.is_right_to_left:
        yield f"@page {{ margin-left: {RIGHT}mm; margin-right: {LEFT}mm }}"
        yield f"@page {{ @footnote {{ margin-left: 0; margin-right: {MARGIN_COLUMN}mm }} }}"


def annex_settings(letter: Letter, wording: Wording) -> Markup:
    """The same for a document of an annex: the upper edge of its pages is left to the stamp."""
    rules = [
        f"@page {{ size: {letter.header.page.size} }}",
        *_mirrored(wording),
        "@page :first { margin-top: 75pt }",
        f":root {{ --sheet-left: {LEFT}mm; --body-leading: var(--leading) }}",
    ]
    return Markup("\n".join(rules))  # noqa: S704 (no text of a letter is in it)


def counter_style(name: str, symbols: Iterable[str], more: str = "") -> str:
    """The rule for a counter style whose symbols stand for 1, 2, 3 and so on."""
    strings = " ".join(map(css_string, symbols))
    return f"@counter-style {name} {{ system: fixed; symbols: {strings}{more} }}"


def css_string(text: str) -> str:
    """A CSS string that stands for `text` and can't end its rule or its element."""
    safe = "".join(
        character if character.isalnum() or character in " .,·:-()" else f"\\{ord(character):x} "
        for character in text
    )
    return f'"{safe}"'


def _around(pattern: str, first: str, second: str) -> tuple[str, str, str]:
    before, rest = pattern.split(first)
    between, after = rest.split(second)
    return before, between, after
