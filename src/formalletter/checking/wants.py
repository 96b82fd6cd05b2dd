"""Says what an edition would want and the header does not give.

Nothing is invented: what is not known stays empty on the page, and is named here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Place, note
from ..edition import Edition
from ..wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Letter


def wants(letter: Letter, edition: Edition) -> Iterator[Problem]:
    """A note for each thing that the reader of this edition would look for in vain."""
    header = letter.header
    contact = header.contact
    found: list[tuple[str, str]] = []
    press = header.press.contact if header.press and edition is Edition.PRESS else None
    is_told = press is not None and bool(press.email or press.telephone)
    if not is_told and (contact is None or not (contact.email or contact.address)):
        whom = "journalists can't see" if edition is Edition.PRESS else "page 1 does not say"
        found.append(("contact", f"{whom} whom to answer"))
    elif edition is Edition.PRINT and contact and not contact.address:
        found.append(("contact", "a posted letter has no postal address to answer to"))
    if not letter.letterhead.organisations and letter.letterhead.stationery is None:
        found.append(("letterhead", "the letterhead names no sender"))
    if header.valediction is None:
        found.append(("valediction", "the letter has no close"))
    if not header.signed_by and not letter.roll.total:
        found.append(("signed-by", "nobody signs the letter"))
    if Wording(header.language).is_fallback:
        yield note(
            "words-in-english",
            f"there are no words of the program's own in “{header.language}” yet:"
            " the page numbers, headings and the like are in English",
            letter.places.get(("language",)),
        )
    for key, message in found:
        place = letter.places.get((key,)) or Place(letter.body.source.path)
        # Without the edition's name: what several would want is told once.
        yield note(f"wants-{key}", f"{message} (“{key}”)", place)
