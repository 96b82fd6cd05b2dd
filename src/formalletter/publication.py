"""How a letter is published, as its header describes it: editions, embargo, press."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from importlib.resources import files
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints
from pydantic_core import PydanticCustomError

from .fields import EMAIL_PATTERN, Line, Part, Text

# The faults that pydantic has no name for.
NOT_A_TIME: Final = "not_a_time"
UNKNOWN_ZONE: Final = "zone_unknown"

_TIME = r"^(19|20|21)[0-9]{2}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}$"
_Word = Literal["delivery", "print", "press"]


@lru_cache(maxsize=1)
def zones() -> frozenset[str]:
    """The names of all time zones (IANA).

    From the package, not from the system: the same on every machine.
    """
    return frozenset((files("tzdata") / "zones").read_text(encoding="utf-8").split())


@lru_cache(maxsize=8)
def _zone(name: str) -> ZoneInfo:
    with (files("tzdata") / "zoneinfo").joinpath(*name.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _from_text(value: object) -> object:
    """Takes 2022-03-08 10:00 only, not the numbers of seconds that pydantic would take."""
    try:
        if isinstance(value, str) and re.fullmatch(_TIME, value):
            return dt.datetime.fromisoformat(value)
    except ValueError:
        pass  # there is no such day, or no such hour
    raise PydanticCustomError(NOT_A_TIME, "a time is written as 2022-03-08 10:00")


def _known_zone(name: str) -> str:
    if name not in zones():
        raise PydanticCustomError(UNKNOWN_ZONE, "a time zone is named as Europe/Zurich")
    return name


def _from_word(value: object) -> object:
    """An edition about which nothing else is said may be a single word."""
    return {"edition": value} if isinstance(value, str) else value


LocalTime = Annotated[
    dt.datetime,
    BeforeValidator(
        _from_text, json_schema_input_type=Annotated[str, StringConstraints(pattern=_TIME)]
    ),
]
Zone = Annotated[Line, AfterValidator(_known_zone)]


class EditionAsked(Part):
    """One edition that is to be made."""

    edition: _Word = Field(description="delivery, print or press.")
    audience: Literal["addressee", "public"] | None = Field(
        default=None,
        description="Who reads it and so who is named in it; without it, addressee for delivery"
        " and print, public for press.",
    )
    paper: Literal["A4", "Letter"] | None = Field(
        default=None, description="The sheet of a print edition, if it isn't the letter's."
    )
    letterhead: Literal["printed", "stationery"] = Field(
        default="printed",
        description="stationery leaves the letterhead's space blank, for paper that has one.",
    )
    links: Literal["notes", "end"] | None = Field(
        default=None,
        description="Where a print edition has the addresses of links: in notes, or at its end;"
        " without it, wherever the pages break as in the delivery edition.",
    )
    copies: int | None = Field(
        default=None, ge=1, le=999, description="How many copies the print dialogue proposes."
    )
    duplex: Literal["long-edge", "short-edge", "simplex"] | None = Field(
        default=None, description="How the print dialogue proposes to turn the sheet."
    )
    bleed: bool = Field(default=False, description="Add 3 mm of bleed with crop marks.")
    pdf_x: bool = Field(default=False, description="Give the file the properties of PDF/X-4.")


EditionItem = Annotated[
    EditionAsked,
    BeforeValidator(_from_word, json_schema_input_type=_Word | EditionAsked),
]


Sent = Literal["pdf", "text", "html", "word", "picture"]


class Send(Part):
    """Which forms of the letter are sent to each audience, besides the PDF."""

    addressee: tuple[Sent, ...] = Field(default=(), description="What goes to the addressee.")
    public: tuple[Sent, ...] = Field(
        default=(), description="What goes to journalists and the public."
    )


def _for_all(value: object) -> object:
    """A list is for every audience; what a validator has touched must have tuples for lists."""
    given = {"addressee": value, "public": value} if isinstance(value, list) else value
    if not isinstance(given, dict):
        return given
    return {key: tuple(each) if isinstance(each, list) else each for key, each in given.items()}


SendItem = Annotated[
    Send, BeforeValidator(_for_all, json_schema_input_type=tuple[Sent, ...] | Send)
]


class PressContact(Part):
    """Whom journalists may ask."""

    name: Line | None = Field(default=None, description="The person to ask.")
    organisation: Line | None = Field(default=None, description="The person's organisation.")
    telephone: Line | None = Field(default=None, description="The telephone number for the press.")
    email: Annotated[str, StringConstraints(pattern=EMAIL_PATTERN, max_length=254)] | None = Field(
        default=None, description="The e-mail address for the press."
    )


class Press(Part):
    """What the press edition has behind the letter."""

    contact: PressContact | None = Field(default=None, description="Whom journalists may ask.")
    notes: Text | None = Field(default=None, description="Notes to editors, in Markdown.")


class Embargo(Part):
    """Until when nothing of the letter may be published."""

    until: LocalTime = Field(description="When it lifts, as 2022-03-08 10:00, by local clocks.")
    zone: Zone = Field(description="The time zone of these clocks (IANA), such as Europe/Zurich.")
    place: Line = Field(description="The place by whose clocks it is told, such as Geneva.")
    abbreviation: Line | None = Field(
        default=None, description="What its time is called on that day, such as CET."
    )

    def moments(self) -> tuple[dt.datetime, ...]:
        """The moments that the clocks of the zone show as `until`.

        None in the hour that is left out in spring, two in the one that comes twice in autumn
        unless the abbreviation tells them apart; else one.
        """
        zone = _zone(self.zone)
        folds = (self.until.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
        # By UTC: within one zone, the two moments of an hour that comes twice are equal.
        moments = dict.fromkeys(moment.astimezone(dt.UTC) for moment in folds)
        local = [moment.astimezone(zone) for moment in moments]
        shown = [moment for moment in local if moment.replace(tzinfo=None) == self.until]
        called = [moment for moment in shown if moment.tzname() == self.abbreviation]
        return tuple(called or shown)
