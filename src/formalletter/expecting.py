"""Says what the finished file has to hold, from what the letter and its annexes say.

Made of the letter as it was read, not of what was typeset: it is what the finished bytes are
compared with.
"""

from __future__ import annotations

import getpass
import re
import socket
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING

from . import preparing, rolls
from .edition import Edition
from .inspecting import Expectation, ExpectedAnnex
from .markings import notices
from .orders import all_have_signed, prints_scans
from .typeset import Typeset
from .wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .assembling import Properties
    from .composing import Composed
    from .edition import Order
    from .enclosing import Desk, Settled
    from .letter import Letter

_SHORTEST_NAME = 4  # characters of a user's or machine's name that may not be told


def expectation(desk: Desk, composed: Composed, settled: Settled) -> Expectation:
    """What the finished file has to hold."""
    letter, numbering = desk.letter, settled.numbering
    wording = Wording(letter.header.language)
    properties = preparing.properties(letter, composed)
    return Expectation(
        title=composed.title,
        language=letter.header.language,
        passages=tuple(filter(None, _passages(letter, desk.order, composed))),
        names=tuple(rolls.printed(each, wording) for each in letter.signatories),
        group_sizes=tuple(len(group.signatories) for group in letter.roll.groups),
        families=desk.coverage.families,
        pages=numbering.pages(settled.letter.pages),
        private=tuple(_private(letter, properties)),
        labels=tuple(_labels(settled)),
        annexes=tuple(_annexes(desk, settled)),
        attached=frozenset(_attached(settled)),
        foreign=settled.foreign,
        author=properties.author,
        producer=properties.producer,
        moment=properties.moment,
        languages=tuple(_languages(letter, wording)),
        asides=tuple(filter(None, composed.asides)),
    )


def _private(letter: Letter, properties: Properties) -> Iterator[str]:
    """What tells of the machine: its folders, and the names of its user and itself.

    A name that the letter has for its own reasons, or that is too short to mean anybody, isn't
    private.
    """
    yield str(Path.home())
    yield str(letter.folder.resolve())
    own = (properties.title, properties.author, properties.subject, *properties.keywords)
    said = " ".join((letter.body.source.text, properties.producer, *own)).casefold()
    for name in (_user(), *socket.gethostname().split(".")[:1]):
        word = re.escape(name.casefold())
        if len(name) >= _SHORTEST_NAME and not re.search(rf"(?<!\w){word}(?!\w)", said):
            yield name


def _user() -> str:
    """The name of who runs the program; nothing where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # KeyError: before Python 3.13
        return ""


def _languages(letter: Letter, wording: Wording) -> Iterator[tuple[str, str]]:
    """The names whose language the list states, and that are written as that one is."""
    for each in letter.signatories:
        name = rolls.without_country(each, wording)
        stated = each.language
        if stated and stated != letter.header.language and rolls.is_written(name, stated):
            yield rolls.printed(each, wording), stated


def _passages(letter: Letter, order: Order, composed: Composed) -> Iterator[str | None]:
    """The texts of the letter in their order; empty ones are not set."""
    header = letter.header
    to, contact, head = header.recipient, header.contact, letter.letterhead
    for sender in () if head.stationery is not None else head.organisations:
        yield None if sender.logo else sender.name
        yield from sender.detail
    yield head.text if head.stationery is None else None
    yield from notices(letter, order, Wording(header.language))
    yield from (header.delivery, header.our_reference, header.your_reference)
    wording, roll = Wording(header.language), letter.roll
    yield from (header.classification, rolls.in_confidence(roll, wording))
    yield _date_line(header.place, wording.date(header.date), wording)
    yield rolls.updated(roll, wording)
    yield from (contact.name, contact.organisation, *contact.address) if contact else ()
    yield from (to.honorific, to.name, to.office, to.organisation, *to.address)
    yield from (*header.title.splitlines(), header.salutation)
    yield from chain(*composed.paragraphs)
    yield header.valediction
    is_signed = all_have_signed(header) and not prints_scans(order, header)
    for who in header.signed_by:
        yield wording.phrase("signed") if is_signed else None
        yield from (who.name, who.role, who.organisation)
    yield from header.copied_to
    yield from (annex.title for annex in header.annexes)
    yield from (rolls.group_title(group, wording) for group in roll.groups)
    yield rolls.further(roll, header.signatories, wording)
    yield from chain(*composed.afterword)
    press = header.press if order.edition is Edition.PRESS else None
    if press and press.contact:
        yield from (press.contact.name, press.contact.organisation, press.contact.telephone)


def _date_line(place: str | None, date: str, wording: Wording) -> str:
    return wording.phrase("date-line", place=place, date=date) if place else date


def _labels(settled: Settled) -> Iterator[str]:
    numbering, letter = settled.numbering, settled.letter.pages
    yield from map(str, range(1, letter + 1))
    blanks = numbering.blanks(letter)
    for number, (enclosure, blank) in enumerate(zip(numbering.enclosures, blanks, strict=True)):
        start = numbering.starts(letter)[number]
        if blank:
            yield _blank_label(settled, number, start)
        yield from (numbering.label(number, page, letter) for page in range(enclosure.pages))


def _blank_label(settled: Settled, number: int, start: int) -> str:
    """A blank page counts with what stands before it."""
    numbering, letter = settled.numbering, settled.letter.pages
    if not numbering.is_own:
        return str(start)
    if number == 0:
        return str(letter + 1)
    return numbering.label(number - 1, numbering.enclosures[number - 1].pages, letter)


def _annexes(desk: Desk, settled: Settled) -> Iterator[ExpectedAnnex]:
    starts = settled.numbering.starts(settled.letter.pages)
    for made, start in zip(settled.drafts, starts, strict=True):
        passages: list[str] = []
        asides: list[str] = []
        for section in made.part.sections:
            if isinstance(section, Typeset):
                composed = desk.composed_of(section)
                passages += filter(None, chain(*composed.paragraphs))
                asides += filter(None, composed.asides)
        language = made.part.language
        heading = made.part.heading
        yield ExpectedAnnex(heading, start, tuple(passages), language, tuple(asides))


def _attached(settled: Settled) -> Iterator[str]:
    """The names of the attached files; one that is taken already gets a number before it."""
    taken: set[str] = set()
    for name in _names(settled):
        unique = next(
            candidate
            for candidate in chain([name], (f"{number}-{name}" for number in count(2)))
            if candidate not in taken
        )
        taken.add(unique)
        yield unique


def _names(settled: Settled) -> Iterator[str]:
    for made in settled.drafts:
        for section in made.part.sections:
            if not isinstance(section, Typeset):
                yield from (item.name for item in section.facts.attachments if item.kept)
        if made.part.original is not None:
            yield made.part.original.name
