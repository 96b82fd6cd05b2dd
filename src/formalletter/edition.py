"""The editions of a letter, and what exactly is ordered of one.

A module of its own, because the command line names the editions.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .signatory import Audience

Paper = Literal["A4", "Letter"]
Links = Literal["notes", "end"]
Addresses = Literal["live", "notes", "end"]
"""What becomes of the addresses of links: links to follow, notes, or a list at the end."""

Duplex = Literal["long-edge", "short-edge", "simplex"]


class Edition(Enum):
    """What a file is made for."""

    DELIVERY = "delivery"
    PRINT = "print"
    PRESS = "press"


def usual_audience(edition: Edition) -> Audience:
    """For whom an edition is made unless something else is asked for."""
    return "public" if edition is Edition.PRESS else "addressee"


@dataclass(frozen=True, slots=True)
class Order:
    """One file to be made: for which use and for whom, and how it differs from the others.

    `is_embargoed` makes the file of the set that goes out before the embargo lifts.  The rest is
    for paper: the sheet `paper` if it isn't the letter's, paper with a letterhead of its own
    (`on_stationery`), the addresses of `links` as notes or at the end (None: whatever keeps the
    page breaks), how the file asks to be printed (`copies`, `duplex`), 3 mm of `bleed` with crop
    marks, and the properties of PDF/X-4 (`pdf_x`).
    """

    edition: Edition
    audience: Audience
    is_embargoed: bool = False
    paper: Paper | None = None
    on_stationery: bool = False
    links: Links | None = None
    copies: int | None = None
    duplex: Duplex | None = None
    bleed: bool = False
    pdf_x: bool = False
