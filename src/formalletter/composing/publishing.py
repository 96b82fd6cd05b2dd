"""What the press edition has behind the letter, and what a file says of its publication."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..edition import Edition
from ..letter import Body, Source
from ..markings import notices
from ..orders import all_have_signed, prints_scans
from .body_style import BodyStyle

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..edition import Order
    from ..letter import Letter
    from ..wording import Wording
    from .body import SetBody

_NOTES = ("press", "notes")


def of_publication(letter: Letter, order: Order, wording: Wording) -> dict[str, object]:
    """What the templates say of it; `contact` is that for journalists, where there is one."""
    press = letter.header.press if order.edition is Edition.PRESS else None
    return {
        "notices": notices(letter, order, wording),
        "scans": prints_scans(order, letter.header),
        "has_signed": all_have_signed(letter.header),
        "press_contact": press.contact if press else None,
    }


def set_editors_notes(
    letter: Letter, order: Order, set_text: Callable[[Body, BodyStyle], SetBody], before: int
) -> SetBody | None:
    """The notes to editors, where the file has any; `before` is how many footnotes it has."""
    press = letter.header.press
    if order.edition is not Edition.PRESS or press is None or press.notes is None:
        return None
    body = Body(press.notes, Source("", press.notes), 1)
    done = set_text(body, BodyStyle(level=2, notes_before=before))
    # The lines of a value are not those of its file: all is told at its beginning.
    place = letter.places.get(_NOTES) or letter.body.source.place(1)
    return replace(
        done,
        images=tuple((source, place) for source, _ in done.images),
        problems=tuple(replace(problem, place=place) for problem in done.problems),
    )
