"""Finds a letter's letterhead: given in its header, or a file of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import error
from ..fields import NAME_PATTERN
from ..letter import Letterhead
from .door import LARGEST_TEXT
from .header import read_section
from .phrases import did_you_mean, listed, quoted
from .text import decode
from .yaml_header import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Place, Problem
    from .door import Door
    from .yaml_header import Tree

FOLDER = "letterheads"
_ENDING = ".yaml"


def find_file(
    doors: Sequence[Door], folder: str, name: str, ending: str
) -> tuple[Door | None, list[str]]:
    """The first door behind which `folder/name.ending` is, else the names there are."""
    for door in doors:
        if door.holds(f"{folder}/{name}{ending}"):
            return door, []
    found = {known.removesuffix(ending) for door in doors for known in door.names(folder, [ending])}
    return None, sorted(found)


def read_letterhead_file(
    name: str, doors: Sequence[Door], asked_by: Place
) -> tuple[Letterhead | None, Tree | None, tuple[Problem, ...]]:
    """The letterhead of that name: the letter's own comes before the bundled one."""
    if not re.fullmatch(NAME_PATTERN, name):
        return None, None, ()  # reported with the header
    door, known = find_file(doors, FOLDER, name, _ENDING)
    if door is None:
        hint = did_you_mean(name, known, f"there are {listed(known, 'and')}" if known else None)
        message = f"there is no letterhead {quoted(name)}"
        return None, None, (error("letterhead-missing", message, asked_by, hint),)
    path = f"{FOLDER}/{name}{_ENDING}"
    data = door.read(path, limit=LARGEST_TEXT, asked_by=asked_by)
    if not isinstance(data, bytes):
        return None, None, (data,)
    source, problems = decode(data, door.shown(path))
    tree, faults = parse(source, 1, len(source.lines), source.place(1))
    if tree is None:
        return None, None, (*problems, *faults)
    letterhead, found = read_section(Letterhead, tree)
    return letterhead, tree, (*problems, *faults, *found)
