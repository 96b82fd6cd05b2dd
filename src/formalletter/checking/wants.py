"""Says what an edition would want and the header does not give.

Nothing is invented: what is not known stays empty on the page, and is named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import note
from ..edition import Edition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Place, Problem
    from ..letter import Letter


def wants(letter: Letter, edition: Edition) -> Iterator[Problem]:
    """A note for each thing that the reader of this edition would look for in vain."""
    header = letter.header
    contact = header.contact
    place = letter.places[()]
    if contact is None or not (contact.email or contact.address):
        whom = "journalists can't see" if edition is Edition.PRESS else "page 1 does not say"
        yield _want(edition, "contact", f"{whom} whom to answer", place)
    elif edition is Edition.PRINT and not contact.address:
        yield _want(edition, "contact: address", "a posted letter has no postal address", place)
    if not letter.letterhead.organisations and letter.letterhead.stationery is None:
        yield _want(edition, "letterhead", "the letterhead names no sender", place)
    if header.valediction is None:
        yield _want(edition, "valediction", "the letter has no close", place)
    if not header.signed_by and not letter.signatories:
        yield _want(edition, "signed-by", "nobody signs the letter", place)


def _want(edition: Edition, key: str, message: str, place: Place) -> Problem:
    return note(
        f"wants-{key.partition(':')[0]}",
        f"the {edition.value} edition would want “{key}”: {message}",
        place,
    )
