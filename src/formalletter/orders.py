"""Which files a header orders, and what each of them says of its publication."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from .edition import Edition, Order, usual_audience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .edition import Addresses
    from .letter import Header, Letter
    from .publication import Embargo
    from .signatory import Audience
    from .wording import Wording

STATIONERY: Final = 45.0  # mm, as deep as most printed letterheads
MOST_PRESS_BYTES: Final = 2_000_000  # so that every newsroom's mailbox takes it
_JUST_DELIVERY = (Order(Edition.DELIVERY, usual_audience(Edition.DELIVERY)),)


def orders(header: Header) -> tuple[Order, ...]:
    """The files that a header asks for, in its order; without a list, the delivery edition.

    With an embargo, each for the public is made twice: embargoed, then released.
    """
    listed = tuple(_listed(header)) or _JUST_DELIVERY
    return tuple(each for order in listed for each in _sets(order, header))


def chosen(header: Header, edition: Edition, audience: Audience | None = None) -> tuple[Order, ...]:
    """The files of one edition: as the header lists them, else the usual one.

    `audience` takes those for it only.
    """
    known = [
        order
        for order in orders(header)
        if order.edition is edition and audience in {None, order.audience}
    ]
    if known:
        return tuple(known)
    return _sets(Order(edition, audience or usual_audience(edition)), header)


def as_ordered(letter: Letter, order: Order) -> Letter:
    """The letter as one file sets it: on its sheet, with or without its letterhead."""
    header, head = letter.header, letter.letterhead
    if order.paper:
        page = header.page.model_copy(update={"size": order.paper})
        header = header.model_copy(update={"page": page})
    if order.on_stationery and head.stationery is None:
        head = head.model_copy(update={"stationery": STATIONERY})
        header = header.model_copy(update={"letterhead": head})
    return replace(letter, header=header, letterhead=head)


def most_bytes(order: Order) -> int | None:
    """How large the file may be, where there is a limit."""
    return MOST_PRESS_BYTES if order.edition is Edition.PRESS else None


def addresses(order: Order) -> Addresses:
    """Where the addresses of links stand: paper has them at the end, unless notes are asked for.

    Notes would move the lines, so that the pages would break otherwise than those of the
    delivery edition.
    """
    return (order.links or "end") if order.edition is Edition.PRINT else "live"


def prints_scans(order: Order, header: Header) -> bool:
    """Whether the file shows scanned signatures: they can be lifted from one for the public."""
    return order.audience == "addressee" or header.public_signatures == "scanned"


def all_have_signed(header: Header) -> bool:
    """Whether there is a scan of each signature, so that a file may say "(signed)" in its place.

    Over one of several it would say that the others have not signed.
    """
    return all(each.signature for each in header.signed_by)


def in_place_of_scans(header: Header, wording: Wording) -> str | None:
    """What editable files say in place of scanned signatures; None where they show them."""
    if header.editable_signatures == "scanned":
        return None
    return wording.phrase("signed") if all_have_signed(header) else ""


def notices(order: Order, header: Header, wording: Wording) -> tuple[str, ...]:
    """The lines about its publication that a file and its twins have to carry.

    A file for the public says until when it is embargoed, and nothing once it is released;
    one for the addressee tells when the letter is published.
    """
    embargo = header.embargo
    if embargo is None or (order.audience == "public" and not order.is_embargoed):
        return ()
    key = "embargoed-until" if order.is_embargoed else "to-be-published"
    return (wording.phrase(key, moment=_told(embargo, wording)),)


def embargo_lines(
    order: Order, header: Header, wording: Wording, *, brief: bool = False
) -> tuple[str, ...]:
    """What every page of an embargoed file says; `brief`, where there is little room, by UTC."""
    if header.embargo is None or not order.is_embargoed:
        return ()
    if not brief:
        return notices(order, header, wording)
    universal = header.embargo.moments()[0].astimezone(dt.UTC)
    moment = f"{_date_and_time(universal, wording)}\u00a0UTC"
    return (wording.phrase("embargoed-until", moment=moment),)


def _listed(header: Header) -> Iterator[Order]:
    for asked in header.editions:
        edition = Edition(asked.edition)
        yield Order(
            edition,
            asked.audience or usual_audience(edition),
            paper=asked.paper,
            on_stationery=asked.letterhead == "stationery",
            links=asked.links,
            copies=asked.copies,
            duplex=asked.duplex,
            bleed=asked.bleed,
            pdf_x=asked.pdf_x,
        )


def _sets(order: Order, header: Header) -> tuple[Order, ...]:
    if header.embargo is None or order.audience != "public":
        return (order,)
    return replace(order, is_embargoed=True), order


def _told(embargo: Embargo, wording: Wording) -> str:
    """When the embargo lifts: "8 March 2022, 10:00 in Geneva (09:00 UTC)"."""
    local = embargo.moments()[0]
    universal = local.astimezone(dt.UTC)
    there = _date_and_time(local, wording)
    if embargo.abbreviation:
        there = f"{there}\u00a0{embargo.abbreviation}"
    elsewhere = wording.time(universal.time())
    if universal.date() != local.date():  # else the hour would be taken for one of that day
        elsewhere = _date_and_time(universal, wording)
    return wording.phrase("time-in-place", time=there, place=embargo.place, universal=elsewhere)


def _date_and_time(moment: dt.datetime, wording: Wording) -> str:
    date, time = wording.date(moment.date()), wording.time(moment.time())
    return wording.phrase("date-and-time", date=date, time=time)
