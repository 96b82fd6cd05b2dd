"""A signatory of a letter, as one row of the list gives it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime as dt

    from .diagnostics import Place

Kind = Literal["organisation", "individual"]
Audience = Literal["addressee", "public"]
"""For whom a file is made; this alone decides the names in it, never the medium."""

Visibility = Literal["public", "addressee", "withheld"]
"""Where a signatory is named: everywhere, only in files for the addressee, nowhere (counted)."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What the columns that are not printed say of who signed, in numbers that mean "the same".

    A number says nothing but that another row has it too; the cells stay in the reading.
    `one`: the e-mail addresses, links and identifiers of the row; `apart`: for each column that
    tells namesakes apart its value, 0 where it is blank; `whole`: all cells of the row, 0 where
    the row has none besides the name.  `is_head`: the row is a further head of the sheet.
    """

    one: frozenset[int] = frozenset()
    apart: tuple[int, ...] = ()
    whole: int = 0
    is_head: bool = False


NO_MARKS = Marks()


@dataclass(frozen=True, slots=True)
class Signatory:
    """One signatory, exactly as given, and the row that it came from.

    `country` is its ISO 3166-1 alpha-2 code, `further_countries` are those that the list gives
    besides, `shown_countries` the names of those that a file prints behind the name; `sort_key`
    and `family_name` are for the order only; `signed` and `withdrawn` are dates.  What is not
    given is None: nothing is derived from a name.  `is_named_elsewhere`: somebody decided that
    the letter's text may have the name all the same, because it is not about the signature.
    `is_asked`: the list says of each row who may see the name.
    """

    name: str
    language: str | None
    place: Place
    kind: Kind | None = None
    role: str | None = None
    organisation: str | None = None
    country: str | None = None
    script: str | None = None
    group: str | None = None
    visibility: Visibility = "public"
    sort_key: str | None = None
    family_name: str | None = None
    signed: dt.date | None = None
    withdrawn: dt.date | None = None
    is_named_elsewhere: bool = False
    further_countries: tuple[str, ...] = ()
    shown_countries: tuple[str, ...] = ()
    is_asked: bool = False
    marks: Marks = field(default=NO_MARKS, compare=False, repr=False)
