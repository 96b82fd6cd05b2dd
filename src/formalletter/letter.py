"""A letter as data: frozen, typed, complete.

`reading` makes these values once, at the edge; every later stage takes them as they are
and none of them reads a file again.  The header's model is also the source of the JSON
Schema (`formalletter schema`), so the descriptions here are what editors show.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Literal, Self

from pydantic import ConfigDict, Field, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from .annex import Annex, AnnexLabels, AnnexNumbering
from .diagnostics import Place
from .fields import (
    EMAIL_PATTERN,
    NOBODY,
    RECIPIENT_KEYS,
    IsoDate,
    LanguageTag,
    Line,
    Millimetres,
    Name,
    Part,
    RelativePath,
    RuleCode,
    Text,
)
from .publication import EditionItem, Embargo, Press, Send, SendItem
from .roll import Roll
from .signatory_list import SignatoryList

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from .profile import Profile
    from .signatory import Signatory


class Recipient(Part):
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


class Signer(Part):
    """One signature under the letter."""

    name: Line = Field(description="Who signs.")
    role: Line | None = Field(default=None, description="In which role.")
    organisation: Line | None = Field(default=None, description="For which organisation.")
    signature: RelativePath | None = Field(
        default=None, description="A scanned signature: a PNG or SVG below the letter's folder."
    )


class Contact(Part):
    """Whom to answer."""

    name: Line | None = Field(default=None, description="The person to write to.")
    organisation: Line | None = Field(default=None, description="The person's organisation.")
    email: Annotated[str, StringConstraints(pattern=EMAIL_PATTERN, max_length=254)] | None = Field(
        default=None, description="The e-mail address for answers."
    )
    address: tuple[Line, ...] = Field(default=(), description="The postal address for answers.")


class LetterheadOrganisation(Part):
    """One organisation in the letterhead."""

    name: Line = Field(description="The organisation's name, set as text or said of the logo.")
    logo: RelativePath | None = Field(
        default=None,
        description="An SVG or PNG below the letter's folder; without one the name is set.",
    )
    detail: tuple[Line, ...] = Field(
        default=(), description="Lines below: address, telephone, site."
    )


class Letterhead(Part):
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


class Page(Part):
    """The sheet, and what is kept free on page 1."""

    size: Literal["A4", "Letter"] = Field(default="A4", description="The sheet.")
    window: Literal["none", "din-5008-b", "sn-010130-left", "sn-010130-right", "us-10"] = Field(
        default="none", description="Place the address for this window envelope."
    )
    fold_marks: bool = Field(default=False, description="Print fold marks for the envelope.")
    registry_stamp: bool = Field(
        default=False, description="Keep 60 by 35 mm at the top right free for a registry's stamp."
    )


class Header(Part):
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
    covering_request: Text | None = Field(
        default=None,
        description="What the covering e-mail asks of the addressee, in two sentences.",
    )
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
    named_because: Line | None = Field(
        default=None,
        description="On what ground all may be named in public, where the list asks nobody;"
        " printed in no file.",
    )
    annexes: tuple[Annex, ...] = Field(
        default=(), description="Documents merged behind the letter."
    )
    annex_labels: AnnexLabels = Field(
        default="letters", description="How annexes are called: A, B, C or 1, 2, 3 or I, II, III."
    )
    annex_numbering: AnnexNumbering = Field(
        default="running",
        description="By which number their pages are cited: that of the whole document"
        " (running) or one of their own, such as A-1 (own).",
    )
    page: Page = Field(default=Page(), description="The sheet.")
    editions: tuple[EditionItem, ...] = Field(
        default=(), description="Which editions are made; delivery if empty."
    )
    send: SendItem = Field(
        default=Send(),
        description="Which forms a pack sends besides the PDF: text, html, word, picture (page 1);"
        " a list for all, or one for the addressee and one for the public.",
    )
    embargo: Embargo | None = Field(
        default=None, description="Until when nothing of it may be published."
    )
    press: Press | None = Field(
        default=None, description="What the press edition has behind the letter."
    )
    public_signatures: Literal["signed", "scanned"] = Field(
        default="signed",
        description='How files for the public show a scanned signature: as "(signed)", or scanned.',
    )
    editable_signatures: Literal["signed", "scanned"] = Field(
        default="signed",
        description="How files that can be edited (Word, HTML) show a scanned signature, whoever"
        ' reads them: as "(signed)", or scanned.',
    )
    style: Name = Field(
        default="classic", description="classic (serif), modern (sans) or one of yours."
    )
    file_names: Literal["ascii", "unicode"] = Field(
        default="ascii",
        description="The names of a pack's files: in Latin letters, or in the letter's script.",
    )
    profile: Name | None = Field(
        default=None, description="The recipient's or channel's limits that the files must keep."
    )
    rules_off: dict[RuleCode, Line] = Field(
        default={}, description="Rules that are switched off, each with the reason."
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
class Enclosed:
    """An annex with what its files hold: a PDF's bytes or the text of a Markdown file.

    `label` is how it is called ("A"); `place` is that of the header value that names the file.
    """

    annex: Annex
    label: str
    place: Place
    pdf: bytes | None = field(default=None, repr=False)
    body: Body | None = None
    transcript: Body | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """A whole letter, read and checked for form.

    `header.letterhead` is the same as `letterhead`, which may come from a file of its own.
    `places` maps the path of a header value, in the keys of the file, such as
    `("signed-by", 0, "role")`, to where it stands; `()` is where the header begins.
    `signatories` are all rows of the list as read; in the letter of one file they are those
    that it names, and `roll` tells them in their groups and all counts (see `rolls`).
    `profile` is what the recipient or channel takes, if the header names one.
    """

    folder: Path
    slug: str
    header: Header
    places: Mapping[tuple[str | int, ...], Place]
    letterhead: Letterhead
    body: Body
    signatories: tuple[Signatory, ...]
    annexes: tuple[Enclosed, ...] = ()
    roll: Roll = field(default_factory=Roll)
    profile: Profile | None = None
