"""An annex as the letter's header describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints

from .fields import LanguageTag, Line, Part, RelativePath, Text

PAGES_PATTERN = r"^ *[0-9]+( *- *[0-9]+)?( *, *[0-9]+( *- *[0-9]+)?)* *$"
PAGE_PATTERN = r"^[1-9][0-9]{0,4}$"
VARIABLE_PATTERN = r"^[A-Za-z_][A-Za-z0-9_]*$"

AnnexLabels = Literal["letters", "numbers", "roman"]
AnnexNumbering = Literal["running", "own"]


def _as_text(value: object) -> object:
    """One page may be written as a plain number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


PageList = Annotated[
    str, BeforeValidator(_as_text), StringConstraints(pattern=PAGES_PATTERN, max_length=200)
]
PageNumber = Annotated[str, StringConstraints(pattern=PAGE_PATTERN)]
Variable = Annotated[str, StringConstraints(pattern=VARIABLE_PATTERN, max_length=100)]


class Annex(Part):
    """A document that goes with the letter and is merged behind it."""

    title: Line = Field(description="The annex's title.")
    file: RelativePath = Field(description="A PDF or Markdown file below the letter's folder.")
    language: LanguageTag | None = Field(
        default=None, description="Its language, if not the letter's."
    )
    translated_from: LanguageTag | None = Field(
        default=None, description='The language it was translated from: "Translated from …".'
    )
    pages: PageList | None = Field(
        default=None, description="Which pages of a PDF, such as 1-3, 7; all if empty."
    )
    cover: bool = Field(default=False, description="Set a cover sheet before it.")
    start: Literal["any", "right"] = Field(
        default="any", description="On which page it begins: any, or a right-hand one."
    )
    alternatives: dict[PageNumber, Text] = Field(
        default={},
        description="What pages show that are only pictures, by the page's number in the file.",
    )
    transcript: RelativePath | None = Field(
        default=None,
        description="A Markdown file with the text of a scan, reviewed by a person; set behind it.",
    )
    password_variable: Variable | None = Field(
        default=None, description="The environment variable that has the PDF's password."
    )
    claims: Literal["drop", "stop", "picture", "attach"] = Field(
        default="drop",
        description="If it can't conform to PDF/A and PDF/UA: drop the file's claim, stop the"
        " build, merge pictures of its pages, or attach the original behind a page that says so.",
    )
    forms: Literal["printed", "live"] = Field(
        default="printed", description="Form fields become part of the page, or stay fields."
    )
    attachments: bool = Field(
        default=False, description="Keep the files that are attached to the PDF."
    )
    shrink: bool = Field(
        default=False, description="Pages without room for the stamp may be made a little smaller."
    )
