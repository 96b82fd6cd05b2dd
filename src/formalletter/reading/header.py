"""Makes the header out of plain data: every key known, every value of its type.

All faults are found at once.  Files that the header names are left to the other modules.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, ValidationError

from ..diagnostics import error
from ..letter import Header, Letterhead
from .faults import explain, missing
from .model import fields, label, section_at, texts
from .phrases import closest, listed, quoted
from .text import value_problems

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from ..diagnostics import Problem
    from .model import Section
    from .yaml_header import KeyPath, Plain, Tree

Part = TypeVar("Part", bound=BaseModel)

# What writers of letters call things, and the key that it is here.
_SYNONYMS = {
    "subject": "title",
    "to": "recipient",
    "addressee": "recipient",
    "from": "signed-by",
    "signatures": "signed-by",
    "cc": "copied-to",
    "lang": "language",
    "closing": "valediction",
    "greeting": "salutation",
    "reference": "our-reference",
    "mail": "email",
    "tags": "keywords",
    "enclosures": "annexes",
    "logo": "letterhead",
}


def read_header(tree: Tree) -> tuple[Header | None, tuple[Problem, ...]]:
    """The header of a letter, and all that is wrong with its keys and values."""
    check = _Check(Header, tree)
    data = dict(tree.data)
    own = data.get("letterhead")
    if isinstance(own, dict):
        # Apart from the rest: of a choice between a name and a section, pydantic would
        # report both sides.
        if check.validated(Letterhead, own, ("letterhead",)) is None:
            del data["letterhead"]
    elif own is not None and not isinstance(own, str):
        check.take({"type": "letterhead_type", "loc": ("letterhead",), "msg": "", "input": own})
        del data["letterhead"]
    header = check.validated(Header, data)
    return header, tuple(check.problems)


def read_section(model: type[Part], tree: Tree) -> tuple[Part | None, tuple[Problem, ...]]:
    """A section that has a file of its own, such as a letterhead."""
    check = _Check(model, tree)
    section = check.validated(model, tree.data)
    return section, tuple(check.problems)


class _Check:
    """Collects what is wrong with a tree; `model` describes the whole of it."""

    def __init__(self, model: Section, tree: Tree) -> None:
        self.problems: list[Problem] = []
        self._model = model
        self._tree = tree
        self._meant: set[KeyPath] = set()  # keys that unknown ones were probably meant to be
        self._find_unknown_keys()
        for path, text in texts(tree.data):
            self.problems.extend(value_problems(text, label(path), tree.place(path)))

    def validated(
        self, model: type[Part], data: Mapping[str, Plain], prefix: KeyPath = ()
    ) -> Part | None:
        """The data as a section, or None after taking its faults."""
        # Only in its JSON mode does strict pydantic take a list for a tuple.  A lone
        # surrogate, which `value_problems` reports, can't be encoded.
        content = json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")
        try:
            return model.model_validate_json(content)
        except ValidationError as fault:
            for details in fault.errors(include_url=False):
                self.take({**details, "loc": (*prefix, *details["loc"])})
            return None

    def take(self, details: ErrorDetails) -> None:
        """Takes one fault of pydantic's, or one of that form."""
        path = details["loc"]
        if path[:2] == ("letterhead", "Letterhead"):  # it is given as a name
            return
        if path[:1] == ("letterhead",) and len(path) > 1 and path[1] not in fields(Letterhead):
            path = path[:1]  # the other side of the choice
        if details["type"] == "missing":
            if path not in self._meant:
                self.problems.append(missing(self._model, path, self._tree))
        elif details["type"] != "extra_forbidden":
            self.problems.append(explain(details, self._model, path, self._tree))

    def _find_unknown_keys(self) -> None:
        for path, place in self._tree.keys.items():
            section = section_at(self._model, path[:-1])  # none below an unknown key
            key = str(path[-1])
            if section is None or key in fields(section):
                continue
            hint = _where(key, section)
            if hint is None and (close := _meant(key, section)):
                self._meant.add((*path[:-1], close))
                hint = f"did you mean {quoted(close)}?"
            hint = (
                hint
                or _nearly_where(key, section)
                or f"the keys here are {listed(list(fields(section)), 'and')}"
            )
            message = f"unknown key {quoted(key)}"
            self.problems.append(error("header-unknown-key", message, place, hint))


def _where(key: str, section: Section) -> str | None:
    """Where a key belongs that is known elsewhere."""
    for owner in fields(section):
        below = section_at(section, (owner,))
        if below and key in fields(below):
            return f"it belongs below {quoted(owner)}, indented"
    if section is not Header and key in fields(Header):
        return "it belongs at the start of a line: it is a key of the whole letter"
    return None


def _nearly_where(key: str, section: Section) -> str | None:
    """Where a key that is like this one belongs."""
    for owner in fields(section):
        below = section_at(section, (owner,))
        if below and (close := closest(key, fields(below))):
            return f"did you mean {quoted(close)}, which belongs below {quoted(owner)}?"
    return None


def _meant(key: str, section: Section) -> str | None:
    """The known key that was probably meant; a synonym is surer than a similar word."""
    synonym = _SYNONYMS.get(key.casefold())
    if synonym in fields(section):
        return synonym
    close = closest(key, fields(section))
    below = [section_at(section, (owner,)) for owner in fields(section)]
    elsewhere = [name for part in below if part for name in fields(part)]
    # One that stands below another key may be still more like it.
    return close if close and closest(key, [close, *elsewhere]) == close else None
