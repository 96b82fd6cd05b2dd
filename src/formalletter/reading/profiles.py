"""Finds the profile that a letter names: one of its own, or a bundled one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import error
from ..fields import NAME_PATTERN
from ..profile import Profile
from .door import LARGEST_TEXT
from .header import read_section
from .letterhead import find_file
from .phrases import did_you_mean, listed, quoted
from .text import decode
from .yaml_header import parse

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..diagnostics import Problem
    from .door import Door
    from .yaml_header import Tree

FOLDER = "profiles"
_KEY = "profile"
_ENDING = ".yaml"


def read_profile(header: Tree, doors: Sequence[Door]) -> tuple[Profile | None, tuple[Problem, ...]]:
    """The profile that a header names, from behind the first of the doors that has it.

    None where it names none, and where what it names can't be used.
    """
    name = header.data.get(_KEY)
    if not isinstance(name, str) or not re.fullmatch(NAME_PATTERN, name):
        return None, ()  # what is no name is reported with the header
    place = header.place((_KEY,))
    door, known = find_file(doors, FOLDER, name, _ENDING)
    if door is None:
        hint = did_you_mean(name, known, f"the profiles are {listed(known, 'and')}")
        message = f"there is no profile {quoted(name)}"
        return None, (error("profile-missing", message, place, hint),)
    path = f"{FOLDER}/{name}{_ENDING}"
    data = door.read(path, limit=LARGEST_TEXT, asked_by=place)
    if not isinstance(data, bytes):
        return None, (data,)
    source, problems = decode(data, door.shown(path))
    tree, faults = parse(source, 1, len(source.lines), source.place(1))
    if tree is None:
        return None, (*problems, *faults)
    profile, found = read_section(Profile, tree)
    return profile, (*problems, *faults, *found)
