"""The list of signatories as the letter's header describes it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from .fields import LINE_PATTERN, IsoDate, Line, Part, RelativePath
from .signatory import Kind

ColumnRole = Literal[
    "name",
    "kind",
    "role",
    "organisation",
    "country",
    "language",
    "script",
    "group",
    "visibility",
    "sort-key",
    "family-name",
    "date-signed",
    "time-stamp",
    "ignore",
]
"""What a column of a list is for; `ignore` for one that would be taken for something else."""

Answer = Annotated[str, StringConstraints(max_length=1000, pattern=LINE_PATTERN)]


DateOrder = Literal["day-first", "month-first"]


class SignatoryList(Part):
    """The list of signatories and how it is set."""

    file: RelativePath = Field(
        default="signatories.csv",
        description="The list: CSV, TSV, XLSX, ODS, YAML, JSON, Markdown or plain text.",
    )
    heading: Line | None = Field(
        default=None, description='The list\'s heading; "Signatories" if empty.'
    )
    columns: Literal["auto", 1, 2, 3] = Field(
        default="auto", description="How many columns; chosen from the names' lengths if auto."
    )
    order: Literal["as-given", "alphabetical"] = Field(
        default="as-given",
        description="The order of the names: as the list has them, or by the letter's alphabet.",
    )
    other_scripts: Literal["own-block", "transliterated"] = Field(
        default="own-block",
        description="Where names in another script stand in the alphabet: behind the others, or"
        " by their sort key.",
    )
    groups: Literal["none", "kind", "country", "region", "group"] = Field(
        default="none", description="Group the names, with headings and counts."
    )
    show: tuple[Literal["country"], ...] = Field(
        default=(), description="What else is printed behind each name: its country."
    )
    first: tuple[Line, ...] = Field(
        default=(), description="Names that lead the list: the hosts, or who signed first."
    )
    kind: Kind | None = Field(
        default=None,
        description="Who signs, in rows that don't say it in a column kind: organisations, or"
        " individuals, who are printed with their role and organisation.",
    )
    sheet: Line | None = Field(
        default=None, description="The sheet of a workbook; the only or first one if empty."
    )
    columns_named: dict[Line, ColumnRole] = Field(
        default={}, description="What columns are for whose heads don't say it."
    )
    columns_ignored: tuple[Line, ...] = Field(
        default=(), description="Columns that say nothing about who signs or may be named."
    )
    visibility_answers: dict[Answer, Literal["public", "addressee", "withheld"]] = Field(
        default={},
        description='What a form\'s answers about visibility mean; "" is the blank one.',
    )
    countries_named: dict[Line, tuple[Line, ...]] = Field(
        default={},
        description="What countries a cell means that names none, or several:"
        " {Kenya / Uganda: [KE, UG]}.",
    )
    withheld: Annotated[int, Field(ge=0, le=100_000)] = Field(
        default=0, description="How many more have signed whose names no file may hold."
    )
    withheld_reason: Line | None = Field(
        default=None,
        description='Why names are not printed, such as "whose names are withheld for their'
        ' safety"; nothing is said if empty.',
    )
    until: IsoDate | None = Field(
        default=None, description="Report rows that were signed after this date."
    )
    dates: DateOrder | None = Field(
        default=None,
        description="How time stamps such as 3/4/2026 are meant, where the column doesn't show it.",
    )
    published: IsoDate | None = Field(
        default=None,
        description="When the letter was published: later withdrawals and additions are then"
        ' told as "List of signatories updated on …".',
    )
