"""What a finished file has to be."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a finished file has to be.

    `passages` are the letter's texts that follow each other in this order (title,
    salutation, paragraphs, …) and `names` are the items of its one list of signatories; both
    are compared without regard to spaces, quotation marks and dashes.  `families` are the
    names of the fonts that may be used; `private` are words that the metadata must not tell,
    such as the path of the user's home.
    """

    title: str
    language: str
    passages: tuple[str, ...]
    names: tuple[str, ...]
    families: frozenset[str]
    pages: int | None = None
    private: tuple[str, ...] = ()
