"""Sets the letter and its annexes until their page numbers agree, and binds them together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..assembling import Manuscript, page_count, place, shrinkage, widest
from ..composing import MOST_PAGES, sheet_of
from ..composing.lines import line_numbers
from ..composing.stamps import STAMP_SIZE, Stamp, StampLine, compose_stamps, stamp_text
from ..diagnostics import Place, error, warning
from ..errors import InputError, TypesettingError, stop_on_errors
from ..markings import is_numbered, status_mark
from ..numbering import Numbering
from ..orders import embargo_lines
from ..rolls import in_confidence
from ..typeset import Typeset
from ..wording import Wording
from .drafting import draft, provisional

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..diagnostics import Problem
    from ..foreign import TakenIn
    from ..numbering import Enclosure
    from ..typeset import LineNumber
    from .desk import Desk, Forms
    from .drafting import Draft

    SetLetter = Callable[[Numbering], Typeset]

_GUESS = 3  # pages of a letter, before it is set
_MOST_ROUNDS = 4
_SIDE_BEARINGS = 1.0  # pt


@dataclass(frozen=True, slots=True)
class Settled:
    """The letter as set, its annexes, and the numbers of their pages."""

    letter: Typeset
    drafts: tuple[Draft, ...]
    numbering: Numbering

    def sections(self) -> Iterator[tuple[int, Typeset | TakenIn]]:
        """The sections of all annexes, each with the index of its first page."""
        starts = self.numbering.starts(self.letter.pages)
        for made, start in zip(self.drafts, starts, strict=True):
            first = start
            for section in made.part.sections:
                yield first, section
                first += page_count(section)

    def texts(self, desk: Desk) -> Iterator[tuple[Typeset, int]]:
        """The pages that were set from a Markdown text, each with the index of the first."""
        for first, section in self.sections():
            if isinstance(section, Typeset) and desk.composed_of(section).paragraphs:
                yield section, first

    @property
    def units(self) -> dict[int, float]:
        """The UserUnits of the pages that have one, by their indexes."""
        return {
            first + index: page.unit
            for first, section in self.sections()
            if not isinstance(section, Typeset)
            for index, page in enumerate(section.facts.pages)
            if page.unit != 1
        }

    @property
    def foreign(self) -> frozenset[int]:
        """The indexes of the pages that come from a stranger's file."""
        return frozenset(
            page
            for first, section in self.sections()
            if not isinstance(section, Typeset)
            for page in range(first, first + page_count(section))
        )


def settle(desk: Desk, forms: Forms, set_letter: SetLetter) -> Settled:
    """Sets all, `set_letter` the letter, again and again until nothing changes any more.

    The letter tells the pages of the annexes, the annexes refer to one another by the pages
    of the whole; mostly the first setting is the last.  Raises `TypesettingError` if there
    is no end of it, `InputError` if a text is too long to say the numbers of pages.
    """
    indexes = range(len(desk.letter.annexes))
    numbering = _numbering(desk, [provisional(desk, index) for index in indexes])
    letter_pages = _GUESS
    letter: Typeset | None = None
    for _ in range(_MOST_ROUNDS):
        drafts = tuple(
            draft(desk, index, forms.get(index, "merged"), numbering, letter_pages)
            for index in indexes
        )
        found = _numbering(desk, [made.enclosure for made in drafts])
        if letter is not None and found == numbering and letter.pages == letter_pages:
            return Settled(letter, drafts, numbering)
        if letter is None or found != numbering:
            letter = set_letter(found)
        numbering, letter_pages = found, letter.pages
        if not drafts:
            return Settled(letter, (), numbering)
        stop_on_errors(list(_lost_numbers(desk, drafts, letter_pages)), InputError)
    problem = error(
        "typesetting-unsettled",
        "the page numbers of the annexes change with each setting",
        hint="leave out a page number in a reference from one annex to another",
    )
    raise TypesettingError([problem])


def _lost_numbers(desk: Desk, drafts: Sequence[Draft], letter_pages: int) -> Iterator[Problem]:
    """Texts so long that the numbers of pages in them would be wrong or missing."""
    if letter_pages > MOST_PAGES:
        yield error(
            "annex-numbers-lost",
            f"the letter has {letter_pages} pages; behind more than {MOST_PAGES} the page numbers"
            " of annexes can't be set",
            hint="move a part of the letter into an annex of its own",
        )
    for enclosed, made in zip(desk.letter.annexes, drafts, strict=True):
        has_set_cover = enclosed.body is not None and enclosed.annex.cover
        if has_set_cover and made.enclosure.pages > MOST_PAGES:
            yield error(
                "annex-numbers-lost",
                f"annex {enclosed.label} has more than {MOST_PAGES} pages; its cover sheet can't"
                " say how many",
                enclosed.place,
                "take “cover: true” away, or make two annexes of it",
            )


def bind(desk: Desk, settled: Settled) -> tuple[Manuscript, tuple[Problem, ...]]:
    """The manuscript with its stamps, and what there is to say of their places."""
    lines = list(_lines(desk, settled))
    stamps = desk.typeset_html(compose_stamps(desk.letter, lines, desk.coverage)) if lines else None
    parts = tuple(made.part for made in settled.drafts)
    manuscript = Manuscript(
        settled.letter,
        parts,
        settled.numbering,
        stamps,
        any(_on_every_page(desk, Wording(desk.letter.header.language), brief=False)),
        tuple(_line_numbers(desk, settled)),
        desk.coverage.text_face.path,
        desk.order,
    )
    return manuscript, tuple(_clashes(settled))


def _line_numbers(desk: Desk, settled: Settled) -> Iterator[LineNumber]:
    """The numbers of lines for comments, where the letter isn't final."""
    if is_numbered(desk.letter):
        at_the_right = not Wording(desk.letter.header.language).is_right_to_left
        yield from line_numbers(settled.letter.lines, at_the_right=at_the_right)


def _numbering(desk: Desk, enclosures: Sequence[Enclosure]) -> Numbering:
    return Numbering(tuple(enclosures), desk.letter.header.annex_numbering == "own")


def _lines(desk: Desk, settled: Settled) -> Iterator[StampLine]:
    """What is stamped on each page of the annexes."""
    numbering, letter = settled.numbering, settled.letter.pages
    wording = Wording(desk.letter.header.language)
    always, brief = (tuple(_on_every_page(desk, wording, brief=so)) for so in (False, True))
    for number, made in enumerate(settled.drafts):
        enclosure = made.enclosure
        if always and numbering.blanks(letter)[number]:
            text = wording.phrase("between-stamps").join(always)
            width, *_ = sheet_of(desk.letter)
            yield _fitting(desk, text, width)
        for index, page in enumerate(made.part.pages):
            label = numbering.label(number, index, letter)
            total = None if numbering.is_own else numbering.total(letter)
            stamp = Stamp(enclosure.label, enclosure.title, label, total, always, brief)
            yield _line(desk, stamp, widest(page))


def _on_every_page(desk: Desk, wording: Wording, *, brief: bool) -> Iterator[str]:
    letter = desk.letter
    secret = in_confidence(letter.roll, wording, short=True)
    yield from filter(None, (secret, status_mark(letter, wording)))
    yield from embargo_lines(desk.order, letter.header, wording, brief=brief)


def _line(desk: Desk, stamp: Stamp, room: float) -> StampLine:
    text = stamp_text(stamp, room, desk.coverage, Wording(desk.letter.header.language))
    return _fitting(desk, text, room)


def _fitting(desk: Desk, text: str, room: float) -> StampLine:
    coverage = desk.coverage
    # The widths of other scripts are not known here; then the line has all the room.
    is_known = all(map(coverage.in_text_faces, text))
    width = coverage.text_face.width(text) * STAMP_SIZE + _SIDE_BEARINGS
    return StampLine(text, width if is_known else room)


def _clashes(settled: Settled) -> Iterator[Problem]:
    """Pages on which the stamp stands over what is there."""
    starts = settled.numbering.starts(settled.letter.pages)
    for made, start in zip(settled.drafts, starts, strict=True):
        placement = place(made.part.pages)
        clashes = [
            index
            for index in placement.clashes
            if not made.part.may_shrink or shrinkage(made.part.pages[index], placement) is None
        ]
        if not clashes:
            continue
        pages = ", ".join(str(start + index + 1) for index in clashes)
        yield warning(
            "stamp-over-text",
            f"{made.part.name} has no room for its stamp on page {pages}",
            Place(page=start + clashes[0] + 1),
            "it would have to become too small; look whether it can be read"
            if made.part.may_shrink
            else "“shrink: true” makes such pages a little smaller",
        )
