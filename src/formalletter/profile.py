"""A profile: what a recipient or a channel takes, as data; and what a file has of it.

A letter names one by its header's `profile`.  Nothing is limited without one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field

from .fields import Line, Part

Count = Annotated[int, Field(ge=1)]
Sheet = Literal["A4", "Letter"]
Orientation = Literal["portrait", "landscape"]

# Width and height in pt, upright (ISO 216; ANSI/ASME Y14.1).
SHEETS: dict[Sheet, tuple[float, float]] = {"A4": (595.28, 841.89), "Letter": (612, 792)}


class Profile(Part):
    """The limits of a recipient or a channel; what is not given is not limited."""

    title: Line = Field(description="For whom or what it is, in a few words.")
    source: Line = Field(description="Who sets the limits, and where and when they were read.")
    editions: tuple[Literal["delivery", "print", "press"], ...] = Field(
        default=(), description="The editions that it is for; all if empty."
    )
    formats: tuple[Literal["pdf", "docx"], ...] = Field(
        default=(), description="The kinds of files that are taken; all if empty."
    )
    max_bytes: Count | None = Field(default=None, description="The largest file, in bytes.")
    max_pages: Count | None = Field(default=None, description="The most pages, annexes included.")
    max_words: Count | None = Field(
        default=None, description="The most words, without notes, annexes and signatories."
    )
    max_words_joint: Count | None = Field(
        default=None, description="The same where more than one sign; as max-words if empty."
    )
    page_sizes: tuple[Sheet, ...] = Field(
        default=(), description="The sheets that are taken; all if empty."
    )
    orientation: Orientation | None = Field(
        default=None, description="How every page stands; either way if empty."
    )
    names_first: bool = Field(
        default=False, description="All who sign are named at the beginning of the text."
    )


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured in a finished file.

    `size` is in bytes; `sheets` are the width and height of each page in pt, as it is seen;
    `words` are those of the letter from its title on, without notes, annexes and signatories;
    `late_names` are the names that do not stand at its beginning, of so many `signatories`.
    """

    size: int
    sheets: tuple[tuple[float, float], ...]
    words: int
    late_names: tuple[str, ...]
    signatories: int
