"""Checks what a header says of its publication, where its keys have to fit one another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ..diagnostics import error
from ..edition import Edition, usual_audience
from .phrases import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Problem
    from ..letter import Header
    from ..publication import EditionAsked, Embargo
    from .yaml_header import Tree

_UNTIL = ("embargo", "until")
# The keys of an edition that are for paper only, as the file has them.
_FOR_PAPER: Final = ("paper", "letterhead", "links", "copies", "duplex", "bleed", "pdf-x")


def publication_problems(header: Header, tree: Tree) -> Iterator[Problem]:
    """What is wrong with the editions and the embargo of a header."""
    yield from _edition_problems(header.editions, tree)
    if header.embargo is not None:
        yield from _embargo_problems(header.embargo, tree)


def _edition_problems(editions: tuple[EditionAsked, ...], tree: Tree) -> Iterator[Problem]:
    met: set[tuple[str, str]] = set()
    for number, asked in enumerate(editions):
        path = ("editions", number)
        audience = asked.audience or usual_audience(Edition(asked.edition))
        if (asked.edition, audience) in met:
            yield error(
                "edition-twice",
                f"the edition “{asked.edition}” for the {audience} is asked for twice",
                tree.place(path),
                "take one away: both would have the same file name",
            )
        met.add((asked.edition, audience))
        for key in _FOR_PAPER if asked.edition != "print" else ():
            if (place := tree.keys.get((*path, key))) is not None:
                message = f"{quoted(key)} is for paper, and “{asked.edition}” is no print edition"
                yield error("edition-not-print", message, place, "move it to “edition: print”")


def _embargo_problems(embargo: Embargo, tree: Tree) -> Iterator[Problem]:
    moments = embargo.moments()
    clock = f"{embargo.until:%H:%M} on {embargo.until.date().isoformat()}"
    if not moments:
        yield error(
            "embargo-no-such-time",
            f"there is no {clock} in {embargo.zone}: the clocks are put forward over it",
            tree.place(_UNTIL),
            "give a time before or after the hour that is left out",
        )
        return
    names = [moment.tzname() or "" for moment in moments]
    if len(moments) > 1:
        yield error(
            "embargo-time-twice",
            f"{clock} comes twice in {embargo.zone}: the clocks are put back then",
            tree.place(_UNTIL),
            f"say which is meant: abbreviation: {' or '.join(names)}; or give another time",
        )
    elif embargo.abbreviation not in {None, names[0]}:
        yield error(
            "embargo-abbreviation",
            f"the time in {embargo.zone} is not called {quoted(embargo.abbreviation)} on"
            f" {embargo.until.date().isoformat()}",
            tree.place(("embargo", "abbreviation")),
            f"write abbreviation: {names[0]}, or leave it out",
        )
