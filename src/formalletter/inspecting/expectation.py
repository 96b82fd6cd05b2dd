"""What a finished file has to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True, slots=True)
class ExpectedAnnex:
    """What an annex has to be: its bookmark, and its texts where they are known.

    `start` is the index of its first page; `language` is the one that the header states.
    `asides` are as in `Expectation`.
    """

    heading: str
    start: int
    passages: tuple[str, ...] = ()
    language: str | None = None
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a finished file has to be.

    `passages` are the letter's texts that follow each other in this order (title,
    salutation, paragraphs, …) and `names` are the items of its list of signatories; both are
    compared without regard to spaces, quotation marks and dashes.  `group_sizes` are how many
    names each of its groups has, where it has any.  `families` are the
    names of the fonts that may be used; `private` are words that the metadata must not tell,
    such as the path of the user's home.  `labels` are those of all pages; `attached` are the
    names of the attached files.  `foreign` are the indexes of pages that come from a
    stranger's file: their fonts are theirs, and their texts are not known.  `author`,
    `producer` and `moment` (in UTC) are what the metadata have to tell, where that is known;
    `languages` are names whose language the list states, with that language.  `asides` are texts
    that have to be there, but in no order: those of footnotes, words that are listed again.
    """

    title: str
    language: str
    passages: tuple[str, ...]
    names: tuple[str, ...]
    families: frozenset[str]
    pages: int | None = None
    private: tuple[str, ...] = ()
    group_sizes: tuple[int, ...] = ()
    labels: tuple[str, ...] | None = None
    annexes: tuple[ExpectedAnnex, ...] = ()
    attached: frozenset[str] = frozenset()
    foreign: frozenset[int] = frozenset()
    author: str | None = None
    producer: str | None = None
    moment: dt.datetime | None = None
    languages: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = ()
