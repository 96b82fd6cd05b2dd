"""Reads a letter's folder into a `Letter`, or raises all that is wrong with it.

This is the story of the reading; each module beside it reads one thing.  Everything is
looked at before anything is raised, so that an author sees all faults at once.
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from .. import assets
from ..diagnostics import Place, Problem, error
from ..errors import InputError
from ..fields import NAME_PATTERN
from ..letter import Header, Letter, Letterhead
from ..signatory_list import SignatoryList
from .annexes import read_annexes
from .door import LARGEST_TEXT, Door
from .front_matter import part
from .header import read_header, read_section
from .images import check_image
from .letterhead import find_file, read_letterhead_file
from .model import texts
from .phrases import did_you_mean, listed, quoted
from .profiles import read_profile
from .publication import publication_problems
from .resolving import LETTER, no_letter
from .signatories import read_signatories
from .switches import switch_problems
from .text import decode
from .yaml_header import Tree, parse

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ..letter import Body
    from ..signatory import Signatory

LETTERHEAD = "letterhead"
_LIST = "signatories"
_FIRST_YEAR = 1000  # the dates in a PDF and its metadata have four digits for it
_FULL_YEAR = "write the year with its four digits, as in 2022-03-08"
_MEANING = {
    "sheet",
    "columns-named",
    "columns-ignored",
    "visibility-answers",
    "countries-named",
}  # without which a list reads otherwise
_IMAGE_KEYS = {"logo", "signature"}
_LIST_FILE: str = SignatoryList.model_fields["file"].default
_STYLE: str = Header.model_fields["style"].default


def read_letter(folder: Path, *, shown_as: str | None = None) -> tuple[Letter, tuple[Problem, ...]]:
    """The letter in a folder, and warnings and notes about it.

    `shown_as` is the folder as the user would type it.  Raises InputError with all
    problems, warnings included, if one of them is an error.
    """
    shown_as = _as_typed(folder) if shown_as is None else shown_as
    if problem := no_letter(folder, shown_as):
        raise InputError([problem])
    door = Door(folder, shown_as)
    problems: list[Problem] = []
    text = _read_text(door, problems)
    head = _read_letterhead(text, door, problems)
    problems += _named_files(text.tree, head.tree, door)
    annexes, found = read_annexes(text.tree, text.header, door)
    problems += found
    bundled = assets.profiles_folder().parent
    doors = (door, Door(bundled, _as_typed(bundled)))
    profile, found = read_profile(text.tree, doors)
    problems += found
    signatories = _read_list(text, door, problems)
    header, body = text.header, text.body
    if header is None or body is None or any(problem.is_error for problem in problems):
        raise InputError(problems)
    if signatories and header.signatories is None:
        header = header.model_copy(update={"signatories": SignatoryList()})
    header = header.model_copy(update={"letterhead": head.letterhead})
    places = {(): text.tree.start, **text.tree.values, **head.tree.values}
    slug = _slug(folder.resolve().name)
    letter = Letter(folder, slug, header, places, head.letterhead, body, signatories, annexes)
    return replace(letter, profile=profile), tuple(problems)


class _Text(NamedTuple):
    """What letter.md holds; a tree without keys where its header can't be read."""

    tree: Tree
    header: Header | None
    body: Body | None


def _read_text(door: Door, problems: list[Problem]) -> _Text:
    nothing = Tree({}, Place(door.shown(LETTER)))
    data = door.read(LETTER, limit=LARGEST_TEXT)
    if not isinstance(data, bytes):
        problems.append(data)
        return _Text(nothing, None, None)
    source, found = decode(data, door.shown(LETTER))
    problems += found
    if not source.text and any(problem.is_error for problem in found):  # it is no text at all
        return _Text(nothing, None, None)
    lines, body, found = part(source)
    problems += found
    if lines is None:
        return _Text(nothing, None, body)
    tree, found = parse(source, lines.first, lines.last, lines.start)
    problems += found
    if tree is None:
        return _Text(nothing, None, body)
    header, found = read_header(tree)
    problems += found
    problems += switch_problems(tree)
    if header is not None:
        problems += publication_problems(header, tree)
        if header.date.year < _FIRST_YEAR:
            message = f"a letter can't be of the year {header.date.year}"
            problems.append(error("date-too-early", message, tree.place(("date",)), _FULL_YEAR))
    return _Text(tree, header, body)


class _Head(NamedTuple):
    """The letterhead, and the tree of its own file with its paths below `letterhead`."""

    letterhead: Letterhead
    tree: Tree


def _read_letterhead(text: _Text, door: Door, problems: list[Problem]) -> _Head:
    given = text.header.letterhead if text.header else None
    nothing = Tree({}, text.tree.start)
    name = text.tree.data.get(LETTERHEAD)
    if not isinstance(name, str):
        return _Head(given if isinstance(given, Letterhead) else Letterhead(), nothing)
    doors = (door, Door(assets.content_folder(), _as_typed(assets.content_folder())))
    letterhead, tree, found = read_letterhead_file(name, doors, text.tree.place((LETTERHEAD,)))
    problems += found
    return _Head(letterhead or Letterhead(), tree.below(LETTERHEAD) if tree else nothing)


def _named_files(tree: Tree, head: Tree, door: Door) -> Iterator[Problem]:
    """What is wrong with the pictures and style that the header names."""
    style = tree.data.get("style", _STYLE)
    if isinstance(style, str) and (problem := _style_problem(style, door, tree.place(("style",)))):
        yield problem
    for source in (tree, head):
        for path, name in texts(source.data):
            place = source.place(path)
            if path[-1] in _IMAGE_KEYS and (problem := check_image(door, name, place)):
                yield problem


def _style_problem(name: str, door: Door, place: Place) -> Problem | None:
    if not re.fullmatch(NAME_PATTERN, name):
        return None  # reported with the header
    bundled = assets.styles_folder()
    doors = (door, Door(bundled.parent, _as_typed(bundled.parent)))
    where, known = find_file(doors, bundled.name, name, ".css")
    if where is None:
        hint = did_you_mean(name, known, f"the styles are {listed(known, 'and')}")
        return error("style-missing", f"there is no style {quoted(name)}", place, hint)
    found = where.find(f"{bundled.name}/{name}.css", asked_by=place)
    return found if isinstance(found, Problem) else None


def _read_list(text: _Text, door: Door, problems: list[Problem]) -> tuple[Signatory, ...]:
    """The names; a list of the usual name is read even where the header does not ask for it."""
    given = text.tree.data.get(_LIST, {})
    if not isinstance(given, dict):
        return ()
    file = given.get("file", _LIST_FILE)
    if not isinstance(file, str) or not (given or door.holds(file)):
        return ()
    settings = text.header.signatories if text.header else _list_settings(text.tree)
    if settings is None and _MEANING & set(given):
        return ()  # what the list means can't be told, as is reported with the header
    asked_by = text.tree.place((_LIST, "file")) if given else None
    language = text.header.language if text.header else None
    signatories, found = read_signatories(door, file, asked_by, settings, language)
    problems += found
    return signatories


def _list_settings(tree: Tree) -> SignatoryList | None:
    """What a header says of the list, where another part of that header is wrong."""
    given = tree.data.get(_LIST)
    return (
        read_section(SignatoryList, Tree(given, tree.start))[0] if isinstance(given, dict) else None
    )


def _as_typed(folder: Path) -> str:
    """The folder from where the user is, if that is shorter."""
    relative = os.path.relpath(folder)
    return relative if len(relative) < len(str(folder)) else str(folder)


def _slug(name: str) -> str:
    """The folder's name as it can stand in any file's name."""
    normal = unicodedata.normalize("NFC", name)
    return re.sub(r"[^\w.-]+", "-", normal).strip("-.") or "letter"
