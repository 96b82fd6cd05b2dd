"""A letter as data: frozen, typed, complete.

`reading` makes these values once, at the edge; every later stage takes them as they are
and none of them reads a file again.  The header's model is also the source of the JSON
Schema (`formalletter schema`), so the descriptions here are what editors show.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Final, Literal, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from .diagnostics import Place

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

# The patterns are named so that `reading` can say in words what each asks for.
LINE_PATTERN = r"^[^\n]*$"
NAME_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9_-]*$"
LANGUAGE_PATTERN = r"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2}|-[0-9]{3})?$"
EMAIL_PATTERN = r"^[^@\s<>]+@[^@\s<>]+\.[^@\s<>]+$"
# The faults that pydantic has no name for.
NOT_A_DATE: Final = "not_a_date"
NOBODY: Final = "recipient_empty"
ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _from_iso(value: object) -> object:
    """Takes ISO 8601 dates only, not the numbers of seconds that pydantic would take."""
    if not isinstance(value, str):
        return value
    try:
        return dt.date.fromisoformat(value if ISO_DATE.fullmatch(value) else "")
    except ValueError:
        raise PydanticCustomError(NOT_A_DATE, "a date is written as 2022-03-08") from None


IsoDate = Annotated[dt.date, BeforeValidator(_from_iso)]
Line = Annotated[str, StringConstraints(min_length=1, max_length=1000, pattern=LINE_PATTERN)]
Text = Annotated[str, StringConstraints(min_length=1, max_length=5000)]
Name = Annotated[str, StringConstraints(pattern=NAME_PATTERN, max_length=60)]
LanguageTag = Annotated[str, StringConstraints(pattern=LANGUAGE_PATTERN)]
RelativePath = Annotated[str, StringConstraints(min_length=1, max_length=300)]
Millimetres = Annotated[float, Field(ge=0, le=120)]
RECIPIENT_KEYS = ("name", "office", "organisation", "address")  # a recipient has one at least


class _Part(BaseModel):
    """A part of the header: frozen, strict, no unknown keys; keys are written-with-hyphens."""

    model_config = ConfigDict(
        frozen=True,
        strict=True,
        extra="forbid",
        alias_generator=lambda name: name.replace("_", "-"),
        validate_by_alias=True,
        validate_by_name=False,
    )


class Recipient(_Part):
    """To whom the letter goes; the address block is set in this order."""

    model_config = ConfigDict(
        json_schema_extra={"anyOf": [{"required": [key]} for key in RECIPIENT_KEYS]}
    )

    honorific: Line | None = Field(default=None, description='For example "Her Excellency".')
    name: Line | None = Field(default=None, description="The person's name.")
    office: Line | None = Field(default=None, description="The office held.")
    organisation: Line | None = Field(default=None, description="The organisation or ministry.")
    address: tuple[Line, ...] = Field(default=(), description="The lines of the postal address.")

    @model_validator(mode="after")
    def _someone(self) -> Self:
        if not any(getattr(self, key) for key in RECIPIENT_KEYS):
            raise PydanticCustomError(NOBODY, "the recipient names nobody")
        return self


class Signer(_Part):
    """One signature under the letter."""

    name: Line = Field(description="Who signs.")
    role: Line | None = Field(default=None, description="In which role.")
    organisation: Line | None = Field(default=None, description="For which organisation.")
    signature: RelativePath | None = Field(
        default=None, description="A scanned signature: a PNG or SVG below the letter's folder."
    )


class Contact(_Part):
    """Whom to answer."""

    name: Line | None = Field(default=None, description="The person to write to.")
    organisation: Line | None = Field(default=None, description="The person's organisation.")
    email: Annotated[str, StringConstraints(pattern=EMAIL_PATTERN, max_length=254)] | None = Field(
        default=None, description="The e-mail address for answers."
    )
    address: tuple[Line, ...] = Field(default=(), description="The postal address for answers.")


class LetterheadOrganisation(_Part):
    """One organisation in the letterhead."""

    name: Line = Field(description="The organisation's name, set as text or said of the logo.")
    logo: RelativePath | None = Field(
        default=None,
        description="An SVG or PNG below the letter's folder; without one the name is set.",
    )
    detail: tuple[Line, ...] = Field(
        default=(), description="Lines below: address, telephone, site."
    )


class Letterhead(_Part):
    """What stands at the top of page 1."""

    text: Line | None = Field(
        default=None, description='A line of text, such as "Joint open letter".'
    )
    organisations: tuple[LetterheadOrganisation, ...] = Field(
        default=(), description="The organisations named in it, first to last."
    )
    stationery: Millimetres | None = Field(
        default=None,
        description="Keep this many millimetres blank from the top of page 1 for printed"
        " stationery, and set no letterhead.",
    )


class SignatoryList(_Part):
    """The list of signatories and how it is set."""

    file: RelativePath = Field(
        default="signatories.csv", description="The list, one row per signatory."
    )
    heading: Line | None = Field(
        default=None, description='The list\'s heading; "Signatories" if empty.'
    )
    columns: Literal["auto", 1, 2, 3] = Field(
        default="auto", description="How many columns; chosen from the names' lengths if auto."
    )
    order: Literal["as-given"] = Field(default="as-given", description="The order of the names.")


class Page(_Part):
    """The sheet, and what is kept free on page 1."""

    size: Literal["A4", "Letter"] = Field(default="A4", description="The sheet.")
    window: Literal["none", "din-5008-b", "sn-010130-left", "sn-010130-right", "us-10"] = Field(
        default="none", description="Place the address for this window envelope."
    )
    fold_marks: bool = Field(default=False, description="Print fold marks for the envelope.")
    registry_stamp: bool = Field(
        default=False, description="Keep 60 by 35 mm at the top right free for a registry's stamp."
    )


class Annex(_Part):
    """A document that goes with the letter."""

    title: Line = Field(description="The annex's title.")
    file: RelativePath = Field(description="A PDF or Markdown file below the letter's folder.")
    language: LanguageTag | None = Field(
        default=None, description="Its language, if not the letter's."
    )


class Header(_Part):
    """The header of a letter, between the two lines `---` at the top of letter.md."""

    title: Text = Field(description="The subject line; may have several lines.")
    date: IsoDate = Field(description="The letter's date, as 2022-03-08.")
    place: Line | None = Field(default=None, description="Where it is dated, such as Geneva.")
    language: LanguageTag = Field(default="en-GB", description="The letter's language (BCP 47).")
    our_reference: Line | None = Field(default=None, description="The senders' reference.")
    your_reference: Line | None = Field(default=None, description="The addressee's reference.")
    recipient: Recipient = Field(description="To whom the letter goes.")
    delivery: Line | None = Field(default=None, description='For example "By e-mail and by post".')
    classification: Line | None = Field(default=None, description='For example "Confidential".')
    salutation: Line = Field(description="The opening, with its comma.")
    valediction: Line | None = Field(
        default=None, description='The close, such as "Yours sincerely,".'
    )
    signed_by: tuple[Signer, ...] = Field(default=(), description="Who signs, first to last.")
    copied_to: tuple[Line, ...] = Field(default=(), description="Who gets a copy.")
    contact: Contact | None = Field(default=None, description="Whom to answer.")
    keywords: tuple[Line, ...] = Field(
        default=(), description="Keywords for the file's properties."
    )
    author: Line | None = Field(
        default=None, description="The author in the file's properties; the senders if empty."
    )
    status: Literal["draft", "sign-on", "final"] = Field(
        default="draft", description="How far it is."
    )
    letterhead: Letterhead | Name | None = Field(
        default=None, description="A letterhead, or the name of one under letterheads/."
    )
    signatories: SignatoryList | None = Field(default=None, description="The list of signatories.")
    annexes: tuple[Annex, ...] = Field(
        default=(), description="Documents merged behind the letter."
    )
    page: Page = Field(default=Page(), description="The sheet.")
    style: Name = Field(
        default="classic", description="classic (serif), modern (sans) or one of yours."
    )
    numbered_paragraphs: bool = Field(
        default=False, description="Number the paragraphs of the body, as the United Nations do."
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The text of one file, and how it is called in messages."""

    path: str
    text: str = field(repr=False)
    lines: tuple[str, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "lines", tuple(self.text.split("\n")))

    def place(self, line: int, column: int | None = None, width: int = 1) -> Place:
        """The place of a line and column, both counted from 1."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else None
        return Place(self.path, line, column, text, width)


@dataclass(frozen=True, slots=True)
class Body:
    """The Markdown of the letter: lines `first_line`… (from 1) of its source."""

    text: str
    source: Source
    first_line: int


@dataclass(frozen=True, slots=True)
class Signatory:
    """One name of the list, exactly as given, and the row that it came from."""

    name: str
    language: str | None
    place: Place


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter, read and checked for form.

    `header.letterhead` is the same as `letterhead`, which may come from a file of its own.
    `places` maps the path of a header value, in the keys of the file, such as
    `("signed-by", 0, "role")`, to where it stands; `()` is where the header begins.
    """

    folder: Path
    slug: str
    header: Header
    places: Mapping[tuple[str | int, ...], Place]
    letterhead: Letterhead
    body: Body
    signatories: tuple[Signatory, ...]
