"""What a fixture of the corpus is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal


class MissingProgramError(Exception):
    """The program that makes a fixture isn't installed; the committed file stays."""


@dataclass(frozen=True)
class Fixture:
    """One small PDF and what must become of it.

    `name` is that of the file, without `.pdf`.  `keeps` says what a merge must not lose:
    `pages`, `sizes` (of the displayed page in pt), `text` (by page, from "1"), `links`,
    `internal_links`, `destinations`, `bookmarks`, `labels`, `fields`, `layers`,
    `hidden_layers`, `attachments`, `annotations` (by subtype), `tagged`.  `absent` are names
    that no object of the cleaned file may have, `gone` words that no stream or string of it may
    have, `hidden` words that may be there and are never shown; `code` is the code of the
    refusal.  `expect` is "either" where a file may be merged or refused with
    good reason, as long as it ends in time and with a plain message.
    """

    name: str
    special: str
    make: Callable[[], bytes]
    keeps: dict[str, Any] = field(default_factory=dict)
    expect: Literal["merge", "refuse", "either"] = "merge"
    code: str | None = None
    absent: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    password: str | None = None


def refused(name: str, special: str, make: Callable[[], bytes], code: str | None = None) -> Fixture:
    """A fixture that can't be an annex."""
    return Fixture(name, special, make, expect="refuse", code=code)


def either(name: str, special: str, make: Callable[[], bytes]) -> Fixture:
    """A hostile fixture that may be merged or refused, but never be the end of the program."""
    return Fixture(name, special, make, expect="either")


def words(*pages: str) -> dict[str, Any]:
    """What a file keeps that has a page for each of these texts."""
    return {
        "pages": len(pages),
        "text": {str(number): [page] for number, page in enumerate(pages, start=1)},
    }
